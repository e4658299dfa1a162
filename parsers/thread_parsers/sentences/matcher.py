"""Matches lines of comments to sentences of the article by shared keywords, figures and quotations.

Keywords are words that are not common in ordinary language, compared without plural endings; figures are compared by
value; a quotation is a number of consecutive words. In scripts without spaces pairs of letters take the place of words.
"""

from __future__ import annotations

import re
from collections import Counter
from math import fsum, log
from typing import TYPE_CHECKING

from thread_parsers.discussion.sampling import sample_rows, segment_chars
from thread_parsers.figures.figures import figures
from thread_parsers.sentences.features import (
    SHORT_CHARS,
    Features,
    KeywordTable,
    between,
    features,
    figures_of,
    keywords,
    sequences,
    words_of,
)
from thread_parsers.sentences.sentences import sentences_in_steps
from thread_parsers.steps import run_to_end
from thread_parsers.text import tokens
from thread_parsers.text.folding import straight_quotes
from thread_parsers.text.text_pieces import PIECE_CHARS, line_runs
from thread_parsers.text.tokens import SIMPLE_WORD, is_simple

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.figures.figure import Figure
    from thread_parsers.sentences.sentences import Sentence

MIN_WEIGHT_SHARE = 0.85
"""A line is about a sentence if the weights of what they share add up to this share of log(number of lines)."""

MIN_LINES = 20
"""Number of lines that the weights assume at least, so that in a short discussion not every word counts as rare."""

MAX_SENTENCES_OF_LINE = 20
"""Sentences that one line is about at most: quoted ones first, then in the order of the article. Without a limit, an
article that repeats a sentence n times and n comments that quote it have n² links."""

MAX_SENTENCE_CHARS = 2000
"""Characters at the beginning of a sentence that are compared. No sentence is longer."""

MAX_PLACES = 100
"""Sentences that are looked up for a word or a quotation: the first ones that have it. Another sentence is found by the
rarer words that it shares with a line."""

MAX_SAMPLE_LINE_CHARS = 5000
"""Characters at the beginning of a line of the sample that are counted."""

SLICE_CHARS = 2000
"""Characters compared between two yields."""
LINE_CHARS = 20
"""Characters that take as long as what is done for each line."""
SLICE_WORDS = 4096
"""Words of the article weighed between two yields."""
SLICE_SENTENCES = 64
"""Sentences whose figures are weighted between two yields."""

_ROUNDING = 1e-6
"""More than adding up weights one by one differs from their exact sum."""

_LINE = re.compile(r"[^\n]+")

SharedFeatures = tuple[tuple[int, tuple[str, ...]], ...]
"""Pairs of the number of a sentence and what is shared with it, for display."""

_NO_GRAMS: frozenset[str] = frozenset()


def most_shared(lines: Iterable[SharedFeatures]) -> dict[int, tuple[str, ...]]:
    """Merge the results for the lines of a segment: for each sentence, the line that shares most with it."""
    found: dict[int, tuple[str, ...]] = {}
    for line in lines:
        for number, shared in line:
            if len(shared) > len(found.get(number, ())):
                found[number] = shared
    return found


class Matcher:
    """Decides which sentences of the article a text is about, from the article and a sample of the comments."""

    def __init__(self) -> None:
        """Run `weigh` to its end before using the matcher."""
        self.sentences: list[Sentence] = []
        self.features: dict[int, Features] = {}
        """The features of each sentence, by its number."""
        self.places: dict[str, list[int]] = {}
        """Keywords and figures of the article to the numbers of the first MAX_PLACES sentences that have them."""
        self._common: set[str] = set()
        """Those that more sentences have."""
        self.quotations: dict[str, list[int]] = {}
        """Sequences of words in the article that count as a quotation to the first MAX_PLACES sentences with them."""
        self._quotable: set[str] = set()
        """The keywords of all quotations."""
        self.compared = KeywordTable()
        """Words as written to the keyword of the article that they are compared as; empty for other words."""
        self.weights: dict[str, float] = {}
        """Weight of each keyword and figure: the logarithm of its inverse frequency among the lines of the sample."""
        self._min_weight = 0.0
        self._heaviest_figures: dict[int, list[float]] = {}
        """The weights of the figures of each sentence that has any, heaviest first."""
        self._enough_figures = 0
        """Figures of the article that are enough for a line without keywords; 0 if no number of them is."""

    def weigh(self, discussion: Discussion) -> Iterator[None]:
        """Read the article, and count the lines of the sample that have each of its keywords, in slices."""
        yield from self._read_article(discussion)
        lines, chars, counted = 0, 0, Counter[str]()
        sample = sample_rows(discussion)
        size = segment_chars(discussion, sample)
        for row in sample:
            for segment in discussion.segments_in_steps(row):
                if segment is None:
                    yield
                    continue
                for line in segment.text[:size].split("\n"):
                    lines += 1
                    words: set[str] = set()
                    for piece in tokens.pieces(line[:MAX_SAMPLE_LINE_CHARS]):
                        words |= self._line_words(piece, (yield from figures_of(piece)))
                        chars += len(piece) + LINE_CHARS
                        if chars > SLICE_CHARS:
                            yield
                            chars = 0
                    counted.update(words)
        lines = max(lines, MIN_LINES)
        for number, word in enumerate(self.places):
            self.weights[word] = log(lines / max(1, counted[word]))
            if number % SLICE_WORDS == SLICE_WORDS - 1:
                yield
        self._min_weight = MIN_WEIGHT_SHARE * log(lines)
        yield
        yield from self._weigh_figures()

    def _read_article(self, discussion: Discussion) -> Iterator[None]:
        for sentence in sentences_in_steps(discussion):
            if sentence is None:
                yield
                continue
            self.sentences.append(sentence)
            # Anything longer is not a sentence, and would block the event loop.
            text = sentence.text[:MAX_SENTENCE_CHARS]
            found = self.features[sentence.number] = features(text, (yield from figures_of(text)))
            for word in found.words:
                places = self.places.setdefault(word, [])
                if len(places) < MAX_PLACES:
                    places.append(sentence.number)
                else:
                    self._common.add(word)
            for gram in found.grams:
                places = self.quotations.setdefault(gram, [])
                if len(places) < MAX_PLACES:
                    places.append(sentence.number)
                if len(places) == 1:
                    self._quotable |= keywords(gram)
            yield
        self.compared = KeywordTable(self.places, self._quotable)
        yield

    def _weigh_figures(self) -> Iterator[None]:
        """Prepare `may_match`."""
        self._enough_figures = 0
        for number, sentence in self.features.items():
            if sentence.figures:
                heaviest = sorted((self.weights[name] for name in sentence.figures), reverse=True)
                self._heaviest_figures[number] = heaviest
                needed = self._needed(heaviest)
                if needed:
                    self._enough_figures = min(needed, self._enough_figures or needed)
            if number % SLICE_SENTENCES == 0:
                yield

    def _needed(self, heaviest: list[float]) -> int:
        """How many of these figures are enough; 0 if all of them are not."""
        total = 0.0
        for count, weight in enumerate(heaviest, 1):
            total += weight
            # The running sum saves adding up, and `_is_enough` decides.
            if total > self._min_weight - _ROUNDING and self._is_enough(heaviest[:count]):
                return count
        return 0

    def about(self, text: str) -> Generator[None, None, dict[int, tuple[str, ...]]]:
        """The numbers of the sentences that a segment is about, each with what is shared: first a quotation, in quotes,
        then keywords and figures, rarest first. In slices."""
        found: list[SharedFeatures] = []
        chars = 0
        for start, end in line_runs(text):
            # A longer run is one line.
            is_line = end - start > PIECE_CHARS
            lines = [(start, end)] if is_line else [line.span() for line in _LINE.finditer(text, start, end)]
            for line in lines:
                for piece in tokens.pieces(text, *line):
                    is_short = len(piece) <= SHORT_CHARS
                    about = self._about_short(piece) if is_short else (yield from self._about_piece(piece))
                    if about:
                        found.append(about)
                    chars += len(piece) + LINE_CHARS
                    if chars > SLICE_CHARS:
                        yield
                        chars = 0
            chars += LINE_CHARS  # there may be millions of blank lines
        return most_shared(found)

    def about_at_once(self, text: str) -> dict[int, tuple[str, ...]]:
        """The same as `about`, without a chance to yield."""
        found: list[SharedFeatures] = []
        for line in _LINE.findall(text):
            about = self._about_short(line) if len(line) <= SHORT_CHARS else run_to_end(self.about_line(line))
            if about:
                found.append(about)
        return most_shared(found)

    def about_line(self, line: str) -> Generator[None, None, SharedFeatures]:
        """The sentences that a line is about. A long line is compared piece by piece: it is about what any of them is
        about."""
        if len(line) <= SHORT_CHARS:
            return self._about_short(line)
        if len(line) <= 2 * tokens.MAX_PIECE_CHARS:
            return (yield from self._about_piece(line))
        found = []
        for piece in tokens.pieces(line):
            found.append((yield from self._about_piece(piece)))
            yield
        return tuple(most_shared(found).items())

    def _about_short(self, line: str) -> SharedFeatures:
        words, grams = self._line_features(line, list(figures(line)))
        return self.matched_by(words, grams)

    def _about_piece(self, piece: str) -> Generator[None, None, SharedFeatures]:
        words, grams = self._line_features(piece, (yield from figures_of(piece)))
        return self.matched_by(words, grams)

    def matched_by(self, words: AbstractSet[str], grams: frozenset[str] = _NO_GRAMS) -> SharedFeatures:
        """The sentences that a line is about if it has these keywords and figures of the article, and these grams: the
        first MAX_SENTENCES_OF_LINE, quoted ones before others."""
        quoted = {number for gram in grams for number in self.quotations.get(gram, ())}
        matched = sorted(quoted)[:MAX_SENTENCES_OF_LINE]
        if len(matched) < MAX_SENTENCES_OF_LINE:
            others = sorted(number for number, weights in self._weights(words).items() if self._is_enough(weights))
            matched += [number for number in others if number not in quoted][: MAX_SENTENCES_OF_LINE - len(matched)]
        return tuple((number, self._shared(self.features[number], words, grams)) for number in sorted(matched))

    def may_match(self, words: AbstractSet[str], max_figures: int) -> bool:
        """Whether a line without a quotation can be about a sentence, if it has these keywords of the article and up to
        `max_figures` unknown figures."""
        if 0 < self._enough_figures <= max_figures:
            return True
        return any(
            self._is_enough(weights + self._heaviest_figures.get(number, [])[:max_figures])
            for number, weights in self._weights(words).items()
        )

    def _weights(self, words: AbstractSet[str]) -> dict[int, list[float]]:
        """For each sentence found by any of the words, the weights of those that it has."""
        weights: dict[int, list[float]] = {}
        for word in words:
            for number in self.places[word]:
                weights.setdefault(number, []).append(self.weights[word])
        if not self._common.isdisjoint(words):
            # A sentence beyond the first MAX_PLACES may have a common word too.
            for number in weights:
                has = self.features[number].words
                weights[number] = [self.weights[word] for word in words if word in has]
        return weights

    def _is_enough(self, weights: list[float]) -> bool:
        # fsum, because a set has no order and the sum must not depend on it.
        return len(weights) > 1 and fsum(weights) >= self._min_weight

    def _line_words(self, line: str, stated: list[Figure]) -> AbstractSet[str]:
        """The keywords and figures of the article that are in a line with these figures."""
        if not is_simple(line):
            return self.places.keys() & words_of(line, stated).keys()
        return self._simple_words(straight_quotes(line.lower()), stated)

    def _simple_words(self, lowered: str, stated: list[Figure]) -> AbstractSet[str]:
        """The same of a simple line in lower case, of which only words of the article need to be recognized."""
        # A word that is part of a figure ("19 billion") is not a keyword, but may be part of a quotation.
        found = SIMPLE_WORD.findall(between(lowered, stated) if stated else lowered)
        words = set(map(self.compared.__getitem__, found))
        words.update(figure.value.name for figure in stated)
        return self.places.keys() & words

    def _line_features(self, line: str, stated: list[Figure]) -> tuple[AbstractSet[str], frozenset[str]]:
        """The keywords and figures of the article, and its grams, that are in a line with these figures."""
        if not is_simple(line):
            found = features(line, stated)
            return self.places.keys() & found.words.keys(), found.grams
        # A simple line is folded by lower() and straight quotes.
        lowered = straight_quotes(line.lower())
        known = {self.compared[word] for word in SIMPLE_WORD.findall(lowered)}
        words = self._simple_words(lowered, stated) if stated else self.places.keys() & known
        return words, self._quoted(lowered, known)

    def _quoted(self, lowered: str, words: AbstractSet[str]) -> frozenset[str]:
        """The quotations in a lower-case line that has these keywords."""
        if self._quotable.isdisjoint(words):
            return _NO_GRAMS
        return frozenset(gram for run in tokens.runs(lowered) for gram in sequences(run) if gram in self.quotations)

    def _shared(self, sentence: Features, words: AbstractSet[str], grams: frozenset[str]) -> tuple[str, ...]:
        rarest_first = sorted(sentence.words.keys() & words, key=lambda word: (-self.weights[word], word))
        quoted = sorted(sentence.grams & grams)[:1]
        return (*(f'"{gram}"' for gram in quoted), *(sentence.words[word] for word in rarest_first))
