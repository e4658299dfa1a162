"""Engagement stats: what a reader cannot see by reading, and from every number the way back to the text.

Everything is counted exactly from the columns and the text of a discussion, and every item carries the query that
shows the comments that it counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thread_parsers.stats.engagement import Engagement, engagement_of
from thread_parsers.stats.ledger import Figures, Ledger
from thread_parsers.stats.people import People, people_of
from thread_parsers.stats.sizes import Sizes
from thread_parsers.stats.timeline import Timeline, timeline_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.tree import Discussion

__all__ = ["Engagement", "Ledger", "People", "Stats", "Timeline", "measure", "steps"]


@dataclass(slots=True)
class Stats:
    """All stats of a discussion. They come one after the other: what is None has not been counted yet."""

    sizes: Sizes = field(default_factory=Sizes)
    engagement: Engagement | None = None
    people: People | None = None
    timeline: Timeline | None = None
    figures: Ledger | None = None


def steps(discussion: Discussion) -> Iterator[Stats]:
    """Count in slices of a few milliseconds. The same `Stats` comes back after each, filled as far as it is known, so
    that results can be shown as they come and the work dropped at any time."""
    stats = Stats()
    stats.engagement = engagement_of(discussion)
    stats.timeline = timeline_of(discussion)
    stats.people = people_of(discussion)
    yield stats
    for _ in stats.sizes.grow(discussion):
        yield stats
    stats.engagement = engagement_of(discussion, stats.sizes)
    stats.people = people_of(discussion, stats.sizes)
    yield stats
    figures = Figures()
    for _ in figures.grow(discussion):
        yield stats
    stats.figures = figures.ledger(discussion)
    yield stats


def measure(discussion: Discussion) -> Stats:
    """All stats at once."""
    *_, stats = steps(discussion)
    return stats
