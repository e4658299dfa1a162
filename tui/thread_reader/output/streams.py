"""Output streams whose other end is gone or broken."""

from __future__ import annotations

import os
import sys


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def discard_output(descriptor: int) -> None:
    """Redirect a descriptor to the null device.

    After a failed write, Python still holds buffered data and would try to write it, and complain, at exit.
    """
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, descriptor)
    os.close(null)
