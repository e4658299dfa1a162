"""Terms: words and phrases that a discussion uses more than its article and more than plain language does.

How much more is the rate of the term among the words of the comments over its rate in the article or in plain
language, whichever is higher; a phrase of two words is as plain as the plainer of them, or a word that is not in the
list. A term weighs as many times the logarithm of that as people used it, so that one person who repeats a word does
not make it a term. Chinese and Japanese are taken by pairs of characters.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.discussion.sampling import article_texts, sample_rows, sample_texts
from thread_parsers.figures.units import SCALES
from thread_parsers.text import tokens, word_frequency
from thread_parsers.text.search_text import SearchText
from thread_parsers.text.word_count import is_unspaced

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.scan.finder import Finder

MOST = 30
"""Terms that are shown."""

LEAST = 20.0
"""How many times as often as otherwise a term is used at least."""

SLICE = 16
"""Comments between two chances to stop."""
TOGETHER = 4096
"""Terms that are weighed between two chances to stop."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase."""

    text: str
    """In lower case."""
    people: int
    comments: int
    times_more: float
    """How many times as often as in the article or in plain language, whichever uses it more."""
    in_article: bool
    query: str


class Terms:
    """Chooses the terms of a discussion and then counts them."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()
        self._people: Counter[str] = Counter()
        self._total = 0
        self._weights: dict[str, float] = {}
        self._article: Counter[str] = Counter()
        self._article_total = 0

    def choose(self, discussion: Discussion) -> Iterator[None]:
        """Look at the sample, one person after the other, a slice at a time."""
        for text in article_texts(discussion):
            for piece in tokens.pieces(text):
                found, size = _candidates(piece)
                self._article.update(found)
                self._article_total += size
                if len(piece) < len(text):
                    yield
        authors = discussion.columns.author
        theirs: set[str] = set()
        at = None
        for number, row in enumerate(sorted(sample_rows(discussion), key=lambda row: (authors[row], row))):
            if authors[row] != at:
                self._people.update(theirs)
                at, theirs = authors[row], set()
            for text in sample_texts(discussion, row):
                found, size = _candidates(text)
                self._times.update(found)
                self._total += size
                theirs.update(found)
            if number % SLICE == SLICE - 1:
                yield
        self._people.update(theirs)
        yield from self._weigh(min(2, len(discussion.columns.author_names)))

    def _weigh(self, least: int) -> Iterator[None]:
        """Weigh all that at least so many people use."""
        for number, (text, people) in enumerate(self._people.items()):
            if people >= least and (more := self._times_more(text)) >= LEAST:
                self._weights[text] = people * math.log(more)
            if number % TOGETHER == TOGETHER - 1:
                yield

    def chosen(self) -> list[SearchText]:
        """The terms that weigh most, more than are shown, since not all of them stay."""
        weights = self._weights
        heaviest = sorted(weights, key=lambda text: (-weights[text], text))[: 2 * MOST]
        kept = self._without_parts(heaviest)[:MOST]
        vocabulary = "\n".join(text for text in self._times if " " not in text)
        return [SearchText(text, _stands_inside(text, vocabulary)) for text in kept]

    def _without_parts(self, texts: list[str]) -> list[str]:
        """Leave out words that are hardly used outside of a phrase that is a term too, and phrases of strangers."""
        gone = set()
        for phrase in texts:
            for part in phrase.split(" ") if " " in phrase else ():
                if part in texts and self._times[phrase] * 2 >= self._times[part]:
                    gone.add(part)
        return [text for text in texts if text not in gone]

    def _times_more(self, text: str) -> float:
        usual = max(map(word_frequency.rate, text.split(" ")))
        if " " in text:
            usual = min(usual, word_frequency.UNLISTED_RATE)
        in_article = self._article[text] / self._article_total if self._article_total else 0
        return self._times[text] / self._total / max(usual, in_article)

    def count(
        self, discussion: Discussion, finder: Finder, chosen: list[SearchText]
    ) -> Generator[None, None, tuple[Term, ...]]:
        """The chosen terms, counted in the comments so far, the heaviest first."""
        authors = discussion.columns.author
        terms = []
        for wanted in chosen:
            rows, text = finder.rows[wanted], wanted.text
            people = len(set(map(authors.__getitem__, rows)))
            terms.append(Term(text, people, len(rows), self._times_more(text), text in self._article, wanted.query))
            yield
        return tuple(sorted(terms, key=lambda term: (-term.people * math.log(term.times_more), term.text)))


def _stands_inside(word: str, vocabulary: str) -> bool:
    """Whether a word of a script with spaces is a part of another; phrases are found with what they are part of."""
    return " " not in word and not is_unspaced(word[0]) and vocabulary.count(word) > 1


def _candidates(text: str) -> tuple[list[str], int]:
    """What may be a term in folded text, each as often as it comes, and the number of words."""
    found: list[str] = []
    size = 0
    for run in tokens.runs(text):
        words = tokens.words(run)
        size += len(words)
        singles = [tokens.single(word) for word in words]
        found += (word for word in singles if len(word) > 1 and not word.isdecimal())
        telling = [not (word_frequency.is_common(word) or word.isdecimal() or word in SCALES) for word in words]
        found += (f"{words[at]} {singles[at + 1]}" for at in range(len(words) - 1) if telling[at] and telling[at + 1])
    for run in tokens.unspaced_runs(text):
        size += len(run)
        found += tokens.pairs(run)
    return found, size
