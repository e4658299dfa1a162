"""For each sentence of the article, the segments that quote it or are about it, and what both have in common.

A line of a comment is about a sentence when they share specific words or figures that few lines have in common. Each
has a weight, the logarithm of the number of lines over those that have it, and together they must be so rare that
hardly any line would have them by chance (`matcher.CHANCE`); one word never suffices. A line quotes a sentence when
four words in a row are the same and one of them is specific.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from thread_parsers.sentences.matcher import LINE_CHARS, SLICE_CHARS, Matcher, most_shared
from thread_parsers.stats.counted_rows import people_in_steps
from thread_parsers.stats.scan import marker
from thread_parsers.stats.sentence_prefilter import LinePrefilter
from thread_parsers.steps import emptied_in_steps
from thread_parsers.text.large_texts import SLICE_BYTES, decoded_in_steps
from thread_parsers.text.segments import pieces_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.sentences.matcher import SharedFeatures
    from thread_parsers.sentences.sentences import Sentence

MAX_SHARED = 5
"""Shared words that are listed for a sentence."""

SLICE_SENTENCES = 4096
"""Sentences prepared between two yields."""
SLICE_LINKS = 2048
"""Links of a sentence between two yields."""
SLICE_SEGMENTS = 256
"""Segments of a comment between two yields."""
SLICE_LINES = 4096
"""Lines of a segment between two yields."""
NEW_LINE_CHARS = 100
"""Characters that take as long as the verdict on a line whose marks are new."""


@dataclass(frozen=True, slots=True)
class SentenceLink:
    """A segment that is about a sentence."""

    row: int
    """The index of the comment."""
    segment: int
    """The number of the segment, from 0."""
    shared: tuple[str, ...]
    """The words and figures that both have, the rarest first; a quotation comes before them, in quotes."""


@dataclass(frozen=True, slots=True)
class SentenceLinks:
    """A sentence and the segments that are about it."""

    sentence: Sentence
    links: tuple[SentenceLink, ...]
    """In the order of the comments. Empty where no segment is about the sentence."""
    shared: tuple[str, ...]
    """The words that most of the segments share with it."""
    comments: int
    people: int
    query: str


def _lines(body: bytes, start: int, end: int) -> Iterable[str | None]:
    """The lines from `start` to `end` of a body, and None now and then in a long text."""
    if end - start > SLICE_BYTES:
        return _lines_in_steps(body, start, end)
    return body[start:end].decode("utf-8", "surrogateescape").split("\n")


def _lines_in_steps(body: bytes, start: int, end: int) -> Iterator[str | None]:
    count = 0
    while start <= end:
        feed = body.find(b"\n", start, end)
        stop = feed if feed >= 0 else end
        yield (yield from decoded_in_steps(body, start, stop))
        start, count = stop + 1, count + 1
        if count % SLICE_LINES == 0:
            yield None


class LinkCollector:
    """Collects the links of a discussion, block by block."""

    def __init__(self, matcher: Matcher) -> None:
        """Run `prepare` to its end before adding comments."""
        self._matcher = matcher
        self.judge = LinePrefilter(matcher)
        """Marks words of the article."""
        self._found: dict[int, list[SentenceLink]] = {}
        self._chars = 0
        """Characters compared since the last yield, of one comment or of many."""

    def prepare(self) -> Iterator[None]:
        """Prepare for all sentences, in slices."""
        yield from self.judge.prepare()
        for sentence in self._matcher.sentences:
            self._found[sentence.number] = []
            if sentence.number % SLICE_SENTENCES == 0:
                yield

    def add(self, block: marker.Block) -> Iterator[None]:
        """Add the links of some comments, in slices."""
        marks_of_comments = block.marks.translate(None, marker.WANTED).split(bytes([marker.COMMENT]))
        for row, body, words, marks in zip(block.rows, block.texts, block.spelled, marks_of_comments, strict=True):
            if marks in self.judge.about_nothing:
                continue
            known = len(self.judge)
            lines = yield from self.judge.lines(marks, words)
            self._chars += NEW_LINE_CHARS * max(0, len(self.judge) - known)
            if lines:
                yield from self._add(row, body, lines)
            if self._chars > SLICE_CHARS:
                self._chars = 0
                yield

    def _add(self, row: int, body: bytes, lines: Sequence[SharedFeatures | None]) -> Iterator[None]:
        """Add the links of a comment. `lines` has the sentences that each line is about; None where the text of the
        line has to be read."""
        first = counted = number = 0
        for piece in pieces_in_steps(body):
            if piece is None:
                yield
                continue
            start, end = piece
            first, counted = first + body.count(b"\n", counted, start), start
            if end - start > SLICE_BYTES:
                yield
            here = list(lines[first : first + body.count(b"\n", start, end) + 1])
            if None in here:
                at = 0
                for text in _lines(body, start, end):
                    if text is None:
                        yield
                        continue
                    if here[at] is None:
                        here[at] = yield from self._matcher.about_line(text)
                        self._chars += len(text) + LINE_CHARS
                        if self._chars > SLICE_CHARS:
                            self._chars = 0
                            yield
                    at += 1
            for sentence, shared in most_shared(filter(None, here)).items():
                self._found[sentence].append(SentenceLink(row, number, shared))
            number += 1
            if number % SLICE_SEGMENTS == 0:
                yield

    def result(self, discussion: Discussion) -> Generator[None, None, tuple[SentenceLinks, ...]]:
        """Every sentence with the links that were found so far."""
        found = []
        for sentence in self._matcher.sentences:
            found.append((yield from self._links_of(discussion, sentence)))
            yield
        return tuple(found)

    def clear(self) -> Iterator[None]:
        """Free what was found, in steps."""
        yield from emptied_in_steps(self._found)
        yield from self.judge.clear_in_steps()

    def _links_of(self, discussion: Discussion, sentence: Sentence) -> Generator[None, None, SentenceLinks]:
        links = tuple(self._found[sentence.number])
        rows, words = array("I"), Counter[str]()
        for at in range(0, len(links), SLICE_LINKS):
            some = links[at : at + SLICE_LINKS]
            words.update(word for link in some for word in link.shared)
            rows.extend([row for row, _ in groupby(some, attrgetter("row")) if not rows or row != rows[-1]])
            if len(some) == SLICE_LINKS:
                yield
        people = yield from people_in_steps(discussion.columns, rows)
        shared = tuple(word for word, _ in words.most_common(MAX_SHARED))
        return SentenceLinks(sentence, links, shared, len(rows), people, f"about:{sentence.number}")
