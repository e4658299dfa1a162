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
from weakref import WeakKeyDictionary

from thread_parsers.stats.sharing import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.stats.sentences import Sentence
    from thread_parsers.tree import Discussion

MOST_SHARED = 5
"""Shared words that are named for a sentence."""

SLICE = 32
"""Comments between two chances to stop."""


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

    def __init__(self, discussion: Discussion) -> None:
        self._matcher = matcher_of(discussion)
        self._found: dict[int, list[Link]] = {sentence.number: [] for sentence in self._matcher.sentences}
        self.seen = 0
        """Comments that were looked at."""

    def grow(self, discussion: Discussion) -> Iterator[None]:
        """Look at the comments that are there and were not looked at yet, a slice at a time."""
        while self._found and self.seen < len(discussion.columns):
            stop = min(self.seen + SLICE, len(discussion.columns))
            for row in range(self.seen, stop):
                for number, segment in enumerate(discussion.segments(row)):
                    for sentence, shared in self._matcher.about(segment.text).items():
                        self._found[sentence].append(Link(row, number, shared))
            self.seen = stop
            yield

    def answered(self, discussion: Discussion) -> tuple[Answered, ...]:
        """Every sentence with what was found about it so far."""
        return tuple(self._answered(discussion, sentence) for sentence in self._matcher.sentences)

    def _answered(self, discussion: Discussion, sentence: Sentence) -> Answered:
        links = tuple(self._found[sentence.number])
        rows = {link.row for link in links}
        people = len({discussion.columns.author[row] for row in rows})
        words = Counter(word for link in links for word in link.shared).most_common(MOST_SHARED)
        shared = tuple(word for word, _ in words)
        return Answered(sentence, links, shared, len(rows), people, f"about:{sentence.number}")


_MATCHERS: WeakKeyDictionary[Discussion, tuple[int, Matcher]] = WeakKeyDictionary()


def matcher_of(discussion: Discussion) -> Matcher:
    """The matcher of a discussion, made once for as many comments as there are."""
    size = len(discussion.columns)
    known = _MATCHERS.get(discussion)
    if known is None or known[0] != size:
        known = _MATCHERS[discussion] = (size, Matcher(discussion))
    return known[1]


def about(discussion: Discussion, number: int) -> Callable[[str], bool]:
    """The judge of `about:`: whether a segment, by its text, is about the sentence of this number."""
    matcher = matcher_of(discussion)
    return lambda text: number in matcher.about(text)
