"""Counters that add up: what comments contribute to the stats of all of them.

They are `Sums`: those of ranges of a discussion add up to those of the whole, and those of many discussions in the same
way. What is chosen or compared (terms by weight, bursts, who writes most) is decided in the end, from the sums.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, compress
from operator import not_
from typing import TYPE_CHECKING, ClassVar

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.stats.counted_rows import instants, values
from thread_parsers.stats.lengths import Lengths
from thread_parsers.stats.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from thread_parsers.discussion.columns import Columns
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.counted_rows import Rows

SLICE_COMMENTS = 1 << 11
"""Comments between two yields."""
HOUR_SECONDS, DAY_SECONDS = 3600, 86400


def _times() -> array[int]:
    return array("q")


@dataclass(slots=True)
class Counters(Sums):
    """Sums over comments. An author is a name, which is empty for comments without one; times are seconds from 1970 by
    the clock of the page."""

    CHOSEN: ClassVar = {"first": min, "last": max}

    comments: int = 0
    depths: Counter[int] = field(default_factory=Counter)
    """Comments at each depth of the tree."""
    scores: Counter[int] = field(default_factory=Counter)
    """Comments with each number of likes or points; those of which the page states none are left out."""
    times: array[int] = field(default_factory=_times)
    """Times that are known to the hour or better, in the order of the comments."""
    dates: array[int] = field(default_factory=_times)
    """Times that are only known to the day or less."""
    known_times: int = 0
    """How many are in `times` and `dates`, also if these were moved elsewhere."""
    to_the_hour: int = 0
    """How many of `times` are not known better than that."""
    hours: Counter[int] = field(default_factory=Counter)
    """Comments in each hour of the day, 0 to 23, by the clock of each."""
    authors: Counter[str] = field(default_factory=Counter)
    """Comments of each author, in the order of their first ones."""
    first: dict[str, int] = field(default_factory=dict)
    """The first time of each author who has one."""
    last: dict[str, int] = field(default_factory=dict)
    replies: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(author of the reply, author of its parent) to the number of replies."""
    measured: int = 0
    """Comments whose segments and words have been counted."""
    lengths: Counter[int] = field(default_factory=Counter)
    """Comments with each number of words."""
    segments: Counter[str] = field(default_factory=Counter)
    """Segments of each author."""
    words: Counter[str] = field(default_factory=Counter)
    """Words of each author."""

    def count(self, discussion: Discussion, rows: Rows) -> Iterator[None]:
        """Add what the columns hold of more comments, a slice at a time."""
        columns = discussion.columns
        for start in range(0, len(rows), SLICE_COMMENTS):
            some = rows[start : start + SLICE_COMMENTS]
            self.comments += len(some)
            self.depths.update(values(columns.depth, some))
            self.scores.update(values(columns.likes, some))
            del self.scores[NO_SCORE]
            authors = [columns.author_names[number] for number in values(columns.author, some)]
            self.authors.update(authors)
            yield  # each of the dictionaries may be moved to more memory
            self._add_times(columns, some, authors)
            yield
            replies = zip(authors, values(columns.parent, some), strict=True)
            names, numbers = columns.author_names, columns.author
            self.replies.update((author, names[numbers[parent]]) for author, parent in replies if parent >= 0)
            yield

    def _add_times(self, columns: Columns, rows: Rows, authors: Sequence[str]) -> None:
        first, last = self.first, self.last
        times = instants(columns, rows)
        self.known_times += len(rows) - times.count(NO_TIME)
        for author, time in zip(authors, times, strict=True):
            if time != NO_TIME:
                # The defaults make the comparison true for an author without a time so far.
                if time < first.get(author, time + 1):
                    first[author] = time
                if time > last.get(author, time - 1):
                    last[author] = time
        written: Sequence[int] = values(columns.time, rows) if columns.zones else times
        if columns.time_units:
            times, written = self._without_dates(columns, rows, times, written)
        self.times.extend(_known(times))
        self._add_hours(sorted(_known(written)))

    def _without_dates(
        self, columns: Columns, rows: Rows, times: Sequence[int], written: Sequence[int]
    ) -> tuple[list[int], list[int]]:
        """Add the times that are only known to the day or less, and return the others: as instants and as written."""
        units = [columns.time_units.get(row) for row in rows]
        self.to_the_hour += units.count("hour")
        exact = [unit in {None, "hour"} for unit in units]
        self.dates.extend(_known(compress(times, map(not_, exact))))
        return list(compress(times, exact)), list(compress(written, exact))

    def _add_hours(self, times: Sequence[int]) -> None:
        """Count sorted times. Comments of one hour of one day are neighbours, and there are fewer such hours."""
        first = 0
        while first < len(times):
            after = bisect_left(times, times[first] - times[first] % HOUR_SECONDS + HOUR_SECONDS, first)
            self.hours[times[first] % DAY_SECONDS // HOUR_SECONDS] += after - first
            first = after

    def count_lengths(self, discussion: Discussion, rows: Rows, sizes: Lengths) -> Iterator[None]:
        """Add the lengths of more comments; `sizes` are those of these comments only."""
        names = discussion.columns.author_names
        for start in range(0, len(rows), SLICE_COMMENTS):
            here = slice(start, start + SLICE_COMMENTS)
            self.lengths.update(sizes.words[here])
            authors = values(discussion.columns.author, rows[here])
            for number, segments, words in zip(authors, sizes.segments[here], sizes.words[here], strict=True):
                self.segments[names[number]] += segments
                self.words[names[number]] += words
            self.measured += len(authors)
            yield


def counters_of(discussion: Discussion, rows: Rows | None = None, *, text: bool = True) -> Counters:
    """The counters of all comments, or of these, counted at once. Without their text, only what the columns hold."""
    counters, sizes = Counters(), Lengths()
    rows = range(len(discussion.columns)) if rows is None else rows
    for _ in counters.count(discussion, rows):
        pass
    if text:
        for _ in chain(sizes.grow(discussion, rows), counters.count_lengths(discussion, rows, sizes)):
            pass
    return counters


def _known(times: Iterable[int]) -> list[int]:
    return [time for time in times if time != NO_TIME]
