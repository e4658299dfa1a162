"""The stats of many discussions: their counters, merged, and what their pages declare, added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.stats import Counters, Stats, counters_of
from thread_parsers.stats.engagement import Tally, article_words_of, size_and_shape, tallies_of
from thread_parsers.stats.people import people
from thread_parsers.stats.timeline import timeline
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_parsers.bulk.asking import Found
    from thread_parsers.query import Query

_ORDER = ("comments", "replies", "likes", "reposts", "shares", "views")
"""The tallies of a discussion."""


class CorpusStats(NamedTuple):
    """The stats of many discussions."""

    discussions: int
    declaring: int
    """Discussions whose pages declare a number of comments."""
    declared: int
    """The sum of these numbers."""
    read: int
    """The comments that were read of these discussions."""
    stats: Stats
    """Of all comments, or of those that a query matches. What was counted in all discussions is not compared with what
    the pages of some declare: that is left out of the tallies."""


@dataclass(slots=True)
class _Added:
    """A tally of many discussions."""

    query: str | None = None
    declaring: int = 0
    declared: int = 0
    declared_of: int = 0
    """The number in the discussions that declare it."""
    counting: int = 0
    counted: int = 0
    of: int = 0

    def add(self, tally: Tally) -> None:
        if tally.declared is not None:
            self.declaring += 1
            self.declared += tally.declared
            self.declared_of += tally.of or 0
        if tally.counted is not None and tally.of is not None:
            self.query = tally.query
            self.counting += 1
            self.counted += tally.counted
            self.of += tally.of

    def tally(self, name: str) -> Tally | None:
        declared = self.declared if self.declaring and self.declaring >= self.counting else None
        if self.counting:
            return Tally(name, declared, self.counted, self.of, self.query)
        return None if declared is None else Tally(name, declared, None, None)


def summed(found: Iterable[Found], query: Query) -> CorpusStats:
    """Count the chosen comments of some discussions, one after the other."""
    counters, added = Counters(), {name: _Added() for name in _ORDER}
    discussions = comments = article_words = 0
    for _, _, discussion, chosen in found:
        of_one = counters_of(discussion, chosen)
        counters.merge(of_one)
        discussions += 1
        comments += len(discussion.columns)
        article_words += run_to_end(article_words_of(discussion))
        for tally in tallies_of(discussion, of_one):
            added[tally.name].add(tally)
    stats = Stats(counters.comments, comments, None if query.is_empty else query.text.strip())
    tallies = filter(None, (each.tally(name) for name, each in added.items()))
    stats.engagement = run_to_end(size_and_shape(counters, tallies, article_words))
    stats.people, stats.timeline = run_to_end(people(counters)), run_to_end(timeline(counters))
    of_comments = added["comments"]
    return CorpusStats(discussions, of_comments.declaring, of_comments.declared, of_comments.declared_of, stats)
