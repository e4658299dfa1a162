"""Which sentences the lines of comments are about, decided from the marks of their words as far as possible.

Most lines have too few words of the article to be about any sentence, and lines with the same words of it are about
the same sentences, so results are cached by marks. What marks do not say (the value of a figure, letters beyond ASCII,
the order of words) is looked up in the text, for the few lines whose marks leave it possible.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from thread_parsers.sentences.matcher import keywords
from thread_parsers.stats.scan import marker
from thread_parsers.text import tokens
from thread_parsers.text.folding import folded
from thread_parsers.text.tokens import SIMPLE_WORD, is_simple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thread_parsers.sentences.matcher import Matcher, SharedFeatures

MAX_QUOTATIONS = 64
"""Quotations to look for in a line. Where its marks allow more of them, its text is read instead."""

MAX_CACHED_LINES = 1 << 16
"""Lines with different marks whose verdicts are cached."""

Verdict = tuple["SharedFeatures | None", tuple[bytes, ...]]
"""The sentences that a line is about if it quotes nothing, None where its text must be read; and the quotations that
its marks allow, as bytes to look for in the spelled line."""

_ABOUT_NOTHING: Verdict = ((), ())

_IN_EVERY_LINE = b""
"""A quotation that every line contains, so that the text of the line is read."""

_LINE = bytes([marker.LINE])


class LinePrefilter(dict[bytes, Verdict]):
    """The marks of a line to the verdict on it, filled when marks are first looked up."""

    def __init__(self, matcher: Matcher) -> None:
        super().__init__()
        self._matcher = matcher
        grams = matcher.quotations.keys()
        words = {word for told in matcher.features.values() for word in told.words.keys() - told.figures}
        known = sorted(words.union(*map(keywords, grams)))
        self._marks = {word: marker.article_mark(number) for number, word in enumerate(known)}
        self._words = {mark: word for word, mark in self._marks.items()}
        self._quotations = self._by_rarest_word(grams)

    def _by_rarest_word(self, grams: Iterable[str]) -> dict[str, list[tuple[bytes, bytes]]]:
        """Possible quotations by their rarest word, or by "" where none of their words has a mark: (marks, text)."""
        weights = self._matcher.weights
        quotations: dict[str, list[tuple[bytes, bytes]]] = {}
        for gram in sorted(grams):
            found = "".join(map(self.marks_of, gram.split(" ")))
            rarest = max((self._words[mark] for mark in found), key=lambda word: weights.get(word, 0.0), default="")
            text = gram.encode("utf-8", "surrogateescape")
            quotations.setdefault(rarest, []).append((found.encode(), text))
        return quotations

    def marks_of(self, word: str) -> str:
        """The marks of the words of the article that a word is or contains."""
        compared = self._matcher.compared
        if word.isascii() or is_simple(word):
            return "".join(self._marks.get(compared[each], "") for each in SIMPLE_WORD.findall(word))
        text = folded(word.replace(marker.HIDDEN_SPACE, " "), caseless=True)
        words = [compared[each] for run in tokens.runs(text) for each in tokens.words(run)]
        words += (pair for run in tokens.unspaced_runs(text) for pair in tokens.pairs(run))
        return "".join(self._marks.get(each, "") for each in words)

    def lines(self, marks: bytes, spelled: bytes) -> Sequence[SharedFeatures | None]:
        """The sentences that each line of a comment is about, None where its text must be read; from the marks of the
        comment and its spelled body. Empty where no line is about any sentence."""
        verdicts = list(map(self.__getitem__, marks.split(_LINE)))
        if verdicts.count(_ABOUT_NOTHING) == len(verdicts):
            return ()
        lines = [
            None if quotations and _contains_any(text, quotations) else sentences
            for (sentences, quotations), text in zip(verdicts, spelled.split(b"\n"), strict=True)
        ]
        return lines if lines.count(()) < len(lines) else ()

    def __missing__(self, line: bytes) -> Verdict:
        if len(self) > MAX_CACHED_LINES:
            self.clear()
        words = {self._words[mark] for mark in line.translate(None, marker.TRAITS).decode()}
        verdict = self[line] = (self._sentences(line, words), self._possible_quotations(line, words))
        return verdict

    def _sentences(self, line: bytes, words: set[str]) -> SharedFeatures | None:
        if marker.TANGLED in line:
            return None
        words = words & self._matcher.places.keys()
        if marker.FIGURE in line or marker.INTRICATE in line:
            return None if self._matcher.may_match(words, line.count(marker.FIGURE)) else ()
        return self._matcher.matched_by(words) if len(words) > 1 else ()

    def _possible_quotations(self, line: bytes, words: set[str]) -> tuple[bytes, ...]:
        bare = line.translate(None, marker.TRAITS)
        lists = [self._quotations[word] for word in words & self._quotations.keys()]
        if marker.INTRICATE in line:
            lists.append(self._quotations.get("", []))
        if sum(map(len, lists)) > MAX_QUOTATIONS:
            return (_IN_EVERY_LINE,)
        quotations = chain.from_iterable(lists)
        if marker.INTRICATE not in line:
            return tuple(text for marks, text in quotations if marks in bare)
        # The marks of a word beyond ASCII may come in another order, so only their presence is checked, and its bytes
        # may not be those of the folded text, so it may have to be read.
        here = set(bare.decode())
        texts = tuple(text for marks, text in quotations if here.issuperset(marks.decode()))
        certain = marker.ODD not in line and all(map(_folds_from_itself_only, texts))
        return texts if certain or not texts else (_IN_EVERY_LINE,)


def _folds_from_itself_only(text: bytes) -> bool:
    """Whether only the same bytes fold to this text, in a line of which no character folds to another one."""
    return text.replace("’".encode(), b"").isascii()


def _contains_any(line: bytes, texts: tuple[bytes, ...]) -> bool:
    return any(map(line.__contains__, texts))
