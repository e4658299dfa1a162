"""Terms: words and phrases that a discussion uses more than its article and more than plain language does.

How much more is the rate of the term among the words of the comments over its rate in the article or in plain
language, whichever is higher. A phrase of two words counts as common as the more common of them, but not more common
than a word that is not in the list. The weight of a term is the logarithm of that ratio times the number of its
authors, so that one author who repeats a word does not make it a term. Chinese and Japanese are taken by pairs of
characters.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.sampling import sample_texts, segment_chars
from thread_parsers.figures.units import SCALES
from thread_parsers.stats.counted_rows import people_in_steps
from thread_parsers.text import tokens, word_frequency
from thread_parsers.text.search_text import SearchText
from thread_parsers.text.word_count import is_unspaced

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.scan.finder import Finder

MAX_TERMS = 30

MIN_TIMES_MORE = 20.0
"""How many times as often as elsewhere a term is used at least."""

SLICE_CHARS = 4000
"""Characters of the sample between two yields."""
TEXT_CHARS = 20
"""Characters that take as long as what is done for each text."""
MAX_KNOWN_CHARS, MAX_KNOWN_WORDS = 40, 1 << 16
"""Longer words, and more of them, are not kept from one page to the next."""
SLICE_TERMS = 4096
"""Terms between two yields."""


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


class TermChooser:
    """Chooses the terms of a discussion from a sample, and counts them in all comments."""

    def __init__(self) -> None:
        self._uses: Counter[str] = Counter()
        """How often each candidate occurs in the sample."""
        self._people: Counter[str] = Counter()
        """How many authors of the sample use it."""
        self._words = 0
        """Words of the sample."""
        self._weights: dict[str, float] = {}
        self._article_uses: Counter[str] = Counter()
        self._article_words = 0

    def read_sample(self, discussion: Discussion, rows: Sequence[int]) -> Iterator[None]:
        """Read the sample, author by author, a slice at a time."""
        authors, size = discussion.columns.author, segment_chars(discussion, rows)
        by_author = sorted(rows, key=lambda row: (authors[row], row))
        comments = ((authors[row], sample_texts(discussion, row, size)) for row in by_author)
        yield from self.read_comments(comments, is_of_one=len(discussion.columns.author_names) == 1)

    def read_comments(self, comments: Iterable[tuple[object, Iterable[str]]], *, is_of_one: bool) -> Iterator[None]:
        """Read the authors and the folded texts of comments, those of each author together. An empty text is a chance
        to yield. `is_of_one`: nobody else wrote in the discussion."""
        candidates: set[str] = set()  # of the present author
        author: object = None
        chars = people = 0
        for by, texts in comments:
            if by != author or not people:
                yield from self._add_author(candidates)
                author, candidates = by, set()
                people += 1
            for text in texts:
                yield from tokens.prepare(text)
                found, words = _candidates(text)
                self._uses.update(found)
                self._words += words
                candidates.update(found)
                chars += len(text) + TEXT_CHARS
                if chars > SLICE_CHARS or not text:
                    yield
                    chars = 0
        yield from self._add_author(candidates)
        # Of one author among several, a word that is used once would be a term by chance.
        min_uses = 2 if people == 1 and not is_of_one else 1
        yield from self._weigh(min(2, people), min_uses)

    def _add_author(self, candidates: set[str]) -> Iterator[None]:
        """Count the candidates of one more author."""
        rest = iter(candidates)
        while some := list(islice(rest, SLICE_TERMS)):
            self._people.update(some)
            if len(some) == SLICE_TERMS:
                yield

    def read_article(self, texts: Iterable[str]) -> Iterator[None]:
        """Read the texts of an article as queries compare them, before the sample."""
        for text in texts:
            for piece in tokens.pieces(text):
                yield from tokens.prepare(piece)
                found, words = _candidates(piece)
                self._article_uses.update(found)
                self._article_words += words
                yield

    def _weigh(self, min_people: int, min_uses: int) -> Iterator[None]:
        for number, (text, people) in enumerate(self._people.items()):
            is_used = people >= min_people and self._uses[text] >= min_uses
            if is_used and (more := self._times_more(text)) >= MIN_TIMES_MORE:
                self._weights[text] = people * math.log(more)
            if number % SLICE_TERMS == SLICE_TERMS - 1:
                yield

    def chosen(self) -> Generator[None, None, list[SearchText]]:
        """The heaviest terms, without those that are only parts of others."""
        weights = self._weights
        heaviest: list[str] = []
        rest = iter(weights)
        while some := list(islice(rest, SLICE_TERMS)):
            # Twice as many as are wanted, since some are parts of others.
            heaviest = sorted([*heaviest, *some], key=lambda text: (-weights[text], text))[: 2 * MAX_TERMS]
            yield
        kept = self._without_parts(heaviest)[:MAX_TERMS]
        words: list[str] = []
        for number, text in enumerate(self._uses):
            if " " not in text:
                words.append(text)
            if number % SLICE_TERMS == SLICE_TERMS - 1:
                yield
        vocabulary = "\n".join(words)
        chosen = []
        for text in kept:
            chosen.append(SearchText(text, _is_part_of_words(text, vocabulary)))
            yield
        return chosen

    def _without_parts(self, texts: list[str]) -> list[str]:
        """Leave out words of which at least half of the uses are in one phrase that is a term, too."""
        parts = set()
        for phrase in texts:
            for word in phrase.split(" ") if " " in phrase else ():
                if word in texts and self._uses[phrase] * 2 >= self._uses[word]:
                    parts.add(word)
        return [text for text in texts if text not in parts]

    def _times_more(self, text: str) -> float:
        usual = max(map(word_frequency.rate, text.split(" ")))
        if " " in text:
            usual = min(usual, word_frequency.UNLISTED_RATE)
        in_article = self._article_uses[text] / self._article_words if self._article_words else 0
        return self._uses[text] / self._words / max(usual, in_article)

    def result(
        self, discussion: Discussion, finder: Finder, chosen: list[SearchText]
    ) -> Generator[None, None, tuple[Term, ...]]:
        """The chosen terms, counted in the comments that the finder has seen; the heaviest first."""
        terms = []
        for wanted in chosen:
            rows = finder.rows[wanted]
            terms.append(self.term(wanted, (yield from people_in_steps(discussion.columns, rows)), len(rows)))
            yield
        return heaviest_terms(terms)

    def term(self, wanted: SearchText, people: int, comments: int) -> Term:
        """A chosen term, by how many people it is used in how many comments."""
        text = wanted.text
        return Term(text, people, comments, self._times_more(text), text in self._article_uses, wanted.query)


def heaviest_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms, the heaviest first."""
    return tuple(sorted(terms, key=lambda term: (-term.people * math.log(term.times_more), term.text)))


def _is_part_of_words(word: str, vocabulary: str) -> bool:
    """Whether a word of a script with spaces also occurs inside other words ("ai" in "said"). `vocabulary` has each
    word once. Phrases are found without word boundaries."""
    return " " not in word and not is_unspaced(word[0]) and vocabulary.count(word) > 1


class _Role(NamedTuple):
    """What a word may be in terms."""

    single: str
    """The word on its own."""
    is_term: bool
    """Whether it may be a term."""
    is_specific: bool
    """Whether it may be part of a term of two words."""


def _role(word: str) -> _Role:
    single, is_number = tokens.single(word), word.isdecimal()
    is_term = len(single) > 1 and not single.isdecimal()
    return _Role(single, is_term, not (is_number or word_frequency.is_common(word) or word in SCALES))


class _Roles(dict[str, _Role]):
    """The roles of words, which are the same on every page; filled on demand."""

    def __missing__(self, word: str) -> _Role:
        role = _role(word)
        if len(word) <= MAX_KNOWN_CHARS:
            if len(self) >= MAX_KNOWN_WORDS:
                self.clear()
            self[word] = role
        return role


_roles = _Roles()


def _candidates(text: str) -> tuple[list[str], int]:
    """The possible terms of folded text, as often as they occur, and the number of words."""
    found: list[str] = []
    size = 0
    for run in tokens.runs(text):
        words = tokens.words(run)
        size += len(words)
        roles = list(map(_roles.__getitem__, words))
        found += [single for single, is_term, _ in roles if is_term]
        neighbours = zip(words, roles, roles[1:], strict=False)
        found += [f"{word} {then.single}" for word, role, then in neighbours if role.is_specific and then.is_specific]
    for run in tokens.unspaced_runs(text):
        size += len(run)
        found += tokens.pairs(run)
    return found, size
