"""The sentences of the article as spans of its displayed paragraphs, with a cursor, and the comments about each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable
from thread_parsers.text.text_pieces import PIECE_CHARS, printable_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import SentenceLinks, Stats
    from thread_reader.view.bookmarks import Place

MAX_BYTES_AT_ONCE = 200_000
"""The sentences of a longer article are found in steps: otherwise the first key in the article would wait for them."""


class Sentence(NamedTuple):
    """A sentence as characters `start` to `end` of a displayed paragraph. `number`, from 1, is that of `about:`."""

    number: int
    paragraph: int
    start: int
    end: int


class About(NamedTuple):
    """A sentence that a comment or segment is about, and the words that they share."""

    answered: SentenceLinks
    shared: tuple[str, ...]


class Sentences:
    """The sentences of the article. `cursor` is an index into `all`."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion
        self._found: list[Sentence] = []
        self._paragraphs = 0
        """The number of paragraphs for which the list was computed."""
        self.cursor = 0
        self._words: tuple[Sentence | None, str] = None, ""
        """The last sentence that `words` was asked for, and its text."""

    @property
    def all(self) -> list[Sentence]:
        """All sentences in the order of the article, which may still be being read. Those of a long article are found
        by `steps`; before, there are none."""
        if self._paragraphs != len(self._discussion.article.paragraph_spans) and not self._is_long:
            for _ in self.steps():
                pass
        return self._found

    @property
    def are_missing(self) -> bool:
        """Whether `steps` must be run."""
        return self._is_long and self._paragraphs != len(self._discussion.article.paragraph_spans)

    @property
    def _is_long(self) -> bool:
        places = self._discussion.article.paragraph_spans
        return bool(places) and places[-1][1] - places[0][0] > MAX_BYTES_AT_ONCE

    def steps(self) -> Iterator[None]:
        """Find the sentences of all paragraphs that have been read."""
        self._found, self._paragraphs = [], len(self._discussion.article.paragraph_spans)
        for sentence in _placed_in_steps(self._discussion):
            if sentence is not None:
                self._found.append(sentence)
            yield

    @property
    def current(self) -> Sentence | None:
        """The sentence under the cursor; None if the article has none."""
        return self.all[self.cursor] if self.cursor < len(self.all) else None

    @property
    def words(self) -> str:
        """The text of the sentence under the cursor as it is displayed; empty if there is none. Cached: the key bar
        asks for it at every key, and the paragraph may be long."""
        sentence = self.current
        if self._words[0] != sentence:
            words = ""
            if sentence is not None:
                span = self._discussion.article.paragraph_spans[sentence.paragraph]
                words = printable(self._discussion.text.text(*span))[sentence.start : sentence.end]
            self._words = sentence, words
        return self._words[1]


def _placed_in_steps(discussion: Discussion) -> Iterator[Sentence | None]:
    """Convert the spans of the sentences from bytes of the source to characters of displayed paragraphs. Yields None
    now and then."""
    from thread_parsers.sentences.sentences import sentences_in_steps

    starts = [start for start, _ in discussion.article.paragraph_spans]
    # `offset` (bytes of the source) and `character` (of the displayed paragraph) denote the same position: the end of
    # the previous sentence. Making text printable can change its length, so the two must be advanced together.
    paragraph = offset = character = -1
    for sentence in sentences_in_steps(discussion):
        if sentence is None:
            yield None
            continue
        before, paragraph = paragraph, bisect_right(starts, sentence.start) - 1
        if paragraph != before:
            offset, character = starts[paragraph], 0
        start = character + (yield from _shown_chars(discussion.text.text(offset, sentence.start)))
        offset, character = sentence.end, start + (yield from _shown_chars(sentence.text))
        yield Sentence(sentence.number, paragraph, start, character)


def _shown_chars(text: str) -> Generator[None, None, int]:
    """How many characters of a displayed paragraph a part of it takes, which may be megabytes."""
    if len(text) <= PIECE_CHARS:
        return len(printable(text))
    return len((yield from printable_in_steps(text)))


def answered(stats: Stats | None, sentence: Sentence) -> SentenceLinks | None:
    """Return the comments found about a sentence; None if they have not been counted yet."""
    found = stats.sentences if stats is not None else None
    return found[sentence.number - 1] if found is not None and sentence.number <= len(found) else None


def abouts(stats: Stats, place: Place) -> list[About]:
    """Return the sentences that a comment, or the entered segment, is about; most shared words first."""
    found = []
    for each in stats.sentences or ():
        # `links` are sorted by comment, so those of one comment are a run that bisection finds.
        first = bisect_left(each.links, place.comment, key=attrgetter("row"))
        of_comment = takewhile(lambda link: link.row == place.comment, islice(each.links, first, None))
        here = [link for link in of_comment if place.segment in (None, link.segment)]
        shared = tuple(dict.fromkeys(word for link in here for word in link.shared))
        if shared:
            found.append(About(each, shared))
    return sorted(found, key=lambda about: -len(about.shared))
