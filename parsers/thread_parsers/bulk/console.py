"""What the command says: errors, a line of progress, and the report."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from thread_parsers.bulk.stopping import STOPPING
from thread_parsers.standard_error import StatusLine, say
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.bulk.writing import Report

PREFIX = "thread-reader-bulk: "
PROGRESS_SECONDS = 0.2
"""How often the line of progress changes."""
QUIET_SECONDS = 0.5
"""How long asking a corpus takes before there is such a line."""


class Console:
    """The watcher of a run. A signal stops it; what has been read is then written."""

    def __init__(self, *, is_asking: bool = False) -> None:
        self.stopped = False
        self.signal = 0
        """The signal that has stopped it."""
        self._began = monotonic()
        self._line = StatusLine(PROGRESS_SECONDS, QUIET_SECONDS if is_asking else 0.0)

    def failure(self, name: str, reason: str) -> None:
        """One line for a page that could not be read."""
        self.say(f"{name}: {reason}")

    def say(self, message: str) -> None:
        """Print one line, in place of the line of progress."""
        say(PREFIX + message)

    def progress(self, report: Report) -> None:
        """Show how far it is, a few times a second, on a terminal only."""
        if self._line.is_due:
            self._line.show(progress_line(report, monotonic() - self._began))

    def asked(self, share: float) -> None:
        """Show how much of a corpus has been asked, in the same way."""
        if self._line.is_due:
            self._line.show(share_line(share, monotonic() - self._began))

    def clear(self) -> None:
        """Delete the line of progress."""
        self._line.end()

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


def progress_line(report: Report, seconds: float) -> str:
    """`12,345 pages, 1,234 pages/s, 2 errors, 41 %, 1:05 left`."""
    parts = [f"{counted(report.pages, 'page')}, {report.pages / seconds if seconds else 0:,.0f} pages/s"]
    if report.known:
        parts.append(f"{report.known:,} known")
    parts.append(counted(report.failed, "error"))
    if report.share_done > 0 and report.pages + report.known:
        parts.append(share_line(report.share_done, seconds))
    return ", ".join(parts)


def share_line(share: float, seconds: float) -> str:
    """`41 %, 1:05 left`, after so many seconds; without the time, if nothing is done."""
    done = min(share, 1.0)
    if done <= 0:
        return "0 %"
    minutes, rest = divmod(round(seconds * (1 - done) / done), 60)
    hours, minutes = divmod(minutes, 60)
    left = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return f"{int(100 * done)} %, {left} left"


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
