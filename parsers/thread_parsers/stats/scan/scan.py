"""The walk over the text of all comments, in which figures, terms, phrases and what answers the sentences are found
together.

What is found is told on the way, so that nobody waits for the last comment: after the first comments, and whenever
twice as many have been looked at, so that all telling on the way takes no longer than that at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.stats.figure_stats import Figures
from thread_parsers.stats.phrases import Phrase, Phrasing
from thread_parsers.stats.scan.batches import blocks, without_margin
from thread_parsers.stats.scan.finder import Finder
from thread_parsers.stats.scan.marker import Block, Marker, spelled
from thread_parsers.stats.sentence_links import Links
from thread_parsers.stats.terms import Term, Terms

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.sentences.matcher import Matcher
    from thread_parsers.stats import Stats
    from thread_parsers.text.search_text import SearchText

FIRST = 1000
"""Comments after which something is told for the first time."""


class Walk:
    """One walk: `begin`, `choose`, `go_on`. Figures and answers are looked for at once. Terms and phrases have to be
    chosen before, which takes longer than to find the others in the first comments."""

    def __init__(self, discussion: Discussion, matcher: Matcher, stats: Stats) -> None:
        """The stats are filled on the way."""
        self._discussion, self._stats = discussion, stats
        self._figures, self._links = Figures(), Links(matcher)
        self._wording = Wording()
        self._marker = Marker([self._links.marks_of])
        self._first, *self._rest = stretches(len(discussion.columns))

    def begin(self) -> Iterator[None]:
        """Find figures and answers in the first comments."""
        stats = self._stats
        for block in self._blocks(self._first):
            self._figures.take(block)
            self._links.take(block)
            yield
        figures = yield from self._figures.ledger(self._discussion)
        stats.sentences = yield from self._links.answered(self._discussion)
        stats.figures, stats.seen = figures, self._first.stop
        yield

    def choose(self) -> Iterator[None]:
        """Choose terms and phrases, and find them in the first comments too."""
        yield from self._wording.choose(self._discussion)
        finder = self._wording.finder
        self._marker = Marker([finder.marks_of, self._links.marks_of])
        for block in self._blocks(self._first):
            finder.take(self._discussion, block)
            yield
        self._stats.terms, self._stats.phrases = yield from self._wording.count(self._discussion)
        yield

    def go_on(self) -> Iterator[None]:
        """Find all of it in all other comments."""
        stats, finder = self._stats, self._wording.finder
        for rows in self._rest:
            for block in self._blocks(rows):
                self._figures.take(block)
                self._links.take(block)
                finder.take(self._discussion, block)
                yield
            figures = yield from self._figures.ledger(self._discussion)
            sentences = yield from self._links.answered(self._discussion)
            stats.terms, stats.phrases = yield from self._wording.count(self._discussion)
            # Told together, so that all of it is of the same comments.
            stats.figures, stats.sentences, stats.seen = figures, sentences, rows.stop
            yield

    def _blocks(self, rows: range) -> Iterator[Block]:
        for first, bodies in blocks(self._discussion, rows):
            texts = without_margin(self._discussion, first, bodies)
            words = list(map(spelled, texts))
            yield Block(first, texts, words, self._marker.of(words))


class Wording:
    """Terms and phrases: chosen from a sample, then found in all comments."""

    def __init__(self) -> None:
        self._terms, self._phrasing = Terms(), Phrasing()
        self._chosen_terms: list[SearchText] = []
        self._chosen_phrases: list[SearchText] = []
        self.finder = Finder([])

    def choose(self, discussion: Discussion) -> Iterator[None]:
        """Choose what is found by the finder."""
        yield from self._terms.choose(discussion)
        self._chosen_terms = self._terms.chosen()
        yield
        yield from self._phrasing.choose(discussion)
        self._chosen_phrases = self._phrasing.chosen()
        self.finder = Finder([*self._chosen_terms, *self._chosen_phrases])
        yield

    def count(self, discussion: Discussion) -> Generator[None, None, tuple[tuple[Term, ...], tuple[Phrase, ...]]]:
        """Terms and phrases, counted in the comments that the finder has looked at."""
        terms = yield from self._terms.count(discussion, self.finder, self._chosen_terms)
        phrases = yield from self._phrasing.count(discussion, self.finder, self._chosen_phrases)
        return terms, phrases


def stretches(total: int) -> Iterator[range]:
    """The comments in stretches, each as long as all before it, the first one `FIRST`."""
    start, stop = 0, FIRST
    while stop < total:
        yield range(start, stop)
        start, stop = stop, 2 * stop
    yield range(start, total)
