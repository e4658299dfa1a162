"""Lines on standard error: messages, and a line that is written over and over while something takes long."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from time import monotonic
from typing import ClassVar

from thread_parsers.text.printable import printable

UNKNOWN_COLUMNS = 80
"""The width of a terminal that does not know its own."""


def columns() -> int:
    """The width of the terminal that standard error is connected to; 0 if it is not a terminal."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns
    except (AttributeError, OSError, ValueError):  # sys.stderr is None, is not a terminal, or is closed
        return 0


def say(message: str) -> None:
    """Print one line, with control characters made visible, in place of a line of progress. Does nothing if standard
    error is closed."""
    if StatusLine.shown is not None:
        StatusLine.shown.end()
    _write(printable(message) + "\n")


class StatusLine:
    """A line that is written over and over; only on a terminal."""

    shown: ClassVar[StatusLine | None] = None
    """The one that is on the terminal."""

    def __init__(self, seconds: float, after: float = 0.0) -> None:
        """`seconds`: how often it changes; `after`: after how many it is shown for the first time."""
        self._is_shown = sys.stderr is not None and sys.stderr.isatty()
        self._seconds = seconds
        self._next = monotonic() + after
        self._cells = 0

    @property
    def is_due(self) -> bool:
        """Whether a text would be shown now."""
        return self._is_shown and monotonic() >= self._next

    def show(self, text: str) -> None:
        """Show a text of ASCII in place of the one before, a few times a second."""
        if self.is_due:
            self._next = monotonic() + self._seconds
            self._put(text[: (columns() or UNKNOWN_COLUMNS) - 1])

    def end(self) -> None:
        """Delete the line."""
        if self._cells:
            self._put("")

    def _put(self, line: str) -> None:
        _write(f"\r{line}{' ' * (self._cells - len(line))}\r")
        self._cells = len(line)
        StatusLine.shown = self if line else None


def _write(text: str) -> None:
    with suppress(AttributeError, OSError, ValueError):  # it is closed
        sys.stderr.write(text)
        sys.stderr.flush()
