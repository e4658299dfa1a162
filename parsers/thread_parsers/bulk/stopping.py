"""The signals that stop a run."""

from __future__ import annotations

import signal

STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Windows has no SIGHUP."""


def end_at_once() -> None:
    """Let Ctrl-C end the process without a traceback, unless it is ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def ignore() -> None:
    """Ignore these signals: they are for the process that has started this one, and ends it."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)
