"""The sentences of the article as places in its shown paragraphs, with a cursor, and what the comments say to each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import SentenceLinks, Stats
    from thread_reader.view.bookmarks import Place


class Sentence(NamedTuple):
    """Characters `start` to `end` of a shown paragraph, and the number by which `about:` knows the sentence."""

    number: int
    paragraph: int
    start: int
    end: int


class About(NamedTuple):
    """A sentence that something of a comment is about, and the words that say so."""

    answered: SentenceLinks
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
    from thread_parsers.sentences.sentences import sentences

    starts = [start for start, _ in discussion.article.paragraph_spans]
    placed: list[Sentence] = []
    paragraph = at = place = -1
    for sentence in sentences(discussion):
        before, paragraph = paragraph, bisect_right(starts, sentence.start) - 1
        if paragraph != before:
            at, place = starts[paragraph], 0
        start = place + len(printable(discussion.source.text(at, sentence.start)))
        at, place = sentence.end, start + len(printable(sentence.text))
        placed.append(Sentence(sentence.number, paragraph, start, place))
    return placed


def answered(stats: Stats | None, sentence: Sentence) -> SentenceLinks | None:
    """What was found about a sentence; None while that is not counted."""
    found = stats.sentences if stats is not None else None
    return found[sentence.number - 1] if found is not None and sentence.number <= len(found) else None


def abouts(stats: Stats, place: Place) -> list[About]:
    """The sentences that a comment, or the segment of it that was entered, is about; the one with most words first."""
    found = []
    for each in stats.sentences or ():
        first = bisect_left(each.links, place.comment, key=attrgetter("row"))
        of_comment = takewhile(lambda link: link.row == place.comment, islice(each.links, first, None))
        here = [link for link in of_comment if place.segment in (None, link.segment)]
        shared = tuple(dict.fromkeys(word for link in here for word in link.shared))
        if shared:
            found.append(About(each, shared))
    return sorted(found, key=lambda about: -len(about.shared))
