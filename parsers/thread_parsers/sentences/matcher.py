"""What a line of a comment and a sentence of the article share: telling words, figures, words in a row.

Telling words are those that plain language does not have anyway, compared without the endings of plurals; figures are
compared by value. In scripts without spaces pairs of letters stand for words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import fsum, log
from typing import TYPE_CHECKING

from thread_parsers.figures.figure_query import singular
from thread_parsers.figures.figures import figures
from thread_parsers.sentences.sentences import Sentence, sentences
from thread_parsers.text import tokens, word_frequency
from thread_parsers.text.folding import folded
from thread_parsers.text.search_text import Wanted
from thread_parsers.text.tokens import SIMPLE_WORD, is_simple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.figures.figures import Figure

CHANCE = 0.85
"""The part of the logarithm of the number of lines that the weights of what is shared must reach."""

QUOTED = 4
"""Words in a row that make a quotation; letters in a script without spaces are twice as many."""

FEWEST = 20
"""Lines for which the weights are made at least, so that in a short discussion a word is not rare by being there."""


SLICE = 8
"""Comments of the sample between two chances to stop."""

Answers = tuple[tuple[int, tuple[str, ...]], ...]
"""The numbers of sentences, each with what is shared with it."""

_NO_GRAMS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells."""

    words: dict[str, str]
    """Telling words and figures as they are compared, and as they are written."""
    figures: frozenset[str]
    """Those that are figures."""
    grams: frozenset[str]
    """All stretches of `QUOTED` words of which one is telling."""


def features(text: str) -> Told:
    """What a text tells."""
    stated = list(figures(text))
    words = {figure.value.name: figure.text for figure in stated}
    names = frozenset(words)
    compared = folded(_between(text, stated), caseless=True)
    for run in tokens.runs(compared):
        for word in tokens.words(run):
            if _compared_as(word):
                words.setdefault(_compared_as(word), tokens.single(word))
    for run in tokens.unspaced_runs(compared):
        words.update((pair, pair) for pair in tokens.pairs(run))
    return Told(words, names, _grams(folded(text, caseless=True)))


def _between(text: str, stated: list[Figure]) -> str:
    """What of a text is no figure, with bars in their places."""
    ends = [0, *(figure.end for figure in stated)]
    starts = [*(figure.start for figure in stated), len(text)]
    return "|".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def telling_words(gram: str) -> set[str]:
    """The words of a gram that tell something, as they are compared."""
    return set(filter(None, map(_compared_as, gram.split(" "))))


def _compared_as(word: str) -> str:
    """What a word is compared as; empty for plain words, single letters and digits."""
    word = tokens.single(word)
    return "" if len(word) < 2 or word_frequency.is_plain(word) or word[0].isdecimal() else singular(word)


def _grams(compared: str) -> frozenset[str]:
    grams = set()
    for run in tokens.runs(compared):
        words = tokens.words(run)
        for at in range(len(words) - QUOTED + 1):
            gram = words[at : at + QUOTED]
            if any(map(_compared_as, gram)):
                grams.add(" ".join(gram))
    for run in tokens.unspaced_runs(compared):
        grams.update(run[at : at + 2 * QUOTED] for at in range(len(run) - 2 * QUOTED + 1))
    return frozenset(grams)


def most_shared(lines: Iterable[Answers]) -> dict[int, tuple[str, ...]]:
    """What the lines of a segment answer together: of each sentence the line that shares most with it."""
    found: dict[int, tuple[str, ...]] = {}
    for line in lines:
        for number, shared in line:
            if len(shared) > len(found.get(number, ())):
                found[number] = shared
    return found


class Matcher:
    """Decides which sentences of the article a text is about. Made from the article and a sample of the comments."""

    def __init__(self, discussion: Discussion) -> None:
        """The matcher can be asked when it is `weighed`."""
        self.sentences: list[Sentence] = sentences(discussion)
        self.told: dict[int, Told] = {}
        """What each sentence tells, by its number."""
        self.places: dict[str, list[int]] = {}
        """The words and figures of the article, and the numbers of the sentences that have them."""
        self._quotable: dict[str, list[Wanted]] = {}
        self.compared = _Compared(frozenset())
        """Words as they are written to those of the article that they are compared as; empty for others."""
        self.weights: dict[str, float] = {}
        """How much a word of the article weighs that a line of a comment has too."""
        self._enough = 0.0

    def grams(self) -> frozenset[str]:
        """All words in a row that would be a quotation."""
        return frozenset(gram for told in self.told.values() for gram in told.grams)

    def weigh(self, discussion: Discussion) -> Iterator[None]:
        """Read the article, and count in how many lines of the sample each of its words stands, a slice at a time."""
        yield from self._read_article()
        lines, counted = 0, Counter[str]()
        for number, row in enumerate(tokens.sample(discussion)):
            for segment in discussion.segments(row):
                for line in segment.text.split("\n"):
                    lines += 1
                    counted.update(self._line_features(line)[0])
            if number % SLICE == SLICE - 1:
                yield
        self.weights = {word: log(max(lines, FEWEST) / max(1, counted[word])) for word in self.places}
        self._enough = CHANCE * log(max(lines, FEWEST))

    def _read_article(self) -> Iterator[None]:
        for sentence in self.sentences:
            # What is longer is no sentence, and would keep every key waiting.
            told = self.told[sentence.number] = features(sentence.text[: tokens.LONGEST])
            for word in told.words:
                self.places.setdefault(word, []).append(sentence.number)
            yield
        for gram in self.grams():
            for word in telling_words(gram):
                self._quotable.setdefault(word, []).append(Wanted(gram, whole=True))
        self.compared = _Compared(self.places.keys() | self._quotable.keys())
        yield

    def about(self, text: str) -> dict[int, tuple[str, ...]]:
        """The numbers of the sentences that a segment is about, each with what both share, the rarest first; a
        quotation stands ahead of it, in quotes."""
        return most_shared(map(self.about_line, text.split("\n")))

    def about_line(self, line: str) -> Answers:
        """The sentences that a line is about."""
        words, grams = self._line_features(line)
        return self.answered_by(words, grams)

    def answered_by(self, words: AbstractSet[str], grams: frozenset[str] = _NO_GRAMS) -> Answers:
        """The sentences that a line is about which has these words and figures of the article, and these grams."""
        meant = {number for number, weights in self._weighed(words).items() if self._is_enough(weights)}
        if grams:
            meant |= {number for number, told in self.told.items() if grams & told.grams}
        return tuple((number, self._shared(self.told[number], words, grams)) for number in sorted(meant))

    def may_answer(self, words: AbstractSet[str], most_figures: int) -> bool:
        """Whether a line that quotes nothing can be about a sentence, when it has no other words of the article than
        these, and no more figures, whatever they are."""
        weighed = self._weighed(words)
        for number, told in self.told.items() if most_figures else ():
            heaviest = sorted((self.weights[name] for name in told.figures), reverse=True)[:most_figures]
            weighed.setdefault(number, []).extend(heaviest)
        return any(map(self._is_enough, weighed.values()))

    def _weighed(self, words: AbstractSet[str]) -> dict[int, list[float]]:
        """The weights of the words that each sentence has."""
        weighed: dict[int, list[float]] = {}
        for word in words:
            for number in self.places[word]:
                weighed.setdefault(number, []).append(self.weights[word])
        return weighed

    def _is_enough(self, weights: list[float]) -> bool:
        return len(weights) > 1 and fsum(weights) >= self._enough

    def _line_features(self, line: str) -> tuple[AbstractSet[str], frozenset[str]]:
        """The words and figures of the article, and its grams, that stand in a line."""
        if not is_simple(line):
            told = features(line)
            return self.places.keys() & told.words.keys(), told.grams
        lowered, stated = line.lower(), list(figures(line))
        known = {self.compared[word] for word in SIMPLE_WORD.findall(lowered)}
        telling = known
        if stated:
            telling = {self.compared[word] for word in SIMPLE_WORD.findall(_between(lowered, stated))}
            telling.update(figure.value.name for figure in stated)
        return self.places.keys() & telling, self._quoted(lowered, known)

    def _quoted(self, lowered: str, words: AbstractSet[str]) -> frozenset[str]:
        quotable = (wanted for word in words for wanted in self._quotable.get(word, ()))
        return frozenset(wanted.text for wanted in quotable if wanted.text in lowered and wanted.is_in(lowered))

    def _shared(self, told: Told, words: AbstractSet[str], grams: frozenset[str]) -> tuple[str, ...]:
        rarest_first = sorted(told.words.keys() & words, key=lambda word: (-self.weights[word], word))
        quoted = sorted(told.grams & grams)[:1]
        return (*(f'"{gram}"' for gram in quoted), *(told.words[word] for word in rarest_first))


class _Compared(dict[str, str]):
    """Words as they are written to what they are compared as, empty where no sentence has it; filled as met."""

    def __init__(self, known: AbstractSet[str]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_WORDS:
            self.clear()
        compared = _compared_as(word)
        compared = self[word] = compared if compared in self._known else ""
        return compared


_MOST_WORDS = 200_000
