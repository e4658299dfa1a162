"""Engagement: what the page declares beside what was counted, and the difference said."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
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
    """One thing that the page declares, that was counted, or both. None where there is no number."""

    name: str
    declared: int | None
    counted: int | None
    query: str | None = None
    """What shows the comments that were counted; empty for all of them, None where nothing could be shown."""

    @property
    def difference(self) -> int | None:
        """How many more were counted than declared; negative when some are missing."""
        return None if self.declared is None or self.counted is None else self.counted - self.declared


@dataclass(frozen=True, slots=True)
class Level:
    """How many comments stand at one depth of the tree or have one range of length."""

    label: str
    comments: int
    query: str


@dataclass(frozen=True, slots=True)
class Engagement:
    """The size and shape of a discussion."""

    tallies: tuple[Tally, ...]
    """Comments, likes, reposts, shares, views, replies: where the page declares them or they can be counted."""
    authors: int
    """Different names; comments without one are by nobody."""
    depth: int
    """The longest way from a comment on the article down to a reply: 0 where nobody replies."""
    depths: tuple[Level, ...]
    first: datetime | None
    last: datetime | None
    without_time: int
    """Comments without an absolute time."""
    segments: int | None
    """None as long as the text has not been counted, as with `words` and `lengths`."""
    words: int | None
    article_words: int
    lengths: tuple[Level, ...]
    """Comments by their number of words."""


LENGTHS = (0, 10, 25, 50, 100, 200, 400, 800)
"""Where the ranges of length begin, in words."""


def count_engagement(discussion: Discussion) -> Generator[None, None, Engagement]:
    """Count a discussion by its columns, one after the other."""
    columns = discussion.columns
    without_time = columns.time.count(NO_TIME)
    times = [time for time in columns.time if time != NO_TIME] if without_time else columns.time
    yield
    first, last = (queries.at(min(times)), queries.at(max(times))) if times else (None, None)
    yield
    depths = Counter(columns.depth)
    yield
    article = [discussion.source.read(*span) for span in discussion.article.paragraph_spans]
    return Engagement(
        tallies=tuple(_tallies(discussion, len(columns) - depths[0])),
        authors=len(set(columns.author)) - (_nobody(discussion) is not None),
        depth=max(depths, default=0),
        depths=tuple(Level(str(depth), depths[depth], f"depth:{depth}") for depth in sorted(depths)),
        first=first,
        last=last,
        without_time=without_time,
        segments=None,
        words=None,
        article_words=sum(word_count.counts(article)),
        lengths=(),
    )


def engagement_of(discussion: Discussion) -> Engagement:
    """The engagement, counted at once."""
    return run_to_end(count_engagement(discussion))


def with_lengths(engagement: Engagement, sizes: Lengths) -> Engagement:
    """The same with what the text has told."""
    return replace(engagement, segments=sum(sizes.segments), words=sum(sizes.words), lengths=_lengths(sizes))


def _tallies(discussion: Discussion, answers: int) -> list[Tally]:
    declared, columns = discussion.engagement, discussion.columns
    unknown = columns.replies.count(-1)
    replies = sum(columns.replies) + unknown if unknown < len(columns) else None
    rows = [
        Tally("comments", declared.comments, len(columns), ""),
        Tally("replies", replies, answers, "is:reply"),
        Tally("likes", declared.likes, None),
        Tally("reposts", declared.reposts, None),
        Tally("shares", declared.shares, None),
        Tally("views", declared.views, None),
    ]
    return [row for row in rows if row.declared is not None or row.counted is not None]


def _nobody(discussion: Discussion) -> int | None:
    """The number under which comments without an author's name are kept, if there are any."""
    return discussion.columns.author_numbers.get("")


def _lengths(sizes: Lengths) -> tuple[Level, ...]:
    counted: Counter[int] = Counter()
    for number, comments in Counter(sizes.words).items():
        counted[bisect_right(LENGTHS, number) - 1] += comments
    levels = []
    for at, first in enumerate(LENGTHS):
        after = LENGTHS[at + 1] if at + 1 < len(LENGTHS) else None
        label = f"{first}-{after - 1}" if after else f"{first}+"
        query = f"words:>={first}" + (f" words:<{after}" if after else "")
        levels.append(Level(label, counted[at], query))
    return tuple(levels)
