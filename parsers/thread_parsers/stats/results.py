"""Which comments are counted, and their stats, section by section."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.stats.lengths import Lengths

if TYPE_CHECKING:
    from array import array

    from thread_parsers.stats.engagement import EngagementStats
    from thread_parsers.stats.figure_stats import FigureStats
    from thread_parsers.stats.highlights import Highlight
    from thread_parsers.stats.people import People
    from thread_parsers.stats.phrases import Phrase
    from thread_parsers.stats.sentence_links import SentenceLinks
    from thread_parsers.stats.terms import Term
    from thread_parsers.stats.timeline import Timeline


class Chosen(NamedTuple):
    """The comments that a query matches."""

    query: str
    """The query, as typed."""
    rows: array[int]
    """Their indices, ascending."""
    lengths: Lengths | None = None
    """The lengths of all comments of the discussion, if they are known."""


@dataclass(slots=True)
class Stats:
    """The stats of the comments of a discussion, or of those that a query matches. A section is None until it has been
    counted.

    Figures, terms, phrases and sentences are those of the first `seen` comments; in the end, of all that are counted.
    """

    comments: int = 0
    """How many comments are counted."""
    of: int = 0
    """How many comments the discussion has."""
    query: str | None = None
    """The query that chose those that are counted; None if all are."""
    sizes: Lengths = field(default_factory=Lengths)
    engagement: EngagementStats | None = None
    people: People | None = None
    timeline: Timeline | None = None
    figures: FigureStats | None = None
    terms: tuple[Term, ...] | None = None
    phrases: tuple[Phrase, ...] | None = None
    sentences: tuple[SentenceLinks, ...] | None = None
    highlights: tuple[Highlight, ...] | None = None
    """Only `measure` chooses them: they take another pass over the text."""
    seen: int = 0
    """Comments whose text has been scanned."""

    def same_parts(self, other: Stats) -> bool:
        """Whether the other one has the very same sections, so that nothing has to be drawn again."""
        return all(getattr(self, each.name) is getattr(other, each.name) for each in fields(self))

    @property
    def is_complete(self) -> bool:
        """Whether everything has been counted."""
        return self.sentences is not None and self.terms is not None and self.seen == self.comments
