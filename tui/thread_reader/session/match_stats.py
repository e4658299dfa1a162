"""The stats of the comments that the filter of a session matches: counted whenever the filter has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_reader.scheduler import QUIET_SECONDS
from thread_reader.view.stats_job import MatchCounting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_reader.scheduler import Scheduler
    from thread_reader.view.comment_filter import FilterSnapshot
    from thread_reader.view.reader import Reader

MATCHES, MATCH_TEXT = "counting matches", "counting the text of matches"
"""The kinds of jobs that count them, in the background: what takes no reading, and the rest."""
REST_SECONDS = 0.3
"""The text of matches is counted once no key has arrived for this long."""


class RowFilter(NamedTuple):
    """A filter by a row of the stats, and the filter before it."""

    row: str
    """The query of the row."""
    text: str
    """The query that was applied: that of the row, and the one that the stats were of."""
    before: FilterSnapshot


class MatchStats:
    """Counts the stats of what the filter matches, and knows by which rows of the stats it was narrowed."""

    def __init__(
        self,
        reader: Reader,
        scheduler: Scheduler,
        report: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """`report` is called when there may be more to show, `failed` with an error that ends counting."""
        self._reader, self._scheduler, self._report, self._failed = reader, scheduler, report, failed
        self.row_filters: list[RowFilter] = []
        """The filters by rows that can be taken back, the last one in effect."""
        self._matches: object = None
        """The matches whose stats are counted or being counted; None without a filter."""
        self._counting: MatchCounting | None = None

    def follow(self) -> None:
        """Count, if the matches have changed since they were last counted. While they are still being found, the stats
        of the last filter stay."""
        reader, scheduler = self._reader, self._scheduler
        filter_ = reader.filter
        if reader.stats is None or (filter_.active and (not filter_.complete or filter_.trouble)):
            return
        matches = filter_.matches if filter_.active else None
        if matches is self._matches:
            return
        self._matches = matches
        scheduler.stop(MATCHES, MATCH_TEXT)
        reader.match_stats = None if matches is None else reader.match_stats
        self._counting = None if matches is None else MatchCounting(reader)
        if self._counting is not None:
            self._start(MATCHES, self._steps(self._counting))

    def _steps(self, counting: MatchCounting) -> Iterator[None]:
        yield from counting.cheap_steps()
        self._start(MATCH_TEXT, counting.text_steps(), quiet=REST_SECONDS)

    def _start(self, kind: str, steps: Iterator[None], quiet: float = QUIET_SECONDS) -> None:
        self._scheduler.start(kind, steps, self._report, foreground=False, quiet=quiet, failed=self._failed)

    def stop(self) -> bool:
        """Stop counting the text of what the filter matches, if that has begun. Returns whether it had."""
        if self._counting is None or not self._counting.text_begun or MATCH_TEXT not in self._scheduler.running:
            return False
        self._scheduler.stop(MATCH_TEXT)
        return True
