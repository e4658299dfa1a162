"""The pass over the text of all comments, which finds figures, links to sentences, terms and phrases together.

Results come on the way: after the first comments, and whenever twice as many have been scanned, so that making all the
results on the way takes no longer than making those at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.sampling import sampled
from thread_parsers.stats.figure_stats import FigureCollector
from thread_parsers.stats.scan.blocks import blocks
from thread_parsers.stats.scan.marker import Marker
from thread_parsers.stats.sentence_links import LinkCollector
from thread_parsers.stats.wording import TermsAndPhrases
from thread_parsers.steps import emptied_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.sentences.matcher import Matcher
    from thread_parsers.stats.counted_rows import Rows
    from thread_parsers.stats.results import Stats
    from thread_parsers.stats.scan.marker import Block

FIRST_COMMENTS = 1000
"""Comments after which there are results for the first time."""


class Scan:
    """One scan, in three steps: `scan_first`, `choose_terms`, `scan_rest`. It fills the stats after each.

    Figures and links to sentences can be looked for at once. Terms and phrases have to be chosen first, which takes
    longer than to find the others in the first comments.
    """

    def __init__(self, discussion: Discussion, matcher: Matcher, stats: Stats, rows: Rows) -> None:
        self._discussion, self._stats, self._rows = discussion, stats, rows
        self._figures, self._links = FigureCollector(), LinkCollector(matcher)
        self._wording = TermsAndPhrases()
        self._marker = Marker([self._links.judge])
        self._first, *self._rest = doubling_ranges(len(rows))

    def scan_first(self) -> Iterator[None]:
        """Find figures and links to sentences in the first comments."""
        stats = self._stats
        yield from self._links.prepare()
        for block in self._blocks(self._first):
            if block is not None:
                yield from self._figures.add(block)
                yield from self._links.add(block)
            yield
        figures = yield from self._figures.result(self._discussion)
        stats.sentences = yield from self._links.result(self._discussion)
        stats.figures, stats.seen = figures, self._first.stop
        yield

    def choose_terms(self) -> Iterator[None]:
        """Choose terms and phrases, and find them in the first comments."""
        yield from self._wording.choose(self._discussion, sampled(self._rows))
        finder = self._wording.finder
        yield from self._marker.add(finder, finder.marks_of_all)
        for block in self._blocks(self._first):
            if block is not None:
                yield from finder.add(self._discussion, block)
            yield
        self._stats.terms, self._stats.phrases = yield from self._wording.result(self._discussion)
        yield

    def scan_rest(self) -> Iterator[None]:
        """Find everything in the other comments."""
        stats, finder = self._stats, self._wording.finder
        for places in self._rest:
            for block in self._blocks(places):
                if block is not None:
                    yield from self._figures.add(block)
                    yield from self._links.add(block)
                    yield from finder.add(self._discussion, block)
                yield
            figures = yield from self._figures.result(self._discussion)
            sentences = yield from self._links.result(self._discussion)
            stats.terms, stats.phrases = yield from self._wording.result(self._discussion)
            # Assigned together, so that all of them are of the same comments.
            stats.figures, stats.sentences, stats.seen = figures, sentences, places.stop
            yield
        for each in (self._figures, self._links):
            yield from each.clear()
        yield from emptied_in_steps(self._marker)

    def _blocks(self, places: range) -> Iterator[Block | None]:
        """The comments at these places among the chosen ones in blocks, with None every few milliseconds."""
        return blocks(self._discussion, self._rows[places.start : places.stop], self._marker)


def doubling_ranges(total: int) -> Iterator[range]:
    """The places 0 to `total` in ranges: the first of `FIRST_COMMENTS`, the others as long as all before them."""
    start, stop = 0, FIRST_COMMENTS
    while stop < total:
        yield range(start, stop)
        start, stop = stop, 2 * stop
    yield range(start, total)
