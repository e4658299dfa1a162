"""What the command says: errors, a line of progress, and the report."""

from __future__ import annotations

import shutil
import signal
import sys
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING

from thread_parsers.bulk.stopping import STOPPING
from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.bulk.writing import Report

PREFIX = "thread-reader-bulk: "
PROGRESS_SECONDS = 0.2
"""How often the line of progress changes."""
UNKNOWN_COLUMNS = 80


class Console:
    """The watcher of a run. A signal stops it; what has been read is then written."""

    def __init__(self) -> None:
        self.stopped = False
        self.signal = 0
        """The signal that has stopped it."""
        self._is_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._began = self._next = monotonic()
        self._shown = 0

    def failure(self, name: str, reason: str) -> None:
        """One line for a page that could not be read."""
        self.say(f"{name}: {reason}")

    def say(self, message: str) -> None:
        """Print one line, in place of the line of progress."""
        self._show("")
        _write(printable(PREFIX + message) + "\n")

    def progress(self, report: Report) -> None:
        """Show how far it is, a few times a second, on a terminal only."""
        now = monotonic()
        if self._is_terminal and now >= self._next:
            self._next = now + PROGRESS_SECONDS
            self._show(progress_line(report, now - self._began))

    def end(self, report: Report) -> None:
        """Print the report."""
        self.say(summary(report, monotonic() - self._began))

    @contextmanager
    def stopped_by_signals(self) -> Iterator[None]:
        """Within this context signals stop the run; the second one ends it at once. Ignored ones stay ignored."""
        before = {number: signal.getsignal(number) for number in STOPPING}
        for number, handler in before.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, self._stop)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, number: int, _frame: object) -> None:
        if self.stopped:
            raise SystemExit(128 + number)
        self.stopped, self.signal = True, number

    def _show(self, line: str) -> None:
        """Write a line over the one before."""
        if line or self._shown:
            line = line[: shutil.get_terminal_size((UNKNOWN_COLUMNS, 24)).columns - 1]
            _write(f"\r{line}{' ' * (self._shown - len(line))}\r")
            self._shown = len(line)


def progress_line(report: Report, seconds: float) -> str:
    """`12,345 pages, 1,234 pages/s, 2 errors, 41 %, 1:05 left`."""
    parts = [f"{counted(report.pages, 'page')}, {report.pages / seconds if seconds else 0:,.0f} pages/s"]
    if report.known:
        parts.append(f"{report.known:,} known")
    parts.append(counted(report.failed, "error"))
    done = min(report.share_done, 1.0)
    if done > 0 and report.pages + report.known:
        minutes, rest = divmod(round(seconds * (1 - done) / done), 60)
        hours, minutes = divmod(minutes, 60)
        left = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
        parts.append(f"{int(100 * done)} %, {left} left")
    return ", ".join(parts)


def summary(report: Report, seconds: float) -> str:
    """What was done, in one line."""
    added = f"{counted(report.pages, 'page')} with {counted(report.comments, 'comment')} added"
    others = (
        (report.known, "known before"),
        (report.sieved, "not like a discussion"),
        (report.duplicates, "the same as another"),
        (report.failed, "failed"),
    )
    words = ", ".join([added, *(f"{count:,} {what}" for count, what in others if count)])
    return f"{words}; {report.pages / seconds if seconds else 0:,.0f} pages/s"


def _write(text: str) -> None:
    with suppress(AttributeError, OSError, ValueError):  # standard error is closed
        sys.stderr.write(text)
        sys.stderr.flush()
