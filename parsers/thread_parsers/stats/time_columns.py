"""The columns of a chart over time: the comments of a timeline, counted by any unit from a minute to all years.

Every column begins at a full unit of the clock or calendar; weeks begin on Monday.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import MAXYEAR, MINYEAR, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from thread_parsers.stats import queries
from thread_parsers.stats.counters import DAY_SECONDS, HOUR_SECONDS
from thread_parsers.stats.timeline import FIRST_MONDAY, MINUTE_SECONDS, Bucket
from thread_parsers.times.epoch import FIRST_SECOND, LAST_SECOND

if TYPE_CHECKING:
    from thread_parsers.stats.timeline import Timeline


class Width(NamedTuple):
    """How much time a column spans."""

    size: int
    unit: Literal["minute", "hour", "day", "month", "year"]

    @property
    def seconds(self) -> int:
        """Its length; 0 for months and years, which differ in length."""
        return self.size * _UNIT_SECONDS.get(self.unit, 0)

    @property
    def mean_seconds(self) -> float:
        """Its length on the average."""
        return self.size * _MEAN_SECONDS[self.unit]


_UNIT_SECONDS = {"minute": MINUTE_SECONDS, "hour": HOUR_SECONDS, "day": DAY_SECONDS}
_MEAN_SECONDS = {**_UNIT_SECONDS, "month": 30.4 * DAY_SECONDS, "year": 365.25 * DAY_SECONDS}
_MONTHS = 12
WEEK_DAYS = 7

WIDTHS = (
    *(Width(count, "minute") for count in (1, 5, 15, 30)),
    *(Width(count, "hour") for count in (1, 2, 3, 6, 8, 12)),
    *(Width(count, "day") for count in (1, 2, WEEK_DAYS)),
    *(Width(count, "month") for count in (1, 3)),
    *(Width(count, "year") for count in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, MAXYEAR + 1)),
)
"""The widths of columns, from the smallest. With the last one, all comments are in one column."""


def columns(timeline: Timeline, most: int) -> tuple[Width, list[Bucket]]:
    """The comments of a timeline in at most `most` columns, and how wide these are: the smallest width with which there
    are few enough, but no smaller than the times are exact. No columns where there are no times."""
    times = timeline.times
    if not times:
        return WIDTHS[0], []
    for width in WIDTHS:
        first, last = place(times[0], width), place(times[-1], width)
        if last - first < max(1, most) and not 0 < width.seconds < timeline.finest:
            break
    edges = [_edge(number, width) for number in range(first, last + 2)]
    before = [0, *(bisect_left(times, edge) for edge in edges[1:-1]), len(times)]
    return width, [
        Bucket(queries.at(start), queries.at(end), sum_ - earlier, sum_, queries.between(start, end))
        for (start, end), (earlier, sum_) in zip(pairwise(edges), pairwise(before), strict=True)
    ]


def place(time: int, width: Width) -> int:
    """The number of the column that contains a time, counted from a full unit."""
    if width.seconds:
        return (time - _offset(width)) // width.seconds
    when = queries.at(time)
    return when.year // width.size if width.unit == "year" else _month(when) // width.size


def _edge(number: int, width: Width) -> int:
    """Where a column starts, within the calendar; the second after its last one for a column beyond it."""
    if width.seconds:
        start = number * width.seconds + _offset(width)
    else:
        months = number * width.size * (_MONTHS if width.unit == "year" else 1)
        year, month = divmod(months, _MONTHS)
        if year > MAXYEAR:
            return LAST_SECOND + 1
        start = queries.seconds(datetime(year, month + 1, 1)) if year >= MINYEAR else FIRST_SECOND
    return max(FIRST_SECOND, min(start, LAST_SECOND + 1))


def _month(when: datetime) -> int:
    return when.year * _MONTHS + when.month - 1


def _offset(width: Width) -> int:
    return FIRST_MONDAY if width == Width(WEEK_DAYS, "day") else 0
