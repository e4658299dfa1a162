"""Time: how many comments when, where they burst and where nobody spoke. All by the page's own clock.

Buckets are hours, days, weeks or years by the span of the discussion; a week begins on Monday.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from operator import sub
from typing import TYPE_CHECKING, Literal

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.stats import queries
from thread_parsers.steps import run_to_end
from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from thread_parsers.discussion.discussion import Discussion

HOUR, DAY = 3600, 86400

Step = Literal["hour", "day", "week", "year"]

STEPS: tuple[tuple[int, Step], ...] = ((2 * DAY, "hour"), (100 * DAY, "day"), (5 * 366 * DAY, "week"))
"""The longest span in seconds for which a step is used; years beyond."""

_SECONDS = {"hour": HOUR, "day": DAY, "week": 7 * DAY}
_MONDAY = 4 * DAY
"""The first Monday after the epoch, which was a Thursday."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """The comments of one hour, day, week or year, or of a few of them in a row."""

    start: datetime
    end: datetime
    """Where the next one begins."""
    comments: int
    cumulative: int
    """Comments of this bucket and all before it."""
    query: str


@dataclass(frozen=True, slots=True)
class HourOfDay:
    """The comments of one hour of the clock, on whatever day."""

    hour: int
    comments: int
    query: str


@dataclass(frozen=True, slots=True)
class Burst:
    """Many comments in a short time, for this discussion."""

    comments: int
    of: int
    """Comments with a time, of the whole discussion."""
    first: datetime
    last: datetime
    strength: float
    """How many times as many as an even spread would bring in that time."""
    query: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A long time without a comment."""

    start: datetime
    """The last comment before it."""
    end: datetime
    """The comment that broke it."""
    query: str
    """The comments of the moment at which it ended."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """When the comments were written. Empty where the page gives no times."""

    step: Step | None
    buckets: tuple[Bucket, ...]
    """From the first comment to the last without a hole; a bucket may be empty."""
    hours: tuple[HourOfDay, ...]
    """24, or none."""
    bursts: tuple[Burst, ...]
    """The strongest first."""
    silences: tuple[Silence, ...]
    """The longest first."""


def count_timeline(discussion: Discussion) -> Generator[None, None, Timeline]:
    """Order the comments that have a time into buckets and look for what stands out, one after the other."""
    times = sorted(time for time in discussion.columns.time if time != NO_TIME)
    if not times:
        return Timeline(None, (), (), (), ())
    yield
    step = step_for(times[-1] - times[0])
    buckets = _buckets(times, step)
    yield
    hours = _hours(times)
    yield
    found = yield from count_bursts(times)
    yield
    return Timeline(step, buckets, hours, found, (yield from count_silences(times)))


def timeline_of(discussion: Discussion) -> Timeline:
    """The timeline, counted at once."""
    return run_to_end(count_timeline(discussion))


def step_for(span: int) -> Step:
    """The size of the buckets for a span in seconds."""
    return next((step for longest, step in STEPS if span <= longest), "year")


def _buckets(times: Sequence[int], step: Step) -> tuple[Bucket, ...]:
    edges = _edges(times[0], times[-1], step)
    sums = [bisect_left(times, edge) for edge in edges]
    return tuple(
        Bucket(queries.at(start), queries.at(end), total - before, total, queries.between(start, end))
        for (start, end), (before, total) in zip(pairwise(edges), pairwise(sums), strict=True)
    )


def merged(buckets: Sequence[Bucket], most: int) -> list[Bucket]:
    """At most so many buckets, for a narrow drawing: as many neighbours in each as it takes."""
    size = -(-len(buckets) // max(1, most)) or 1
    together = (buckets[at : at + size] for at in range(0, len(buckets), size))
    return [
        Bucket(
            some[0].start,
            some[-1].end,
            sum(bucket.comments for bucket in some),
            some[-1].cumulative,
            queries.between(queries.seconds(some[0].start), queries.seconds(some[-1].end)),
        )
        for some in together
    ]


def _edges(first: int, last: int, step: Step) -> list[int]:
    """Where buckets begin, from that of `first` to that of `last`, and where the last one ends."""
    start = _start(first, step)
    if step == "year":
        years = range(queries.at(first).year, min(queries.at(last).year + 2, datetime.max.year + 1))
        return [int((datetime(year, 1, 1) - EPOCH).total_seconds()) for year in years]
    size = _SECONDS[step]
    return list(range(start, _start(last, step) + size + 1, size))


def _start(time: int, step: Step) -> int:
    """The beginning of the bucket that holds a time."""
    if step == "year":
        return int((datetime(queries.at(time).year, 1, 1) - EPOCH).total_seconds())
    offset = _MONDAY if step == "week" else 0
    return time - (time - offset) % _SECONDS[step]


def _hours(times: Sequence[int]) -> tuple[HourOfDay, ...]:
    counted: Counter[int] = Counter()
    # Comments of one hour of one day stand together, and there are fewer such hours than comments.
    first = 0
    while first < len(times):
        after = bisect_left(times, times[first] - times[first] % HOUR + HOUR, first)
        counted[times[first] % DAY // HOUR] += after - first
        first = after
    return tuple(HourOfDay(hour, counted[hour], f"hour:{hour}") for hour in range(24))


SLICE = 1 << 14
"""Times that are looked at between two chances to stop."""

CLOSE = 4
"""Comments belong to one burst while they follow each other this many times quicker than on average."""

_FEWEST = 3
"""Comments that make a burst, and gaps that make a silence worth looking for."""

_MINUTE = 60
"""Pages tell the time to the minute, so nothing takes less."""

_BY_CHANCE = 1e-3
"""A burst is named when an even spread would bring one like it in less than one of a thousand such discussions."""


def count_bursts(times: Sequence[int], most: int = 5) -> Generator[None, None, tuple[Burst, ...]]:
    """The bursts in sorted times. A run of comments that follow each other quickly is one when an even spread over the
    whole span would hardly ever bring as many in that time (Poisson, with as many tries as there are comments)."""
    span = times[-1] - times[0] if times else 0
    if len(times) <= _FEWEST or not span:
        return ()
    rate = len(times) / span
    found = []
    for first, last in (yield from _runs(times, 1 / (rate * CLOSE))):
        expected = rate * max(times[last] - times[first], _MINUTE)
        comments = last - first + 1
        if poisson_tail(comments, expected) * len(times) < _BY_CHANCE:
            found.append(_burst(times, first, last, comments / expected))
    return tuple(sorted(found, key=lambda burst: -burst.comments * math.log(burst.strength))[:most])


def bursts(times: Sequence[int], most: int = 5) -> tuple[Burst, ...]:
    """The bursts, looked for at once."""
    return run_to_end(count_bursts(times, most))


def _runs(times: Sequence[int], gap: float) -> Generator[None, None, list[tuple[int, int]]]:
    """First and last index of the longest runs of enough times that are at most `gap` seconds apart."""
    cuts = [0]
    for start in range(0, len(times), SLICE):
        gaps = map(sub, times[start + 1 : start + SLICE + 1], times[start : start + SLICE])
        cuts += (at for at, here in enumerate(gaps, start + 1) if here > gap)
        yield
    cuts.append(len(times))
    runs: list[tuple[int, int]] = []
    for start in range(0, len(cuts), SLICE):
        edges = pairwise(cuts[start : start + SLICE + 1])
        runs += ((first, after - 1) for first, after in edges if after - first >= _FEWEST)
        yield
    return runs


def _burst(times: Sequence[int], first: int, last: int, strength: float) -> Burst:
    query = queries.between(times[first], times[last] + 1)
    return Burst(last - first + 1, len(times), queries.at(times[first]), queries.at(times[last]), strength, query)


def poisson_tail(least: int, expected: float) -> float:
    """The chance of `least` or more events where `expected` are expected: the sum of the terms from `least` on."""
    term = math.exp(least * math.log(expected) - expected - math.lgamma(least + 1))
    total, at = 0.0, least
    while term > total * 1e-12 and at < least + 10_000:
        total += term
        at += 1
        term *= expected / at
    return min(total, 1.0)


def count_silences(times: Sequence[int], most: int = 3) -> Generator[None, None, tuple[Silence, ...]]:
    """The longest gaps in sorted times that last at least `CLOSE` times as long as the average one, and an hour."""
    if len(times) <= _FEWEST:
        return ()
    least = max(HOUR, CLOSE * (times[-1] - times[0]) / (len(times) - 1))
    long: list[tuple[int, int, int]] = []
    for start in range(0, len(times), SLICE):
        gaps = map(sub, times[start + 1 : start + SLICE + 1], times[start : start + SLICE])
        long += ((-gap, times[at], times[at + 1]) for at, gap in enumerate(gaps, start) if gap >= least)
        yield
    return tuple(
        Silence(queries.at(before), queries.at(after), queries.between(after, after + 1))
        for _, before, after in sorted(long)[:most]
    )


def silences(times: Sequence[int], most: int = 3) -> tuple[Silence, ...]:
    """The silences, looked for at once."""
    return run_to_end(count_silences(times, most))
