"""Shared phrasing: three words and more in a row that two and more people use, with the places.

It says that the wording is the same and nothing about why: people quote, use set phrases, answer the same article. A
phrase is kept when its words together are rare enough in plain language to be noticed, and when no longer phrase is
used by the same people. In scripts without spaces it takes six letters in a row.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from heapq import heapify, heappop
from typing import TYPE_CHECKING

from thread_parsers.discussion.sampling import article_texts, sample_rows, sample_texts
from thread_parsers.stats.ngrams import Kind, Repeats
from thread_parsers.text import tokens, word_frequency
from thread_parsers.text.search_text import SearchText

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.scan.finder import Finder

NOTICED = 18.0
"""The surprise of a phrase: the sum over its words of the negative logarithm of their rate in plain language. "It is a"
has 12, three rare words have 32."""

MOST = 20
"""Phrases that are shown."""
MOST_WORDS = 150_000
"""Words that are compared, taken from the sample: what takes a few tenths of a second."""

SLICE = 16
"""Comments between two chances to stop."""
TOGETHER = 512
"""Runs, or phrases, between two chances to stop."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Wording that several people share."""

    text: str
    """In lower case."""
    people: int
    comments: int
    rows: tuple[int, ...]
    """The indices of the comments."""
    in_article: bool
    """Whether the article has the same words."""
    query: str


_SPACED = Kind(" ", 3, 12)
_UNSPACED = Kind("", 6, 24)


class Phrasing:
    """Chooses the phrases that people share."""

    def __init__(self) -> None:
        self._spaced, self._unspaced = Repeats(_SPACED), Repeats(_UNSPACED)
        self._bits: defaultdict[int, int] = defaultdict(lambda: 1 << len(self._bits))
        """Authors to a bit for each."""
        self._people: dict[str, int] = {}
        """Phrases to the bits of who uses them."""
        self._weights: dict[str, float] = {}

    def choose(self, discussion: Discussion) -> Iterator[None]:
        """Compare the comments of the sample, a slice at a time."""
        size = 0
        for number, row in enumerate(sample_rows(discussion)):
            for text in sample_texts(discussion, row):
                size += self._take(text, self._bits[discussion.columns.author[row]])
            if number % SLICE == SLICE - 1:
                yield
            if size > MOST_WORDS:
                break
        for repeats in (self._spaced, self._unspaced):
            self._people |= yield from repeats.compare()
        yield from self._weigh()

    def _take(self, text: str, writer: int) -> int:
        size = 0
        for run in tokens.runs(text):
            words = tokens.words(run)
            self._spaced.take(writer, words)
            size += len(words)
        for run in tokens.unspaced_runs(text):
            self._unspaced.take(writer, run)
            size += len(run)
        return size

    def _weigh(self) -> Iterator[None]:
        """Weigh all phrases by how many people share them and how much they surprise."""
        for number, (text, theirs) in enumerate(self._people.items()):
            surprise = _surprise(text)
            if surprise >= NOTICED:
                self._weights[text] = theirs.bit_count() * surprise
            if number % TOGETHER == TOGETHER - 1:
                yield

    def chosen(self) -> list[SearchText]:
        """The phrases that most people share and that surprise most; of longer wording that the same people have in
        common, one phrase."""
        chosen: dict[object, str] = {}
        heaviest = [(-weight, text) for text, weight in self._weights.items()]
        heapify(heaviest)
        while heaviest and len(chosen) < MOST:
            _, text = heappop(heaviest)
            chosen.setdefault(self._people[text] if _is_longest(text) else text, text)
        return list(map(SearchText, chosen.values()))

    def count(
        self, discussion: Discussion, finder: Finder, chosen: list[SearchText]
    ) -> Generator[None, None, tuple[Phrase, ...]]:
        """The chosen phrases, counted in the comments so far, those of most people first."""
        article = "\n".join(article_texts(discussion))
        phrases = []
        for wanted in chosen:
            rows, text = finder.rows[wanted], wanted.text
            people = len({discussion.columns.author[row] for row in rows})
            phrases.append(Phrase(text, people, len(rows), tuple(rows), text in article, wanted.query))
            yield
        return tuple(sorted(phrases, key=lambda phrase: (-phrase.people * _surprise(phrase.text), phrase.text)))


def _is_longest(text: str) -> bool:
    """Whether a phrase has as many units as are compared."""
    if " " in text:
        return text.count(" ") + 1 == _SPACED.longest
    return len(text) == _UNSPACED.longest


def _surprise(text: str) -> float:
    units = text.split(" ") if " " in text or text.isascii() else [text[at : at + 2] for at in range(0, len(text), 2)]
    return -sum(math.log(word_frequency.rate(unit)) for unit in units)
