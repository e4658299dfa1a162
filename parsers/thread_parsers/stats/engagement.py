"""The size and shape of a discussion: what the page declares, what was counted, and the difference."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from thread_parsers.stats import queries
from thread_parsers.steps import sorted_in_steps
from thread_parsers.text import word_count

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping
    from datetime import datetime

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.counters import Counters


@dataclass(frozen=True, slots=True)
class Tally:
    """A number that the page declares, that was counted, or both; None if it is not known."""

    name: str
    declared: int | None
    """What the page declares of all its comments."""
    counted: int | None
    of: int | None
    """The same number of all comments of the discussion: `counted`, unless a query chose some of them."""
    query: str | None = None
    """The query for the comments that were counted; empty for all of them, None where nothing was counted."""

    @property
    def difference(self) -> int | None:
        """Counted in all comments minus declared; negative where some are missing."""
        return None if self.declared is None or self.of is None else self.of - self.declared


@dataclass(frozen=True, slots=True)
class Level:
    """The comments at one depth of the tree, or of one range of lengths or scores."""

    label: str
    comments: int
    query: str


@dataclass(frozen=True, slots=True)
class EngagementStats:
    """The size and shape of a discussion."""

    tallies: tuple[Tally, ...]
    """Comments, replies, likes, reposts, shares, views: those that the page declares or that can be counted."""
    authors: int
    """Different names. Comments without a name count for none."""
    depth: int
    """The depth of the deepest reply; 0 where all comments are on the article."""
    depths: tuple[Level, ...]
    first: datetime | None
    last: datetime | None
    without_time: int
    """Comments without an absolute time."""
    segments: int | None
    """None until the text has been counted, as `words`; `lengths` is empty until then."""
    words: int | None
    article_words: int
    lengths: tuple[Level, ...]
    """Comments by their number of words."""
    scores: tuple[Level, ...]
    """Comments by their likes or points; empty where the page states none."""


LENGTH_STARTS = (0, 10, 25, 50, 100, 200, 400, 800)
"""Where the ranges of lengths begin, in words."""

SLICE_LEVELS = 512
"""Depths between two yields."""
SLICE_SCORES = 2048
"""Different scores between two yields."""
SCORE_STARTS = (-9, -1, 0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000)
"""Where the ranges of scores begin; there is one more below the first."""


def engagement(discussion: Discussion, counters: Counters) -> Generator[None, None, EngagementStats]:
    """The size and shape of a discussion, from the counters of those of its comments that are counted, in slices."""
    article_words = yield from article_words_of(discussion)
    return (yield from size_and_shape(counters, tallies_of(discussion, counters), article_words))


def article_words_of(discussion: Discussion) -> Generator[None, None, int]:
    """The number of words of the article, in steps."""
    words = 0
    for span in discussion.article.paragraph_spans:
        words += yield from word_count.count_in_steps(discussion.text.read(*span))
        yield
    return words


def size_and_shape(
    counters: Counters, tallies: Iterable[Tally], article_words: int
) -> Generator[None, None, EngagementStats]:
    """The size and shape of what was counted, from sums, in slices."""
    levels: list[Level] = []
    for depth in (yield from sorted_in_steps(counters.depths, lambda depth: depth)):
        levels.append(Level(str(depth), counters.depths[depth], f"depth:{depth}"))
        if len(levels) % SLICE_LEVELS == 0:
            yield
    times = [*counters.first.values(), *counters.last.values()]
    counted = EngagementStats(
        tallies=tuple(tallies),
        authors=len(counters.authors) - ("" in counters.authors),
        depth=max(counters.depths, default=0),
        depths=tuple(levels),
        first=queries.at(min(times)) if times else None,
        last=queries.at(max(times)) if times else None,
        without_time=counters.comments - counters.known_times,
        segments=None,
        words=None,
        article_words=article_words,
        lengths=(),
        scores=(yield from _scores(counters.scores)),
    )
    return with_lengths(counted, counters) if counters.measured == counters.comments else counted


def with_lengths(stats: EngagementStats, counters: Counters) -> EngagementStats:
    """The same with segments, words and lengths."""
    segments, words = sum(counters.segments.values()), sum(counters.words.values())
    return replace(stats, segments=segments, words=words, lengths=_lengths(counters.lengths))


def tallies_of(discussion: Discussion, counters: Counters) -> list[Tally]:
    """What the page declares and what was counted."""
    declared, columns = discussion.engagement, discussion.columns
    unknown = columns.replies.count(-1)
    # Each unknown number of replies is a -1 in the sum.
    replies = sum(columns.replies) + unknown if unknown < len(columns) else None
    replies_counted = counters.comments - counters.depths[0]
    rows = [
        Tally("comments", declared.comments, counters.comments, len(columns), ""),
        Tally("replies", replies, replies_counted, len(columns) - columns.depth.count(0), "is:reply"),
        Tally("likes", declared.likes, None, None),
        Tally("reposts", declared.reposts, None, None),
        Tally("shares", declared.shares, None, None),
        Tally("views", declared.views, None, None),
    ]
    return [row for row in rows if row.declared is not None or row.counted is not None]


def _lengths(lengths: Mapping[int, int]) -> tuple[Level, ...]:
    counted: Counter[int] = Counter()
    for number, comments in lengths.items():
        counted[bisect_right(LENGTH_STARTS, number) - 1] += comments
    levels = []
    for at, (first, after) in enumerate(zip_longest(LENGTH_STARTS, LENGTH_STARTS[1:])):
        label = f"{first}-{after - 1}" if after else f"{first}+"
        query = f"words:>={first}" + (f" words:<{after}" if after else "")
        levels.append(Level(label, counted[at], query))
    return tuple(levels)


def _scores(scores: Mapping[int, int]) -> Generator[None, None, tuple[Level, ...]]:
    """The ranges of scores from that of the lowest to that of the highest, counted in slices."""
    counted: Counter[int] = Counter()
    for number, (score, comments) in enumerate(scores.items(), 1):
        counted[bisect_right(SCORE_STARTS, score)] += comments
        if number % SLICE_SCORES == 0:
            yield
    if not counted:
        return ()
    return tuple(_score_range(at, counted[at]) for at in range(min(counted), max(counted) + 1))


def _score_range(at: int, comments: int) -> Level:
    """One of the ranges: 0 is the one below all of `SCORE_STARTS`."""
    first = SCORE_STARTS[at - 1] if at else None
    after = SCORE_STARTS[at] if at < len(SCORE_STARTS) else None
    if first is None:
        return Level(f"below {after}", comments, f"likes:<{after}")
    if after is None:
        return Level(f"{first}+", comments, f"likes:>={first}")
    if after == first + 1:
        return Level(str(first), comments, f"likes:{first}")
    between = " to " if first < 0 else "-"
    return Level(f"{first}{between}{after - 1}", comments, f"likes:>={first} likes:<{after}")
