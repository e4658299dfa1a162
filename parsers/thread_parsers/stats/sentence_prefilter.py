"""Answers by marks: which sentences the lines of comments are about, as far as the marks of their words tell it.

Most lines have too little of the article to be about any sentence, and lines with the same words of it answer the
same, so that few are looked at. What marks do not tell (the value of a figure, letters beyond ASCII, words in a row)
is read in the text, where the marks leave it possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.sentences.matcher import keywords
from thread_parsers.stats.scan import marker
from thread_parsers.text import tokens
from thread_parsers.text.folding import folded
from thread_parsers.text.tokens import SIMPLE_WORD, is_simple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.sentences.matcher import Matcher, SharedFeatures

MOST = 1 << 16
"""Lines with different marks of which the answers are kept."""

Judged = tuple["SharedFeatures | None", tuple[bytes, ...]]
"""What a line answers that quotes nothing, None where its text must be read; and the quotations that it may have."""

_NOTHING: Judged = ((), ())


class Answering(dict[bytes, Judged]):
    """The marks of a line to what they tell about it; filled as lines are met."""

    def __init__(self, matcher: Matcher) -> None:
        super().__init__()
        self._matcher = matcher
        grams = matcher.grams()
        words = {word for sentence in matcher.features.values() for word in sentence.words.keys() - sentence.figures}
        known = sorted(words.union(*map(keywords, grams)))
        self._marks = {word: marker.article_mark(number) for number, word in enumerate(known)}
        self._words = {mark: word for word, mark in self._marks.items()}
        self._quotations = self._by_rarest_word(grams)

    def _by_rarest_word(self, grams: frozenset[str]) -> dict[str, list[tuple[bytes, bytes]]]:
        """The rarest word of quotations, empty where none tells anything, to their marks and their text."""
        weights = self._matcher.weights
        quotations: dict[str, list[tuple[bytes, bytes]]] = {}
        for gram in sorted(grams):
            found = "".join(map(self.marks_of, gram.split(" ")))
            rarest = max((self._words[mark] for mark in found), key=lambda word: weights.get(word, 0.0), default="")
            text = gram.encode("utf-8", "surrogateescape")
            quotations.setdefault(rarest, []).append((found.encode(), text))
        return quotations

    def marks_of(self, word: str) -> str:
        """The marks of the words of the article that a word is, or has in it."""
        compared = self._matcher.compared
        if word.isascii() or is_simple(word):
            return "".join(self._marks.get(compared[each], "") for each in SIMPLE_WORD.findall(word))
        text = folded(word.replace(marker.HIDDEN_SPACE, " "), caseless=True)
        words = [compared[each] for run in tokens.runs(text) for each in tokens.words(run)]
        words += (pair for run in tokens.unspaced_runs(text) for pair in tokens.pairs(run))
        return "".join(self._marks.get(each, "") for each in words)

    def comment(self, found: bytes, spelled: bytes) -> Sequence[SharedFeatures | None]:
        """What each line of a comment answers, None where its text must be read; from its marks, and how it is
        spelled. Empty when no line answers anything."""
        judged = list(map(self.__getitem__, found.split(_LINE)))
        if judged.count(_NOTHING) == len(judged):
            return ()
        answers = [
            None if grams and _is_quoted(grams, text) else answers
            for (answers, grams), text in zip(judged, spelled.split(b"\n"), strict=True)
        ]
        return answers if answers.count(()) < len(answers) else ()

    def __missing__(self, line: bytes) -> Judged:
        if len(self) > MOST:
            self.clear()
        words = {self._words[mark] for mark in line.translate(None, marker.OF_COMMENTS).decode()}
        judged = self[line] = (self._answers(line, words), self._may_quote(line, words))
        return judged

    def _answers(self, line: bytes, words: set[str]) -> SharedFeatures | None:
        if marker.TANGLED in line:
            return None
        words = words & self._matcher.places.keys()
        if marker.FIGURE in line or marker.INTRICATE in line:
            return None if self._matcher.may_match(words, line.count(marker.FIGURE)) else ()
        return self._matcher.matched_by(words) if len(words) > 1 else ()

    def _may_quote(self, line: bytes, words: set[str]) -> tuple[bytes, ...]:
        bare = line.translate(None, marker.OF_COMMENTS)
        quotations = [each for word in (words & self._quotations.keys()) for each in self._quotations[word]]
        if marker.INTRICATE not in line:
            return tuple(gram for found, gram in quotations if found in bare)
        # The marks of a word beyond ASCII may come in another order, and its bytes may not be those of the folded text.
        quotations += self._quotations.get("", [])
        here = set(bare.decode())
        grams = tuple(gram for found, gram in quotations if here.issuperset(found.decode()))
        sure = marker.ODD not in line and all(map(_is_plain, grams))
        return grams if sure or not grams else (_EMPTY,)


def _is_plain(gram: bytes) -> bool:
    """Whether only the same bytes fold to this, where no character folds to another one."""
    return gram.replace("’".encode(), b"").isascii()


_LINE = bytes([marker.LINE])
_EMPTY = b""
"""What stands in every line, so that each is read."""


def _is_quoted(grams: tuple[bytes, ...], line: bytes) -> bool:
    return any(map(line.__contains__, grams))
