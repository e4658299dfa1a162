"""When comments were written: buckets, hours of the day, bursts and silences, all by the page's own clock.

Where the page has several, buckets, bursts and silences are by one of them, and hours by that of each comment.
A bucket is an hour, a day, a week or a year, depending on the span of the discussion; a week begins on Monday.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import MAXYEAR, datetime
from itertools import pairwise
from operator import sub
from typing import TYPE_CHECKING, Literal, NamedTuple

from thread_parsers.stats import queries
from thread_parsers.stats.counters import DAY_SECONDS, HOUR_SECONDS, counters_of
from thread_parsers.stats.sorted_times import SLICE_TIMES, SortedTimes
from thread_parsers.steps import listed_in_steps, run_to_end
from thread_parsers.times.epoch import LAST_SECOND

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.counters import Counters

MINUTE_SECONDS = 60

Step = Literal["hour", "day", "week", "year"]

STEPS: tuple[tuple[int, Step], ...] = (
    (2 * DAY_SECONDS, "hour"), (100 * DAY_SECONDS, "day"), (5 * 366 * DAY_SECONDS, "week"),
)  # fmt: skip
"""The longest span in seconds for which each step is used; years beyond."""

_STEP_SECONDS = {"hour": HOUR_SECONDS, "day": DAY_SECONDS, "week": 7 * DAY_SECONDS}
FIRST_MONDAY = 4 * DAY_SECONDS
"""Seconds from 1970-01-01, a Thursday, to the first Monday."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """The comments of one hour, day, week or year, or of several in a row."""

    start: datetime
    end: datetime
    """The start of the next bucket."""
    comments: int
    cumulative: int
    """Comments of this bucket and all before it."""
    query: str


@dataclass(frozen=True, slots=True)
class HourOfDay:
    """The comments of one hour of the clock, on any day."""

    hour: int
    comments: int
    query: str


@dataclass(frozen=True, slots=True)
class Burst:
    """Many comments in a short time, for this discussion."""

    comments: int
    of: int
    """Comments of the discussion that have a time."""
    first: datetime
    last: datetime
    strength: float
    """How many times as many comments as evenly spread ones in that time."""
    query: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A long time without a comment."""

    start: datetime
    """The last comment before it."""
    end: datetime
    """The first comment after it."""
    query: str
    """The comments at the moment at which it ended."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """When the comments were written. Empty where the page gives no times."""

    step: Step | None
    buckets: tuple[Bucket, ...]
    """From the first comment to the last without gaps; a bucket may be empty."""
    hours: tuple[HourOfDay, ...]
    """24, or none."""
    bursts: tuple[Burst, ...]
    """The strongest first."""
    silences: tuple[Silence, ...]
    """The longest first."""
    times: array[int] = field(default_factory=lambda: array("q"), repr=False)
    """The times of the comments in seconds from 1970, the earliest first: charts are counted from them."""
    finest: int = MINUTE_SECONDS
    """How exact they are, in seconds: to the minute, the hour, or the day or less."""


def timeline(
    counters: Counters, exact: SortedTimes | None = None, every: SortedTimes | None = None
) -> Generator[None, None, Timeline]:
    """The timeline of the comments that have a time, one section after the other. `exact` and `every`: the times that
    are known to the hour or better, and all of them, if these are not in the counters."""
    if exact is None or every is None:
        exact = SortedTimes.of((yield from _sorted(counters.times)))
        every = SortedTimes.of((yield from _sorted(counters.times + counters.dates))) if counters.dates else exact
    if not every.size:
        return Timeline(None, (), (), (), ())
    step = step_for(every.span)
    buckets = yield from _buckets(every, step)
    yield
    # A time that is only known to the day or less has no hour, and would make bursts at midnight.
    has_dates = every.size > exact.size
    finest = DAY_SECONDS if has_dates else HOUR_SECONDS if counters.to_the_hour else MINUTE_SECONDS
    listed = array("q", every.listed)
    if not exact.size:
        return Timeline(step, buckets, (), (), (), listed, finest)
    hours = tuple(HourOfDay(hour, counters.hours[hour], f"hour:{hour}") for hour in range(24))
    found = yield from count_bursts(exact)
    yield
    return Timeline(step, buckets, hours, found, (yield from count_silences(exact)), listed, finest)


def timeline_of(discussion: Discussion) -> Timeline:
    """The timeline, counted at once."""
    return run_to_end(timeline(counters_of(discussion, text=False)))


def _sorted(times: array[int]) -> Generator[None, None, list[int]]:
    """The times, the earliest first."""
    found: list[int] = []
    for start in range(0, len(times), SLICE_TIMES):
        found += sorted(times[start : start + SLICE_TIMES])
        yield
    found.sort()  # merges the sorted pieces, which takes a small part of the time of sorting
    return found


def step_for(span: int) -> Step:
    """The step for a span in seconds."""
    return next((step for longest, step in STEPS if span <= longest), "year")


def _buckets(times: SortedTimes, step: Step) -> Generator[None, None, tuple[Bucket, ...]]:
    """The buckets, in slices: there are ten thousand if the times are as far apart as the calendar allows."""
    edges = yield from listed_in_steps(_edges(times.first, times.last, step))
    sums = yield from _before(times, edges)
    buckets = yield from listed_in_steps(
        Bucket(queries.at(start), queries.at(end), total - before, total, queries.between(start, end))
        for (start, end), (before, total) in zip(pairwise(edges), pairwise(sums), strict=True)
    )
    return tuple(buckets)


def _before(times: SortedTimes, edges: Sequence[int]) -> Generator[None, None, list[int]]:
    """How many times are before each edge."""
    sums, before, rest = list[int](), 0, iter(edges)
    edge = next(rest, None)
    for block in times.blocks():
        while edge is not None and edge <= block[-1]:
            sums.append(before + bisect_left(block, edge))
            edge = next(rest, None)
            if len(sums) % SLICE_EDGES == 0:
                yield
        before += len(block)
        yield
    return sums + [before] * (len(edges) - len(sums))


def _edges(first: int, last: int, step: Step) -> Iterable[int]:
    """The starts of the buckets from that of `first` to that of `last`, and the end of the last one."""
    start = _start(first, step)
    if step == "year":
        return map(_new_year, range(queries.at(first).year, queries.at(last).year + 2))
    size = _STEP_SECONDS[step]
    return range(start, _start(last, step) + size + 1, size)


def _start(time: int, step: Step) -> int:
    """The start of the bucket that contains a time."""
    if step == "year":
        return _new_year(queries.at(time).year)
    offset = FIRST_MONDAY if step == "week" else 0
    return time - (time - offset) % _STEP_SECONDS[step]


def _new_year(year: int) -> int:
    """The first second of a year; after the last year of the calendar, the second after its last one."""
    return queries.seconds(datetime(year, 1, 1)) if year <= MAXYEAR else LAST_SECOND + 1


SLICE_EDGES = 1 << 10
"""Edges of buckets between two yields."""

GAP_RATIO = 4
"""In a burst, gaps are at most the average gap divided by this; a silence lasts at least the average gap times this."""

_MIN_COMMENTS = 3
"""Comments of a burst; with no more, there are no silences."""

_MAX_CHANCE = 1e-3
"""The chance that evenly spread comments have a burst like this one, above which it is not reported."""

MAX_BURSTS, MAX_SILENCES = 5, 3
MAX_WAITING = 1 << 10
"""More bursts, or silences, are not kept until all are known, but the strongest, or longest, so far."""


def count_bursts(times: SortedTimes) -> Generator[None, None, tuple[Burst, ...]]:
    """The bursts in sorted times, the strongest first. A run of comments with short gaps is a burst if evenly spread
    comments would hardly ever be as many in that time (Poisson distribution, with one try for each comment)."""
    if times.size <= _MIN_COMMENTS or not times.span:
        return ()
    rate = times.size / times.span
    found: list[Burst] = []
    for run in _runs(times, 1 / (rate * GAP_RATIO)):
        if run is None:
            yield
            continue
        comments, first, last = run
        expected = rate * max(last - first, MINUTE_SECONDS)  # pages state times to the minute
        if poisson_tail(comments, expected) * times.size < _MAX_CHANCE:
            found.append(_burst(times, run, comments / expected))
            if len(found) > MAX_WAITING:
                found = _strongest(found)
    return tuple(_strongest(found))


def _strongest(found: list[Burst]) -> list[Burst]:
    return sorted(found, key=lambda burst: -burst.comments * math.log(burst.strength))[:MAX_BURSTS]


def bursts(times: Sequence[int]) -> tuple[Burst, ...]:
    """The bursts, counted at once."""
    return run_to_end(count_bursts(SortedTimes.of(times)))


class _Run(NamedTuple):
    comments: int
    first: int
    last: int


def _runs(times: SortedTimes, gap: float) -> Iterator[_Run | None]:
    """The runs of at least _MIN_COMMENTS times with gaps of at most `gap` seconds, and None now and then."""
    comments, first, last = 0, times.first, times.first  # of the run that goes on
    for block in times.blocks():
        start = 0
        cuts = [at for at, here in enumerate(map(sub, block[1:], block), 1) if here > gap]
        for at in [0, *cuts] if block[0] - last > gap else cuts:
            comments += at - start
            if comments >= _MIN_COMMENTS:
                yield _Run(comments, first, block[at - 1] if at else last)
            comments, first, start = 0, block[at], at
        comments, last = comments + len(block) - start, block[-1]
        yield None
    if comments >= _MIN_COMMENTS:
        yield _Run(comments, first, last)


def _burst(times: SortedTimes, run: _Run, strength: float) -> Burst:
    query = queries.between(run.first, run.last + 1)
    return Burst(run.comments, times.size, queries.at(run.first), queries.at(run.last), strength, query)


def poisson_tail(count: int, expected: float) -> float:
    """The chance of `count` or more events where `expected` are expected: the sum of the terms from `count` on."""
    term = math.exp(count * math.log(expected) - expected - math.lgamma(count + 1))
    total, at = 0.0, count
    while term > total * 1e-12 and at < count + 10_000:
        total += term
        at += 1
        term *= expected / at
    return min(total, 1.0)


def count_silences(times: SortedTimes) -> Generator[None, None, tuple[Silence, ...]]:
    """The longest gaps in sorted times, of at least an hour and GAP_RATIO times the average gap; the longest first."""
    if times.size <= _MIN_COMMENTS:
        return ()
    min_gap = max(HOUR_SECONDS, GAP_RATIO * times.span / (times.size - 1))
    long: list[tuple[int, int, int]] = []
    last = times.first
    for block in times.blocks():
        if block[0] - last >= min_gap:
            long.append((last - block[0], last, block[0]))
        gaps = enumerate(map(sub, block[1:], block))
        long += ((-gap, block[at], block[at + 1]) for at, gap in gaps if gap >= min_gap)
        if len(long) > MAX_WAITING:
            long = sorted(long)[:MAX_SILENCES]
        last = block[-1]
        yield
    return tuple(
        Silence(queries.at(before), queries.at(after), queries.between(after, after + 1))
        for _, before, after in sorted(long)[:MAX_SILENCES]
    )


def silences(times: Sequence[int]) -> tuple[Silence, ...]:
    """The silences, counted at once."""
    return run_to_end(count_silences(SortedTimes.of(times)))
