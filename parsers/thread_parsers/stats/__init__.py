"""Engagement stats: what a reader cannot see by reading, and from every number the way back to the text.

Everything is counted exactly from the columns and the text of a discussion, and every item carries the query that
shows the comments that it counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thread_parsers.stats.bodies import blocks, without_margin
from thread_parsers.stats.engagement import Engagement, engagement_of, with_sizes
from thread_parsers.stats.finding import Finder
from thread_parsers.stats.ledger import Figures, Ledger
from thread_parsers.stats.links import Answered, Links, weigh_matcher
from thread_parsers.stats.marks import Marker, spelled
from thread_parsers.stats.people import Crowd, People
from thread_parsers.stats.phrasing import Phrase, Phrasing
from thread_parsers.stats.sizes import Sizes
from thread_parsers.stats.terms import Term, Terms
from thread_parsers.stats.timeline import Timeline, count_timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.tree import Discussion

__all__ = ["Answered", "Engagement", "Ledger", "People", "Phrase", "Stats", "Term", "Timeline", "measure", "steps"]


@dataclass(slots=True)
class Stats:
    """All stats of a discussion. They come one after the other: what is None has not been counted yet."""

    sizes: Sizes = field(default_factory=Sizes)
    engagement: Engagement | None = None
    people: People | None = None
    timeline: Timeline | None = None
    figures: Ledger | None = None
    terms: tuple[Term, ...] | None = None
    phrases: tuple[Phrase, ...] | None = None
    sentences: tuple[Answered, ...] | None = None


def steps(discussion: Discussion) -> Iterator[Stats]:
    """Count in slices of a few milliseconds. The same `Stats` comes back after each, filled as far as it is known, so
    that results can be shown as they come and the work dropped at any time."""
    stats = Stats()
    for work in (_columns, _text):
        for _ in work(discussion, stats):
            yield stats
        yield stats


def measure(discussion: Discussion) -> Stats:
    """All stats at once."""
    *_, stats = steps(discussion)
    return stats


def _columns(discussion: Discussion, stats: Stats) -> Iterator[None]:
    """What the columns tell, and how long the comments are."""
    stats.engagement = engagement_of(discussion)
    yield
    stats.timeline = yield from count_timeline(discussion)
    yield
    crowd = Crowd()
    yield from crowd.gather(discussion)
    stats.people = crowd.people(discussion)
    yield
    yield from stats.sizes.grow(discussion)
    stats.engagement = with_sizes(stats.engagement, stats.sizes)
    yield
    yield from crowd.weigh(discussion, stats.sizes)
    stats.people = crowd.people(discussion)


def _text(discussion: Discussion, stats: Stats) -> Iterator[None]:
    """What the text tells: terms, phrases and the weights of words are chosen from a sample, and then they, the figures
    and what answers the sentences are found together in one walk over all comments."""
    terms, phrasing = Terms(), Phrasing()
    yield from terms.choose(discussion)
    chosen_terms = terms.chosen()
    yield
    yield from phrasing.choose(discussion)
    chosen_phrases = phrasing.chosen()
    yield
    finder = Finder([*chosen_terms, *chosen_phrases])
    links = Links((yield from weigh_matcher(discussion)))
    marker = Marker([finder.marks_of, links.marks_of])
    figures = Figures()
    for first, texts in blocks(discussion):
        bare = without_margin(discussion, first, texts)
        words = list(map(spelled, bare))
        marks = marker.of(words)
        figures.take(first, bare, marks)
        finder.take(discussion, first, bare, marks)
        links.take(first, bare, words, marks)
        yield
    stats.figures = figures.ledger(discussion)
    yield
    stats.terms = yield from terms.count(discussion, finder, chosen_terms)
    yield
    stats.phrases = phrasing.phrases(discussion, finder, chosen_phrases)
    yield
    stats.sentences = links.answered(discussion)
