"""The sentences of the article as places in its shown paragraphs, with a cursor, and what the comments say to each."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.safe import shown

if TYPE_CHECKING:
    from thread_parsers.stats import Answered, Stats
    from thread_parsers.tree import Discussion
    from thread_reader.view.places import Place

MOST_WORDS = 5
"""Shared words that are named."""


class Sentence(NamedTuple):
    """Characters `start` to `end` of a shown paragraph, and the number by which `about:` knows the sentence."""

    number: int
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class About:
    """A sentence that something of a comment is about, and the words that say so."""

    answered: Answered
    shared: tuple[str, ...]


class Sentences:
    """All sentences of the article. `cursor` is the index of one of them."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion
        self._known: tuple[int, list[Sentence]] = (0, [])
        self.cursor = 0

    @property
    def all(self) -> list[Sentence]:
        """In the order of the article, which may still be growing."""
        paragraphs = self._discussion.article.paragraph_spans
        if self._known[0] != len(paragraphs):
            self._known = len(paragraphs), _placed(self._discussion)
        return self._known[1]

    @property
    def current(self) -> Sentence | None:
        """The sentence under the cursor."""
        return self.all[self.cursor] if self.cursor < len(self.all) else None


def _placed(discussion: Discussion) -> list[Sentence]:
    from thread_parsers.stats.sentences import sentences

    starts = [start for start, _ in discussion.article.paragraph_spans]
    placed: list[Sentence] = []
    for sentence in sentences(discussion):
        paragraph = bisect_right(starts, sentence.start) - 1
        before = len(shown(discussion.source.text(starts[paragraph], sentence.start)))
        placed.append(Sentence(sentence.number, paragraph, before, before + len(shown(sentence.text))))
    return placed


def answered(stats: Stats | None, sentence: Sentence) -> Answered | None:
    """What was found about a sentence; None while that is not counted."""
    found = stats.sentences if stats is not None else None
    return found[sentence.number - 1] if found is not None and sentence.number <= len(found) else None


def shared_words(found: Answered) -> list[str]:
    """The words by which most segments are about a sentence."""
    words = Counter(word for link in found.links for word in link.shared)
    return [word for word, _ in words.most_common(MOST_WORDS)]


def abouts(stats: Stats, place: Place) -> list[About]:
    """The sentences that a comment, or the segment of it that was entered, is about; the one with most words first."""
    found = []
    for each in stats.sentences or ():
        of_comment = [link for link in each.links if link.row == place.comment]
        here = [link for link in of_comment if place.segment in (None, link.segment)]
        shared = tuple(dict.fromkeys(word for link in here for word in link.shared))
        if shared:
            found.append(About(each, shared))
    return sorted(found, key=lambda about: -len(about.shared))
