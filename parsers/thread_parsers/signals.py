"""The signals that end a program."""

from __future__ import annotations

import signal

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Windows has no SIGHUP."""


def end_at_once() -> None:
    """Make these signals end the program immediately; a shell then has the exit status 128 + number. A signal that is
    ignored, as under nohup, stays ignored."""
    for number in ENDING:
        if signal.getsignal(number) is signal.default_int_handler:
            signal.signal(number, signal.SIG_DFL)
