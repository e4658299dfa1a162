"""Links: for each sentence of the article the segments that quote it or answer it, and by which words.

A line of a comment answers a sentence when they share telling words or figures that few lines have in common. Each
weighs the logarithm of how few lines of the comments have it, and together they must be so rare that hardly a line
would have them by chance (`sharing.CHANCE`); one word never suffices. A line quotes a sentence when four words in a row
are the same and one of them tells something.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.sentences.matcher import Matcher, most_shared
from thread_parsers.stats.scan import marker
from thread_parsers.stats.sentence_prefilter import Answering
from thread_parsers.text.segments import pieces

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.sentences.matcher import SharedFeatures
    from thread_parsers.sentences.sentences import Sentence

MOST_SHARED = 5
"""Shared words that are named for a sentence."""


@dataclass(frozen=True, slots=True)
class Link:
    """One segment that is about a sentence."""

    row: int
    """The index of the comment."""
    segment: int
    """The number of the segment, from 0."""
    shared: tuple[str, ...]
    """The words and figures that both have, the rarest first; a quotation stands ahead of them, in quotes."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A sentence and what is about it."""

    sentence: Sentence
    links: tuple[Link, ...]
    """In the order of the comments. None: nobody touched the sentence."""
    shared: tuple[str, ...]
    """The words that most of the segments share with it."""
    comments: int
    people: int
    query: str


class Links:
    """Collects the links of a discussion as its comments come."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._answering = Answering(matcher)
        self._found: dict[int, list[Link]] = {sentence.number: [] for sentence in matcher.sentences}
        self.marks_of = self._answering.marks_of
        """The marks of a word."""

    def take(self, block: marker.Block) -> None:
        """Take in neighbouring comments."""
        every = block.marks.translate(None, marker.WANTED).split(bytes([marker.COMMENT]))
        for row, (body, words, here) in enumerate(zip(block.texts, block.spelled, every, strict=True), block.first):
            answers = self._answering.comment(here, words)
            if answers:
                self._add(row, body, answers)

    def _add(self, row: int, body: bytes, lines: Sequence[SharedFeatures | None]) -> None:
        """The links of a comment, from what each of its lines answers; where that is None, the line is read."""
        for number, (start, end) in enumerate(pieces(body)):
            first = body.count(b"\n", 0, start)
            here = lines[first : first + body.count(b"\n", start, end) + 1]
            if any(answers is None for answers in here):
                texts = body[start:end].decode("utf-8", "surrogateescape").split("\n")
                here = [
                    self._matcher.about_line(text) if answers is None else answers
                    for text, answers in zip(texts, here, strict=True)
                ]
            for sentence, shared in most_shared(filter(None, here)).items():
                self._found[sentence].append(Link(row, number, shared))

    def answered(self, discussion: Discussion) -> Generator[None, None, tuple[Answered, ...]]:
        """Every sentence with what was found about it so far."""
        answered = []
        for sentence in self._matcher.sentences:
            answered.append(self._answered(discussion, sentence))
            yield
        return tuple(answered)

    def _answered(self, discussion: Discussion, sentence: Sentence) -> Answered:
        links = tuple(self._found[sentence.number])
        rows = {link.row for link in links}
        people = len({discussion.columns.author[row] for row in rows})
        words = Counter(word for link in links for word in link.shared).most_common(MOST_SHARED)
        shared = tuple(word for word, _ in words)
        return Answered(sentence, links, shared, len(rows), people, f"about:{sentence.number}")
