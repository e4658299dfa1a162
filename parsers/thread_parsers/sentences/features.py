"""Features of a text that can be shared with another one: keywords, figures and sequences of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from thread_parsers.figures.figure_query import singular
from thread_parsers.figures.figures import figures, figures_in_steps
from thread_parsers.text import tokens, word_frequency
from thread_parsers.text.folded_text import compared as compared_form

if TYPE_CHECKING:
    from collections.abc import Container, Generator, Iterator

    from thread_parsers.figures.figure import Figure

QUOTATION_WORDS = 4
"""Consecutive words that make a quotation; in scripts without spaces, twice as many letters."""

MAX_KNOWN_CHARS = 40
"""Longer words are not kept from one page to the next."""

SHORT_CHARS = 500
"""Characters of a line that is compared in one step, whatever it contains."""


@dataclass(frozen=True, slots=True)
class Features:
    """The features of a text that can be shared."""

    words: dict[str, str]
    """Keywords and figures: the form that is compared to the form as written."""
    figures: frozenset[str]
    """The keys of `words` that are figures."""
    grams: frozenset[str]
    """All sequences of QUOTATION_WORDS words with at least one keyword."""


def features(text: str, stated: list[Figure]) -> Features:
    """Extract the features of a text with these figures."""
    names = frozenset(figure.value.name for figure in stated)
    return Features(words_of(text, stated), names, _grams(compared_form(text, caseless=True)))


def words_of(text: str, stated: list[Figure]) -> dict[str, str]:
    """The keywords and figures of a text with these figures, as in `Features`."""
    words = {figure.value.name: figure.text for figure in stated}
    compared = compared_form(between(text, stated), caseless=True)
    for run in tokens.runs(compared):
        for word in tokens.words(run):
            if found := keyword(word):
                words.setdefault(found, tokens.single(word))
    for run in tokens.unspaced_runs(compared):
        words.update((pair, pair) for pair in tokens.pairs(run))
    return words


def figures_of(text: str) -> Generator[None, None, list[Figure]]:
    """The figures of a text, in slices. Prepares for the words of the text, too."""
    yield from tokens.prepare(text)
    if len(text) <= SHORT_CHARS:
        return list(figures(text))
    stated: list[Figure] = []
    for figure in figures_in_steps(text):
        if figure is None:
            yield
        else:
            stated.append(figure)
    return stated


def between(text: str, stated: list[Figure]) -> str:
    """The text with its figures replaced by bars, which end runs of words."""
    ends = [0, *(figure.end for figure in stated)]
    starts = [*(figure.start for figure in stated), len(text)]
    return "|".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def keywords(gram: str) -> set[str]:
    """The keywords in a sequence of words, in the form that is compared."""
    return set(filter(None, map(keyword, gram.split(" "))))


def keyword(word: str) -> str:
    """The form in which a keyword is compared; empty for common words, single letters and numbers."""
    return _known(word) if len(word) <= MAX_KNOWN_CHARS else _compared(word)


def _compared(word: str) -> str:
    word = tokens.single(word)
    return "" if len(word) < 2 or word_frequency.is_plain(word) or word[0].isdecimal() else singular(word)


_known = lru_cache(maxsize=1 << 16)(_compared)
"""The same on every page."""


def _grams(compared: str) -> frozenset[str]:
    grams: set[str] = set()
    for run in tokens.runs(compared):
        grams.update(gram for gram in sequences(run) if any(map(keyword, gram.split(" "))))
    size = 2 * QUOTATION_WORDS
    for run in tokens.unspaced_runs(compared):
        grams.update(run[at : at + size] for at in range(len(run) - size + 1))
    return frozenset(grams)


def sequences(run: str) -> Iterator[str]:
    """All sequences of QUOTATION_WORDS words in a run."""
    words = tokens.words(run)
    for at in range(len(words) - QUOTATION_WORDS + 1):
        yield " ".join(words[at : at + QUOTATION_WORDS])


class KeywordTable(dict[str, str]):
    """Maps words as written to keywords of the article, or to "" for all other words. Filled on demand."""

    def __init__(self, *known: Container[str]) -> None:
        """`known` are the keywords of the article."""
        super().__init__()
        self._known = known

    def __missing__(self, word: str) -> str:
        if len(self) > _MAX_CACHED_WORDS:
            self.clear()
        found = keyword(word)
        found = self[word] = found if any(found in known for known in self._known) else ""
        return found


_MAX_CACHED_WORDS = 200_000
"""Words to cache before the cache is cleared."""
