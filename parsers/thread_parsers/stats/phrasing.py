"""Shared phrasing: three words and more in a row that two and more people use, with the places.

It says that the wording is the same and nothing about why: people quote, use set phrases, answer the same article. A
phrase is kept when its words together are rare enough in plain language to be noticed, and when no longer phrase is
used by the same people. In scripts without spaces it takes six letters in a row.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.stats import plain, wording
from thread_parsers.stats.finding import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.stats.finding import Finder
    from thread_parsers.tree import Discussion

NOTICED = 18.0
"""The surprise of a phrase: the sum over its words of the negative logarithm of their rate in plain language. "It is a"
has 12, three rare words have 32."""

MOST = 20
"""Phrases that are shown."""
MOST_WORDS = 150_000
"""Words that are compared, taken from the sample: what takes half a second."""

SLICE = 16
"""Comments between two chances to stop."""


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


@dataclass(frozen=True, slots=True)
class _Kind:
    """How phrases are made of units, which are words or letters."""

    between: str
    shortest: int
    longest: int

    def is_longest(self, text: str) -> bool:
        """Whether a phrase has as many units as are compared."""
        units = text.count(self.between) + 1 if self.between else len(text) if " " not in text else 0
        return units == self.longest

    def ends(self, text: str) -> tuple[str, str]:
        """A phrase without its last unit, and without its first."""
        if not self.between:
            return text[:-1], text[1:]
        return text.rpartition(self.between)[0], text.partition(self.between)[2]


_SPACED = _Kind(" ", 3, 12)
_UNSPACED = _Kind("", 6, 24)

_Run = tuple[int, "Sequence[str]"]
"""An author and what they wrote in a row."""


class Phrasing:
    """Chooses the phrases that people share."""

    def __init__(self) -> None:
        self._runs: dict[_Kind, list[_Run]] = {_SPACED: [], _UNSPACED: []}
        self._people: dict[str, set[int]] = {}

    def choose(self, discussion: Discussion) -> Iterator[None]:
        """Compare the comments of the sample, a slice at a time."""
        size = 0
        for number, row in enumerate(wording.sample(discussion)):
            for text in wording.segment_texts(discussion, row):
                size += self._take(text, discussion.columns.author[row])
            if number % SLICE == SLICE - 1:
                yield
            if size > MOST_WORDS:
                break
        for kind, runs in self._runs.items():
            yield from self._compare(kind, runs)

    def _take(self, text: str, author: int) -> int:
        found = [(_SPACED, wording.words(run)) for run in wording.runs(text)]
        found += [(_UNSPACED, list(run)) for run in wording.unspaced_runs(text)]
        for kind, units in found:
            if len(units) >= kind.shortest:
                self._runs[kind].append((author, units))
        return sum(len(units) for _, units in found)

    def _compare(self, kind: _Kind, runs: list[_Run]) -> Iterator[None]:
        """From short to long: a phrase can only be shared where both its ends, a unit shorter, are."""
        places: list[tuple[_Run, Sequence[int]]] = [(run, range(len(run[1]) - kind.shortest + 1)) for run in runs]
        for size in range(kind.shortest, kind.longest + 1):
            people: dict[str, set[int]] = {}
            for number, ((author, units), starts) in enumerate(places):
                for start in starts:
                    people.setdefault(kind.between.join(units[start : start + size]), set()).add(author)
                if number % 256 == 255:
                    yield
            people = {text: theirs for text, theirs in people.items() if len(theirs) > 1}
            if not people:
                return
            self._replace_parts(kind, people)
            places = [(run, _both_shared(kind, run, starts, size, people)) for run, starts in places]
            places = [(run, starts) for run, starts in places if starts]
            yield

    def _replace_parts(self, kind: _Kind, people: dict[str, set[int]]) -> None:
        """Keep phrases, and drop those one unit shorter that the same people use."""
        for text, theirs in people.items():
            for part in kind.ends(text):
                if self._people.get(part) == theirs:
                    del self._people[part]
        self._people |= people

    def chosen(self) -> list[Wanted]:
        """The phrases that most people share and that surprise most; of longer wording that the same people have in
        common, one phrase."""
        weights = {text: len(theirs) * _surprise(text) for text, theirs in self._people.items()}
        weights = {text: weight for text, weight in weights.items() if weight >= NOTICED * len(self._people[text])}
        chosen: dict[object, str] = {}
        for text in sorted(weights, key=lambda text: (-weights[text], text)):
            is_part_of_longer = any(kind.is_longest(text) for kind in self._runs)
            chosen.setdefault(frozenset(self._people[text]) if is_part_of_longer else text, text)
            if len(chosen) == MOST:
                break
        return list(map(Wanted, chosen.values()))

    def phrases(self, discussion: Discussion, finder: Finder, chosen: list[Wanted]) -> tuple[Phrase, ...]:
        """The chosen phrases, counted in all comments, those of most people first."""
        article = "\n".join(wording.article_texts(discussion))
        phrases = []
        for wanted in chosen:
            rows, text = finder.rows[wanted], wanted.text
            people = len({discussion.columns.author[row] for row in rows})
            phrases.append(Phrase(text, people, len(rows), tuple(rows), text in article, wanted.query))
        return tuple(sorted(phrases, key=lambda phrase: (-phrase.people * _surprise(phrase.text), phrase.text)))


def _both_shared(kind: _Kind, run: _Run, starts: Sequence[int], size: int, people: dict[str, set[int]]) -> list[int]:
    """The starts of a phrase one unit longer of which both ends are shared."""
    units = run[1]
    shared = {start for start in starts if kind.between.join(units[start : start + size]) in people}
    return [start for start in sorted(shared) if start + 1 in shared]


def _surprise(text: str) -> float:
    units = text.split(" ") if " " in text or text.isascii() else [text[at : at + 2] for at in range(0, len(text), 2)]
    return -sum(math.log(plain.rate(unit)) for unit in units)
