"""The size and shape of a discussion: what the page declares, what was counted, and the difference."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.stats import queries
from thread_parsers.steps import run_to_end
from thread_parsers.text import word_count

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.lengths import Lengths


@dataclass(frozen=True, slots=True)
class Tally:
    """A number that the page declares, that was counted, or both; None if it is not known."""

    name: str
    declared: int | None
    counted: int | None
    query: str | None = None
    """The query for the comments that were counted; empty for all of them, None where nothing was counted."""

    @property
    def difference(self) -> int | None:
        """Counted minus declared; negative where some are missing."""
        return None if self.declared is None or self.counted is None else self.counted - self.declared


@dataclass(frozen=True, slots=True)
class Level:
    """The comments at one depth of the tree, or of one range of lengths."""

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


LENGTH_STARTS = (0, 10, 25, 50, 100, 200, 400, 800)
"""Where the ranges of lengths begin, in words."""


def count_engagement(discussion: Discussion) -> Generator[None, None, EngagementStats]:
    """Count what the columns hold, one column after the other. Segments, words and lengths come with `with_lengths`."""
    columns = discussion.columns
    without_time = columns.time.count(NO_TIME)
    instants = columns.instants()
    yield
    times = [time for time in instants if time != NO_TIME] if without_time else instants
    yield
    first, last = (queries.at(min(times)), queries.at(max(times))) if times else (None, None)
    yield
    depths = Counter(columns.depth)
    yield
    article_words = 0
    for span in discussion.article.paragraph_spans:
        article_words += yield from word_count.count_in_steps(discussion.text.read(*span))
        yield
    return EngagementStats(
        tallies=tuple(_tallies(discussion, len(columns) - depths[0])),
        authors=len(set(columns.author)) - ("" in columns.author_numbers),
        depth=max(depths, default=0),
        depths=tuple(Level(str(depth), depths[depth], f"depth:{depth}") for depth in sorted(depths)),
        first=first,
        last=last,
        without_time=without_time,
        segments=None,
        words=None,
        article_words=article_words,
        lengths=(),
    )


def engagement_of(discussion: Discussion) -> EngagementStats:
    """What the columns hold, counted at once."""
    return run_to_end(count_engagement(discussion))


def with_lengths(engagement: EngagementStats, sizes: Lengths) -> EngagementStats:
    """The same with segments, words and lengths."""
    return replace(engagement, segments=sum(sizes.segments), words=sum(sizes.words), lengths=_lengths(sizes))


def _tallies(discussion: Discussion, replies_counted: int) -> list[Tally]:
    declared, columns = discussion.engagement, discussion.columns
    unknown = columns.replies.count(-1)
    # Each unknown number of replies is a -1 in the sum.
    replies = sum(columns.replies) + unknown if unknown < len(columns) else None
    rows = [
        Tally("comments", declared.comments, len(columns), ""),
        Tally("replies", replies, replies_counted, "is:reply"),
        Tally("likes", declared.likes, None),
        Tally("reposts", declared.reposts, None),
        Tally("shares", declared.shares, None),
        Tally("views", declared.views, None),
    ]
    return [row for row in rows if row.declared is not None or row.counted is not None]


def _lengths(sizes: Lengths) -> tuple[Level, ...]:
    counted: Counter[int] = Counter()
    for number, comments in Counter(sizes.words).items():
        counted[bisect_right(LENGTH_STARTS, number) - 1] += comments
    levels = []
    for at, (first, after) in enumerate(zip_longest(LENGTH_STARTS, LENGTH_STARTS[1:])):
        label = f"{first}-{after - 1}" if after else f"{first}+"
        query = f"words:>={first}" + (f" words:<{after}" if after else "")
        levels.append(Level(label, counted[at], query))
    return tuple(levels)
