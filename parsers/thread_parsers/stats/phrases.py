"""Shared phrases: three words and more in a row that two and more people use.

A phrase says that the wording is the same and nothing about why: people quote, use set phrases, comment on the same
article. A phrase is kept if its words together are rare enough in plain language to be noticed, and if no longer phrase
is used by the same people. In scripts without spaces it takes six letters in a row.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from thread_parsers.discussion.sampling import sample_texts, segment_chars
from thread_parsers.stats.counted_rows import people_in_steps
from thread_parsers.stats.ngrams import NgramKind, SharedNgrams
from thread_parsers.text import tokens, word_frequency
from thread_parsers.text.search_text import SearchText

if TYPE_CHECKING:
    from collections.abc import Generator, Hashable, Iterable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.scan.finder import Finder

MIN_SURPRISE = 18.0
"""The least surprise of a phrase: the sum over its words of the negative natural logarithm of their rate in plain
language. "It is a" has 12, three rare words have 32."""

MAX_PHRASES = 20
MAX_WORDS = 150_000
"""Words of the sample that are compared, which takes a few tenths of a second."""

SLICE_CHARS = 8000
"""Characters of the sample between two yields."""
TEXT_CHARS = 20
"""Characters that take as long as what is done for each text."""
SLICE_PHRASES = 512
"""Phrases between two yields."""


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


_SPACED = NgramKind(" ", 3, 12)
_UNSPACED = NgramKind("", 6, 24)


class PhraseChooser:
    """Chooses the phrases that people share from a sample, and counts them in all comments."""

    def __init__(self) -> None:
        self._spaced, self._unspaced = SharedNgrams(_SPACED), SharedNgrams(_UNSPACED)
        self._bits: defaultdict[Hashable, int] = defaultdict(lambda: 1 << len(self._bits))
        """An author to the bit of the author."""
        self._authors: dict[str, int] = {}
        """Phrases to the bits of their authors."""
        self._weights: dict[str, float] = {}
        self._articles: list[str] = []

    def read_article(self, texts: Iterable[str]) -> None:
        """Take the texts of an article as queries compare them."""
        self._articles += texts

    def read_sample(self, discussion: Discussion, rows: Sequence[int]) -> Iterator[None]:
        """Compare the comments of the sample, a slice at a time."""
        authors, size = discussion.columns.author, segment_chars(discussion, rows)
        yield from self.read_comments((authors[row], sample_texts(discussion, row, size)) for row in rows)

    def read_comments(self, comments: Iterable[tuple[Hashable, Iterable[str]]]) -> Iterator[None]:
        """Compare comments: their authors and their folded texts. An empty text is a chance to yield."""
        words = chars = 0
        for author, texts in comments:
            for text in texts:
                words += self._add(text, self._bits[author])
                chars += len(text) + TEXT_CHARS
                if chars > SLICE_CHARS or not text:
                    yield
                    chars = 0
            if words > MAX_WORDS:
                break
        for ngrams in (self._spaced, self._unspaced):
            self._authors |= yield from ngrams.compare()
        yield from self._weigh()

    def _add(self, text: str, author: int) -> int:
        """Add the folded text of a segment by the author with bit `author`. Returns the number of its units."""
        size = 0
        for run in tokens.runs(text):
            words = tokens.words(run)
            self._spaced.add(author, words)
            size += len(words)
        for run in tokens.unspaced_runs(text):
            self._unspaced.add(author, run)
            size += len(run)
        return size

    def _weigh(self) -> Iterator[None]:
        """Weigh each phrase: the number of its authors times its surprise."""
        for number, (text, authors) in enumerate(self._authors.items()):
            surprise = _surprise(text)
            if surprise >= MIN_SURPRISE:
                self._weights[text] = authors.bit_count() * surprise
            if number % SLICE_PHRASES == SLICE_PHRASES - 1:
                yield

    def chosen(self) -> Generator[None, None, list[SearchText]]:
        """The heaviest phrases. Where the same authors share longer wording than is compared, only one part of it."""
        chosen: dict[object, str] = {}
        heaviest: list[tuple[float, str]] = []
        for number, (text, weight) in enumerate(self._weights.items()):
            heappush(heaviest, (-weight, text))
            if number % SLICE_PHRASES == SLICE_PHRASES - 1:
                yield
        popped = 0
        while heaviest and len(chosen) < MAX_PHRASES:
            popped += 1
            if popped % SLICE_PHRASES == 0:
                yield
            _, text = heappop(heaviest)
            # The key is the set of authors for a phrase that may be a part of longer wording, else the phrase itself.
            chosen.setdefault(self._authors[text] if _has_max_units(text) else text, text)
        return list(map(SearchText, chosen.values()))

    def result(
        self, discussion: Discussion, finder: Finder, chosen: list[SearchText]
    ) -> Generator[None, None, tuple[Phrase, ...]]:
        """The chosen phrases, counted in the comments that the finder has seen; the heaviest first."""
        phrases = []
        for wanted in chosen:
            rows = finder.rows[wanted]
            people = yield from people_in_steps(discussion.columns, rows)
            phrases.append(self.phrase(wanted, people, len(rows), tuple(rows)))
            yield
        return heaviest_phrases(phrases)

    def phrase(self, wanted: SearchText, people: int, comments: int, rows: tuple[int, ...] = ()) -> Phrase:
        """A chosen phrase, by how many people it is used in how many comments."""
        in_article = any(wanted.text in each for each in self._articles)
        return Phrase(wanted.text, people, comments, rows, in_article, wanted.query)


def heaviest_phrases(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """The phrases, the heaviest first."""
    return tuple(sorted(phrases, key=lambda phrase: (-phrase.people * _surprise(phrase.text), phrase.text)))


def _has_max_units(text: str) -> bool:
    """Whether a phrase has as many units as are compared, so that the shared wording may be longer."""
    if " " in text:
        return text.count(" ") + 1 == _SPACED.max_units
    return len(text) == _UNSPACED.max_units


def _surprise(text: str) -> float:
    units = text.split(" ") if " " in text or text.isascii() else [text[at : at + 2] for at in range(0, len(text), 2)]
    return -sum(math.log(word_frequency.rate(unit)) for unit in units)
