"""What a line of a comment and a sentence of the article share: telling words, figures, words in a row.

Telling words are those that plain language does not have anyway, compared without the endings of plurals; figures are
compared by value. In scripts without spaces pairs of letters stand for words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import fsum, log
from typing import TYPE_CHECKING

from thread_parsers.folding import folded
from thread_parsers.stats import plain, wording
from thread_parsers.stats.anchors import anchors
from thread_parsers.stats.asked import singular
from thread_parsers.stats.figures import figures
from thread_parsers.stats.finding import Wanted
from thread_parsers.stats.sentences import Sentence, sentences
from thread_parsers.stats.wording import SIMPLE_WORD, is_simple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from thread_parsers.tree import Discussion

CHANCE = 0.85
"""The part of the logarithm of the number of lines that the weights of what is shared must reach."""

QUOTED = 4
"""Words in a row that make a quotation; letters in a script without spaces are twice as many."""

FEWEST = 20
"""Lines for which the weights are made at least, so that in a short discussion a word is not rare by being there."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells."""

    words: dict[str, str]
    """Telling words and figures as they are compared, and as they are written."""
    grams: frozenset[str]
    """All stretches of `QUOTED` words of which one is telling."""


def told_by(text: str) -> Told:
    """What a text tells."""
    stated = list(figures(text))
    words = {figure.value.name: figure.text for figure in stated}
    ends = [0, *(figure.end for figure in stated)]
    starts = [*(figure.start for figure in stated), len(text)]
    between = "|".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    compared = folded(between, caseless=True)
    for run in wording.runs(compared):
        for word in wording.words(run):
            if _compared_as(word):
                words.setdefault(_compared_as(word), wording.single(word))
    for run in wording.unspaced_runs(compared):
        words.update((pair, pair) for pair in wording.pairs(run))
    return Told(words, _grams(folded(text, caseless=True)))


def _compared_as(word: str) -> str:
    """What a word is compared as; empty for plain words, single letters and digits."""
    word = wording.single(word)
    return "" if len(word) < 2 or plain.is_plain(word) or word[0].isdecimal() else singular(word)


def _grams(compared: str) -> frozenset[str]:
    grams = set()
    for run in wording.runs(compared):
        words = wording.words(run)
        for at in range(len(words) - QUOTED + 1):
            gram = words[at : at + QUOTED]
            if any(map(_compared_as, gram)):
                grams.add(" ".join(gram))
    for run in wording.unspaced_runs(compared):
        grams.update(run[at : at + 2 * QUOTED] for at in range(len(run) - 2 * QUOTED + 1))
    return frozenset(grams)


class Matcher:
    """Decides which sentences of the article a text is about. Made from the article and a sample of the comments."""

    def __init__(self, discussion: Discussion) -> None:
        self.sentences: list[Sentence] = sentences(discussion)
        self._told = {sentence.number: told_by(sentence.text) for sentence in self.sentences}
        self._places: dict[str, list[int]] = {}
        self._quotable: dict[str, list[Wanted]] = {}
        for number, told in self._told.items():
            for word in told.words:
                self._places.setdefault(word, []).append(number)
        for gram in frozenset(gram for told in self._told.values() for gram in told.grams):
            for word in filter(None, map(_compared_as, gram.split(" "))):
                self._quotable.setdefault(word, []).append(Wanted(gram, whole=True))
        self._compared = _Compared(frozenset(self._places))
        lines, counted = self._count(discussion)
        self._weights = {word: log(max(lines, FEWEST) / max(1, counted[word])) for word in self._places}
        self._enough = CHANCE * log(max(lines, FEWEST))

    def _count(self, discussion: Discussion) -> tuple[int, Counter[str]]:
        """The lines of the sample, and in how many of them each word of the article stands."""
        lines, counted = 0, Counter[str]()
        for row in wording.sample(discussion):
            for segment in discussion.segments(row):
                for words, _ in self._told_by_lines(segment.text):
                    lines += 1
                    counted.update(words)
        return lines, counted

    def about(self, text: str) -> dict[int, tuple[str, ...]]:
        """The numbers of the sentences that a segment is about, each with what both share, the rarest first; a
        quotation stands ahead of it, in quotes."""
        found: dict[int, tuple[str, ...]] = {}
        for words, grams in self._told_by_lines(text):
            for number in self._meant(words, grams):
                shared = self._shared(self._told[number], words, grams)
                if len(shared) > len(found.get(number, ())):
                    found[number] = shared
        return found

    def _told_by_lines(self, text: str) -> Iterator[tuple[AbstractSet[str], frozenset[str]]]:
        """For each line of a text the words and the quotations of the article that stand in it."""
        states_something = bool(anchors(text))
        for line in text.split("\n"):
            if not is_simple(line) or (states_something and anchors(line)):
                told = told_by(line)
                yield self._places.keys() & told.words.keys(), told.grams
                continue
            lowered = line.lower()
            words = frozenset(map(self._compared.__getitem__, SIMPLE_WORD.findall(lowered))) - _NOTHING
            yield words, self._quoted(lowered, words)

    def _quoted(self, lowered: str, words: frozenset[str]) -> frozenset[str]:
        quotable = (wanted for word in words for wanted in self._quotable.get(word, ()))
        return frozenset(wanted.text for wanted in quotable if wanted.text in lowered and wanted.is_in(lowered))

    def _meant(self, words: AbstractSet[str], grams: frozenset[str]) -> list[int]:
        """The sentences that a line quotes or has enough in common with."""
        weights: dict[int, list[float]] = {}
        for word in words if len(words) > 1 else ():
            for number in self._places[word]:
                weights.setdefault(number, []).append(self._weights[word])
        meant = {number for number, theirs in weights.items() if len(theirs) > 1 and fsum(theirs) >= self._enough}
        if grams:
            meant |= {number for number, told in self._told.items() if grams & told.grams}
        return sorted(meant)

    def _shared(self, told: Told, words: AbstractSet[str], grams: frozenset[str]) -> tuple[str, ...]:
        rarest_first = sorted(told.words.keys() & words, key=lambda word: (-self._weights[word], word))
        quoted = sorted(told.grams & grams)[:1]
        return (*(f'"{gram}"' for gram in quoted), *(told.words[word] for word in rarest_first))


_NOTHING = frozenset({""})


class _Compared(dict[str, str]):
    """Words as they are written to what they are compared as, empty where no sentence has it; filled as met."""

    def __init__(self, known: frozenset[str]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_WORDS:
            self.clear()
        compared = _compared_as(word)
        compared = self[word] = compared if compared in self._known else ""
        return compared


_MOST_WORDS = 200_000
