"""The stats of many discussions: their counters, merged, and what their pages declare, added up."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.bulk.totals import Totals
from thread_parsers.stats import Counters, Stats, TextCounters, chosen_wording, counters_of
from thread_parsers.stats.engagement import Tally, article_words_of, size_and_shape, tallies_of
from thread_parsers.stats.people import people
from thread_parsers.stats.text_counters import TextPass
from thread_parsers.stats.timeline import timeline
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable

    from thread_parsers.bulk.asking import Found
    from thread_parsers.discussion.discussion import Discussion
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
    values: int
    """The number of different values in their figures. The stats list only those stated by the most people."""
    stats: Stats
    """Of all comments, or of those that a query matches. What was counted in all discussions is not compared with what
    the pages of some declare: that is left out of the tallies. What belongs to one discussion, its highlights, its
    sentences, and where comments contradict its article, is left out, too."""


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


def summed(found: Callable[[], Iterable[Found]], query: Query) -> CorpusStats:
    """Count the chosen comments of some discussions, one after the other. They are asked for twice: terms and phrases
    are chosen in the first pass and found in the second. Raises sqlite3.Error if the disk is full.
    """
    with closing(Totals()) as totals:
        sums, text = _Sums(), TextCounters()
        text_pass = TextPass()
        for each in found():
            sums.add(each.discussion, each.chosen)
            _count_text(text_pass, text, each)
            totals.take(text)
            totals.take_times(sums.counters)
        totals.take(text, is_last=True)
        totals.take_times(sums.counters, is_last=True)
        wording = chosen_wording(text)
        if wording.chosen:
            text_pass, text = TextPass(wording.chosen), TextCounters()
            for each in found():
                _count_text(text_pass, text, each)
                totals.take(text)
            totals.take(text, is_last=True)
        stats = sums.stats(query)
        times = totals.times(exact=True), totals.times(exact=False)
        stats.timeline = run_to_end(timeline(sums.counters, *times))
        values, stats.figures = totals.figures()
        stats.terms, stats.phrases = wording.totals(totals.wording())
    of_comments = sums.tallies["comments"]
    declared = of_comments.declaring, of_comments.declared, of_comments.declared_of
    return CorpusStats(sums.discussions, *declared, values, stats)


def _count_text(text_pass: TextPass, text: TextCounters, found: Found) -> None:
    for _ in text_pass.count_article(text, found.discussion):
        pass
    for _ in text_pass.count(text, found.discussion, found.chosen):
        pass


class _Sums:
    """What is added up in memory."""

    def __init__(self) -> None:
        self.discussions = 0
        self.tallies = {name: _Added() for name in _ORDER}
        self.counters = Counters()
        self._comments = self._article_words = 0

    def add(self, discussion: Discussion, chosen: array[int]) -> None:
        """Add the chosen comments of a discussion."""
        of_one = counters_of(discussion, chosen)
        self.counters.merge(of_one)
        self.discussions += 1
        self._comments += len(discussion.columns)
        self._article_words += run_to_end(article_words_of(discussion))
        for tally in tallies_of(discussion, of_one):
            self.tallies[tally.name].add(tally)

    def stats(self, query: Query) -> Stats:
        """The stats of all of them, without those of their times and their text."""
        counters = self.counters
        stats = Stats(counters.comments, self._comments, None if query.is_empty else query.text.strip())
        tallies = filter(None, (each.tally(name) for name, each in self.tallies.items()))
        stats.engagement = run_to_end(size_and_shape(counters, tallies, self._article_words))
        stats.people = run_to_end(people(counters))
        return stats
