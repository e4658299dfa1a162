"""Shared phrasing: three words and more in a row that two and more people use, with the places.

It says that the wording is the same and nothing about why: people quote, use set phrases, answer the same article. A
phrase is kept when its words together are rare enough in plain language to be noticed, and when no longer phrase is
used by the same people. In scripts without spaces it takes six letters in a row.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from heapq import heapify, heappop
from typing import TYPE_CHECKING

from thread_parsers.stats import plain, wording
from thread_parsers.stats.finding import Wanted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

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
_Place = tuple[_Run, "Sequence[int]"]
"""Such a run and where in it a phrase begins."""


class Phrasing:
    """Chooses the phrases that people share."""

    def __init__(self) -> None:
        self._runs: dict[_Kind, list[_Run]] = {_SPACED: [], _UNSPACED: []}
        self._people: dict[str, set[int]] = {}
        self._weights: dict[str, float] = {}

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
        yield from self._weigh()

    def _take(self, text: str, author: int) -> int:
        found = [(_SPACED, wording.words(run)) for run in wording.runs(text)]
        found += [(_UNSPACED, list(run)) for run in wording.unspaced_runs(text)]
        for kind, units in found:
            if len(units) >= kind.shortest:
                self._runs[kind].append((author, units))
        return sum(len(units) for _, units in found)

    def _compare(self, kind: _Kind, runs: list[_Run]) -> Iterator[None]:
        """From short to long: a phrase can only be shared where both its ends, a unit shorter, are."""
        places: list[_Place] = [(run, range(len(run[1]) - kind.shortest + 1)) for run in runs]
        for size in range(kind.shortest, kind.longest + 1):
            people: dict[str, set[int]] = {}
            texts: list[list[str]] = []
            yield from _collect(kind, places, size, people, texts)
            if not people:
                return
            yield from self._replace_parts(kind, people)
            shared: list[_Place] = []
            for at in range(0, len(places), TOGETHER):
                some = zip(places[at : at + TOGETHER], texts[at : at + TOGETHER], strict=True)
                longer = ((run, _both_shared(starts, theirs, people)) for (run, starts), theirs in some)
                shared += ((run, starts) for run, starts in longer if starts)
                yield
            places = shared

    def _replace_parts(self, kind: _Kind, people: dict[str, set[int]]) -> Iterator[None]:
        """Keep phrases, and drop those one unit shorter that the same people use."""
        for number, (text, theirs) in enumerate(people.items()):
            for part in kind.ends(text):
                if self._people.get(part) == theirs:
                    del self._people[part]
            if number % TOGETHER == TOGETHER - 1:
                yield
        self._people |= people

    def _weigh(self) -> Iterator[None]:
        """Weigh all phrases by how many people share them and how much they surprise."""
        for number, (text, theirs) in enumerate(self._people.items()):
            weight = len(theirs) * _surprise(text)
            if weight >= NOTICED * len(theirs):
                self._weights[text] = weight
            if number % TOGETHER == TOGETHER - 1:
                yield

    def chosen(self) -> list[Wanted]:
        """The phrases that most people share and that surprise most; of longer wording that the same people have in
        common, one phrase."""
        chosen: dict[object, str] = {}
        heaviest = [(-weight, text) for text, weight in self._weights.items()]
        heapify(heaviest)
        while heaviest and len(chosen) < MOST:
            _, text = heappop(heaviest)
            is_part_of_longer = any(kind.is_longest(text) for kind in self._runs)
            chosen.setdefault(frozenset(self._people[text]) if is_part_of_longer else text, text)
        return list(map(Wanted, chosen.values()))

    def count(
        self, discussion: Discussion, finder: Finder, chosen: list[Wanted]
    ) -> Generator[None, None, tuple[Phrase, ...]]:
        """The chosen phrases, counted in the comments so far, those of most people first."""
        article = "\n".join(wording.article_texts(discussion))
        phrases = []
        for wanted in chosen:
            rows, text = finder.rows[wanted], wanted.text
            people = len({discussion.columns.author[row] for row in rows})
            phrases.append(Phrase(text, people, len(rows), tuple(rows), text in article, wanted.query))
            yield
        return tuple(sorted(phrases, key=lambda phrase: (-phrase.people * _surprise(phrase.text), phrase.text)))


def _collect(
    kind: _Kind, places: list[_Place], size: int, people: dict[str, set[int]], texts: list[list[str]]
) -> Iterator[None]:
    """Find who shares phrases of a size: fill in the people of each that several share, and the phrases by place."""
    first: dict[str, int] = {}
    for number, ((author, units), starts) in enumerate(places):
        here = [kind.between.join(units[start : start + size]) for start in starts]
        texts.append(here)
        for text in here:
            other = first.setdefault(text, author)
            if other != author:
                people.setdefault(text, {other}).add(author)
        if number % TOGETHER == TOGETHER - 1:
            yield
    yield


def _both_shared(starts: Sequence[int], texts: list[str], people: dict[str, set[int]]) -> list[int]:
    """The starts of a phrase one unit longer of which both ends are shared."""
    shared = {start for start, text in zip(starts, texts, strict=True) if text in people}
    return [start for start in sorted(shared) if start + 1 in shared]


def _surprise(text: str) -> float:
    units = text.split(" ") if " " in text or text.isascii() else [text[at : at + 2] for at in range(0, len(text), 2)]
    return -sum(math.log(plain.rate(unit)) for unit in units)
