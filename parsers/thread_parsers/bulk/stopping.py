"""The signals that stop a run."""

from __future__ import annotations

import signal

from thread_parsers.signals import ENDING

STOPPING = ENDING
"""Those that end a program let a run write what it has read."""


def ignore() -> None:
    """Ignore these signals: they are for the process that has started this one, and ends it."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)
