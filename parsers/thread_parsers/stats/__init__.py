"""Engagement stats: what a user cannot see by reading, and from every number the way back to the text.

Everything is counted exactly, from the columns and the text of a discussion, and every item has the query that shows
the comments that it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.sentences.about import build_matcher
from thread_parsers.stats.engagement import EngagementStats, count_engagement, with_lengths
from thread_parsers.stats.figure_stats import FigureStats
from thread_parsers.stats.highlights import Highlight, highlights
from thread_parsers.stats.people import People, PeopleCounter
from thread_parsers.stats.phrases import Phrase
from thread_parsers.stats.results import Stats
from thread_parsers.stats.sentence_links import SentenceLinks
from thread_parsers.stats.terms import Term
from thread_parsers.stats.text_scan import Scan
from thread_parsers.stats.timeline import Timeline, count_timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

__all__ = [
    "EngagementStats", "FigureStats", "Highlight", "People", "Phrase", "SentenceLinks", "Stats", "Term", "Timeline",
    "measure", "steps",
]  # fmt: skip


def steps(discussion: Discussion) -> Iterator[Stats]:
    """Count in slices of a few milliseconds. Yields the same `Stats` after each, filled as far as it is counted, so
    that results can be shown as they come and the work can be stopped at any time."""
    stats = Stats()
    for _ in _count(discussion, stats):
        yield stats
    yield stats


def measure(discussion: Discussion) -> Stats:
    """All stats at once."""
    *_, stats = steps(discussion)
    stats.highlights = highlights(discussion, stats.figures)
    return stats


def _count(discussion: Discussion, stats: Stats) -> Iterator[None]:
    """Count the cheapest first: the columns, the text of the first comments, all lengths, the rest of the text."""
    people = PeopleCounter()
    yield from _count_columns(discussion, stats, people)
    scan = Scan(discussion, (yield from build_matcher(discussion)), stats)
    yield from scan.scan_first()
    yield from scan.choose_terms()
    yield from _count_lengths(discussion, stats, people)
    yield from scan.scan_rest()


def _count_columns(discussion: Discussion, stats: Stats, people: PeopleCounter) -> Iterator[None]:
    """Engagement, timeline and people, without their words."""
    stats.engagement = yield from count_engagement(discussion)
    yield
    stats.timeline = yield from count_timeline(discussion)
    yield
    yield from people.count(discussion)
    stats.people = people.result(discussion)
    yield


def _count_lengths(discussion: Discussion, stats: Stats, people: PeopleCounter) -> Iterator[None]:
    """Segments and words of each comment, summed up for the discussion and for each author."""
    yield from stats.sizes.grow(discussion)
    if stats.engagement is not None:
        stats.engagement = with_lengths(stats.engagement, stats.sizes)
    yield
    yield from people.count_lengths(discussion, stats.sizes)
    stats.people = people.result(discussion)
    yield
