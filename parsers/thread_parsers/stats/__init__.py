"""Engagement stats: what a user cannot see by reading, and from every number the way back to the text.

Everything is counted exactly, from the columns and the text of a discussion, and every item has the query that shows
the comments that it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.sentences.about import build_matcher
from thread_parsers.stats.counters import Counters, counters_of
from thread_parsers.stats.engagement import EngagementStats, engagement, with_lengths
from thread_parsers.stats.figure_stats import FigureStats
from thread_parsers.stats.highlights import Highlight, highlights
from thread_parsers.stats.people import People, freed_in_steps, people
from thread_parsers.stats.phrases import Phrase
from thread_parsers.stats.results import Chosen, Stats
from thread_parsers.stats.sentence_links import SentenceLinks
from thread_parsers.stats.terms import Term
from thread_parsers.stats.text_counters import TextCounters, chosen_wording, text_counters_of
from thread_parsers.stats.text_scan import Scan
from thread_parsers.stats.timeline import Timeline, timeline
from thread_parsers.stats.wording import TermsAndPhrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.counted_rows import Rows
    from thread_parsers.stats.lengths import Lengths

__all__ = [
    "Chosen", "Counters", "Counting", "EngagementStats", "FigureStats", "Highlight", "People", "Phrase",
    "SentenceLinks", "Stats", "Term", "TermsAndPhrases", "TextCounters", "Timeline", "chosen_wording", "counters_of",
    "measure", "steps", "text_counters_of",
]  # fmt: skip


def steps(discussion: Discussion, chosen: Chosen | None = None) -> Iterator[Stats]:
    """Count all comments, or the chosen ones, in slices of a few milliseconds. Yields the same `Stats` after each,
    filled as far as it is counted, so that results can be shown as they come and the work can be stopped at any
    time."""
    counting = Counting(discussion, chosen)
    yield from counting.cheap_steps()
    yield from counting.text_steps()


def measure(discussion: Discussion, chosen: Chosen | None = None) -> Stats:
    """All stats at once."""
    *_, stats = steps(discussion, chosen)
    stats.highlights = highlights(discussion, stats.figures, among=None if chosen is None else frozenset(chosen.rows))
    return stats


class Counting:
    """The work of `steps` in two parts: what the columns hold, and what takes reading the text."""

    def __init__(self, discussion: Discussion, chosen: Chosen | None = None) -> None:
        self._discussion = discussion
        self._rows: Rows = range(len(discussion.columns)) if chosen is None else chosen.rows
        self._known = chosen.lengths if chosen is not None else None
        self._counters = Counters()
        query = chosen.query if chosen is not None else None
        self.stats = Stats(len(self._rows), len(discussion.columns), query)

    def cheap_steps(self) -> Iterator[Stats]:
        """Count engagement, timeline and people; also lengths, where those of all comments are known."""
        yield from map(self._result, self._count_columns())
        if self._known is not None:
            yield from map(self._result, self._count_lengths(self._known))
        yield self.stats

    def text_steps(self) -> Iterator[Stats]:
        """Count the rest."""
        yield from map(self._result, self._count_text())
        yield self.stats

    def _result(self, _: None) -> Stats:
        return self.stats

    def _count_columns(self) -> Iterator[None]:
        discussion, stats, counters = self._discussion, self.stats, self._counters
        yield from counters.count(discussion, self._rows)
        stats.engagement = yield from engagement(discussion, counters)
        yield
        stats.timeline = yield from timeline(counters)
        yield
        if self._known is None:  # or else they come with their words
            stats.people = yield from people(counters)
        yield

    def _count_text(self) -> Iterator[None]:
        """Count the cheapest first: the text of the first comments, all lengths, the rest of the text."""
        scan = Scan(self._discussion, (yield from build_matcher(self._discussion)), self.stats, self._rows)
        yield from scan.scan_first()
        yield from scan.choose_terms()
        if self._known is None:
            yield from self._count_lengths(None)
        yield from scan.scan_rest()

    def _count_lengths(self, known: Lengths | None) -> Iterator[None]:
        """Segments and words of each comment, summed up for the discussion and for each author."""
        discussion, stats = self._discussion, self.stats
        if known is None:
            yield from stats.sizes.grow(discussion, self._rows)
        else:
            yield from stats.sizes.take(known, self._rows)
        yield from self._counters.count_lengths(discussion, self._rows, stats.sizes)
        if stats.engagement is not None:
            stats.engagement = with_lengths(stats.engagement, self._counters)
        yield
        newer = yield from people(self._counters)
        older, stats.people = [stats.people], newer
        yield
        yield from freed_in_steps(older)
        yield from self._counters.emptied()
