"""Answers by marks: which sentences the lines of comments are about, as far as the marks of their words tell it.

Most lines have too little of the article to be about any sentence, and lines with the same words of it answer the
same, so that few are looked at. What marks do not tell (the value of a figure, letters beyond ASCII, words in a row)
is read in the text, where the marks leave it possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.stats import marks
from thread_parsers.stats.sharing import telling_words
from thread_parsers.stats.wording import SIMPLE_WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.stats.sharing import Answers, Matcher

MOST = 1 << 15
"""Sets of words of which the answers are kept."""


class Answering(dict[bytes, "Answers | None"]):
    """The marks of a line to what it answers, None where its text must be read; filled as lines are met."""

    def __init__(self, matcher: Matcher) -> None:
        super().__init__()
        self._matcher = matcher
        grams = matcher.grams()
        words = {word for told in matcher.told.values() for word in told.words.keys() - told.figures}
        known = sorted(words.union(*map(telling_words, grams)))
        self._marks = {word: marks.article_mark(number) for number, word in enumerate(known)}
        self._words = {mark: word for word, mark in self._marks.items() if word in matcher.places}
        self._quotations = self._by_rarest_word(grams)
        self._is_plain = all(map(_is_plain, (*known, *grams)))
        """Whether lines with letters beyond ASCII share no word with the article that their marks do not tell."""

    def _by_rarest_word(self, grams: frozenset[str]) -> dict[str, list[tuple[bytes, bytes]]]:
        """The mark of the rarest word of grams to their marks and their text."""
        weights = self._matcher.weights
        quotations: dict[str, list[tuple[bytes, bytes]]] = {}
        for gram in sorted(grams):
            rarest = max(sorted(telling_words(gram)), key=lambda word: weights.get(word, 0.0))
            known = "".join(map(self.marks_of, gram.split(" "))).encode()
            quotations.setdefault(self._marks[rarest], []).append((known, gram.encode("utf-8", "surrogateescape")))
        return quotations

    def marks_of(self, word: str) -> str:
        """The marks of the words of the article that a word is, or has in it."""
        return "".join(self._marks.get(self._matcher.compared[each], "") for each in SIMPLE_WORD.findall(word))

    def comment(self, found: bytes, spelled: bytes) -> Sequence[Answers | None]:
        """What each line of a comment answers, None where its text must be read; from its marks, and how it is
        spelled. Empty when no line answers anything."""
        lines = found.split(_LINE)
        if self._may_quote(found, spelled):
            return [None] * len(lines)
        answers = list(map(self.__getitem__, lines))
        return answers if any(answer != () for answer in answers) else ()

    def _may_quote(self, found: bytes, spelled: bytes) -> bool:
        """Whether a comment, by its marks and as it is spelled, can have a quotation in it."""
        words = self._quotations.keys() & set(found.decode())
        if not words:
            return False
        bare = found.translate(None, marks.OF_COMMENTS)
        return any(known in bare and gram in spelled for word in words for known, gram in self._quotations[word])

    def __missing__(self, line: bytes) -> Answers | None:
        if len(self) > MOST:
            self.clear()
        answers = self[line] = self._answers(line)
        return answers

    def _answers(self, line: bytes) -> Answers | None:
        """What a line answers that quotes nothing."""
        if marks.ODD in line or (marks.INTRICATE in line and not self._is_plain):
            return None
        words = {self._words[mark] for mark in line.decode() if mark in self._words}
        figures = marks.FIGURE in line
        if figures or marks.INTRICATE in line:
            return None if self._matcher.may_answer(words, figures=figures) else ()
        return self._matcher.answered_by(words)


_LINE = bytes([marks.LINE])


def _is_plain(text: str) -> bool:
    return text.replace("’", "'").isascii()
