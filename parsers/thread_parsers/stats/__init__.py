"""Engagement stats: what a reader cannot see by reading, and from every number the way back to the text.

Everything is counted exactly from the columns and the text of a discussion, and every item carries the query that
shows the comments that it counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from thread_parsers.sentences.about import build_matcher
from thread_parsers.stats.engagement import Engagement, count_engagement, with_lengths
from thread_parsers.stats.figure_stats import FigureStats
from thread_parsers.stats.lengths import Lengths
from thread_parsers.stats.people import Crowd, People
from thread_parsers.stats.phrases import Phrase
from thread_parsers.stats.scan.scan import Walk
from thread_parsers.stats.sentence_links import Answered
from thread_parsers.stats.terms import Term
from thread_parsers.stats.timeline import Timeline, count_timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

__all__ = ["Answered", "Engagement", "FigureStats", "People", "Phrase", "Stats", "Term", "Timeline", "measure", "steps"]


@dataclass(slots=True)
class Stats:
    """All stats of a discussion. They come one after the other: what is None has not been counted yet. Figures, terms,
    phrases and sentences are those of the first `seen` comments, all of them in the end."""

    sizes: Lengths = field(default_factory=Lengths)
    engagement: Engagement | None = None
    people: People | None = None
    timeline: Timeline | None = None
    figures: FigureStats | None = None
    terms: tuple[Term, ...] | None = None
    phrases: tuple[Phrase, ...] | None = None
    sentences: tuple[Answered, ...] | None = None
    seen: int = 0
    """The comments of which the text has been looked at."""

    def same_parts(self, other: Stats) -> bool:
        """Whether the other one tells the same, having the very same parts."""
        return all(getattr(self, each.name) is getattr(other, each.name) for each in fields(self))


def steps(discussion: Discussion) -> Iterator[Stats]:
    """Count in slices of a few milliseconds. The same `Stats` comes back after each, filled as far as it is known, so
    that results can be shown as they come and the work dropped at any time."""
    stats = Stats()
    for _ in _count(discussion, stats):
        yield stats
    yield stats


def measure(discussion: Discussion) -> Stats:
    """All stats at once."""
    *_, stats = steps(discussion)
    return stats


def _count(discussion: Discussion, stats: Stats) -> Iterator[None]:
    """Count what takes least first: the columns, the first comments, how long all comments are, all of the text."""
    crowd = Crowd()
    yield from _columns(discussion, stats, crowd)
    walk = Walk(discussion, (yield from build_matcher(discussion)), stats)
    yield from walk.begin()
    yield from walk.choose()
    yield from _lengths(discussion, stats, crowd)
    yield from walk.go_on()


def _columns(discussion: Discussion, stats: Stats, crowd: Crowd) -> Iterator[None]:
    """What the columns tell."""
    stats.engagement = yield from count_engagement(discussion)
    yield
    stats.timeline = yield from count_timeline(discussion)
    yield
    yield from crowd.gather(discussion)
    stats.people = crowd.people(discussion)
    yield


def _lengths(discussion: Discussion, stats: Stats, crowd: Crowd) -> Iterator[None]:
    """How long the comments are."""
    yield from stats.sizes.grow(discussion)
    if stats.engagement is not None:
        stats.engagement = with_lengths(stats.engagement, stats.sizes)
    yield
    yield from crowd.weigh(discussion, stats.sizes)
    stats.people = crowd.people(discussion)
    yield
