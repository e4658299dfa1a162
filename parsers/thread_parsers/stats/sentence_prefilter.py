"""Which sentences the lines of comments are about, decided from the marks of their words as far as possible.

Most lines have too few words of the article to be about any sentence, and lines with the same words of it are about
the same sentences, so results are cached by marks. What marks do not say (the value of a figure, letters beyond ASCII,
the order of words) is looked up in the text, for the few lines whose marks leave it possible.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from thread_parsers.sentences.features import keyword, keywords
from thread_parsers.stats.scan import marker
from thread_parsers.steps import FREED_ITEMS, emptied_in_steps
from thread_parsers.text import folded_text, tokens
from thread_parsers.text.tokens import SIMPLE_WORD, is_simple

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from thread_parsers.sentences.matcher import Matcher, SharedFeatures

MAX_QUOTATIONS = 64
"""Quotations to look for in a line. Where its marks allow more of them, its text is read instead."""

MAX_CACHED_LINES = 1 << 16
"""Lines with different marks whose verdicts are cached."""

MAX_KNOWN_MARKS = 40
"""Bytes of the marks of a comment that are kept: longer ones hardly ever occur twice."""

Verdict = tuple["SharedFeatures | None", tuple[bytes, ...]]
"""The sentences that a line is about if it quotes nothing, None where its text must be read; and the quotations that
its marks allow, as bytes to look for in the spelled line."""

_ABOUT_NOTHING: Verdict = ((), ())

_IN_EVERY_LINE = b""
"""A quotation that every line contains, so that the text of the line is read."""

_LINE = bytes([marker.LINE])


_READ: Verdict = (None, ())

MAX_LINE_MARKS = 1000
"""Bytes of the marks of a line. The text of a line with more is read, piece by piece."""

SLICE_LINES = 256
"""Lines between two yields."""
SLICE_BYTES = 1 << 12
"""Bytes that are divided into lines at once."""
SLICE_SENTENCES, SLICE_QUOTATIONS = 64, 256
"""Sentences, and quotations, that get their marks between two yields."""


class LinePrefilter(dict[bytes, Verdict]):
    """The marks of a line to the verdict on it, filled when marks are first looked up."""

    def __init__(self, matcher: Matcher) -> None:
        """Run `prepare` to its end before using it."""
        super().__init__()
        self._matcher = matcher
        self.about_nothing: set[bytes] = set()
        """The marks of comments whose marks alone say that they are about no sentence."""
        self._marks: dict[str, str] = {}
        """The words of the article to their marks."""
        self._words: dict[str, str] = {}
        """The marks to the words."""
        self._quotations: dict[str, list[tuple[bytes, bytes]]] = {}
        """Possible quotations by their rarest word, or by "" where none of their words has a mark: (marks, text)."""

    def prepare(self) -> Iterator[None]:
        """Give the words of the article their marks, in slices."""
        matcher = self._matcher
        for number, told in enumerate(matcher.features.values(), 1):
            self._add_words(told.words.keys() - told.figures)
            if number % SLICE_SENTENCES == 0:
                yield
        for number, gram in enumerate(matcher.quotations, 1):
            self._add_words(keywords(gram))
            if number % SLICE_QUOTATIONS == 0:
                yield
        for number, gram in enumerate(matcher.quotations, 1):
            self._add_quotation(gram)
            if number % SLICE_QUOTATIONS == 0:
                yield

    def clear_in_steps(self) -> Iterator[None]:
        """Free everything, in steps."""
        freed = 0
        for texts in self._quotations.values():
            freed += 1 + len(texts)
            yield from emptied_in_steps(texts)
            if freed > FREED_ITEMS:
                yield
                freed = 0
        for table in (self, self._quotations, self._words, self._marks):
            yield from emptied_in_steps(table)

    def _add_words(self, words: Iterable[str]) -> None:
        for word in words:
            if word not in self._marks:
                mark = self._marks[word] = marker.article_mark(len(self._marks))
                self._words[mark] = word

    def _add_quotation(self, gram: str) -> None:
        weights = self._matcher.weights
        found = "".join(map(self.marks_of, gram.split(" ")))
        rarest = max((self._words[mark] for mark in found), key=lambda word: weights.get(word, 0.0), default="")
        text = gram.encode("utf-8", "surrogateescape")
        self._quotations.setdefault(rarest, []).append((found.encode(), text))

    def marks_of(self, word: str) -> str:
        """The marks of the words of the article that a word is or contains."""
        if word.isalpha() and word.isascii():
            # Not the table of the matcher, which would keep the word, too.
            return self._marks.get(keyword(word), "")
        compared = self._matcher.compared
        if word.isascii() or is_simple(word):
            return "".join(self._marks.get(compared[each], "") for each in SIMPLE_WORD.findall(word))
        text = folded_text.compared(word.replace(marker.HIDDEN_SPACE, " "), caseless=True)
        words = [compared[each] for run in tokens.runs(text) for each in tokens.words(run)]
        words += (pair for run in tokens.unspaced_runs(text) for pair in tokens.pairs(run))
        return "".join(self._marks.get(each, "") for each in words)

    def marks_of_unspaced(self, _: str, pairs: AbstractSet[str]) -> str:
        """The same of letters of scripts without spaces, from all pairs of neighbours."""
        # In one order, so that lines with the same words have the same marks.
        return "".join(map(self._marks.__getitem__, sorted(pairs & self._marks.keys())))

    def lines(self, marks: bytes, spelled: bytes) -> Generator[None, None, Sequence[SharedFeatures | None]]:
        """The sentences that each line of a comment is about, None where its text must be read; from the marks of the
        comment and its spelled body, in slices. Empty where no line is about any sentence."""
        if len(marks) > SLICE_BYTES or marks.count(_LINE) >= SLICE_LINES:
            return (yield from self._many_lines(marks, spelled))
        verdicts = list(map(self.__getitem__, marks.split(_LINE)))
        if verdicts.count(_ABOUT_NOTHING) == len(verdicts):
            if len(marks) <= MAX_KNOWN_MARKS and len(self.about_nothing) < MAX_CACHED_LINES:
                self.about_nothing.add(marks)
            return ()
        lines = list(map(_of_line, verdicts, spelled.split(b"\n")))
        return lines if lines.count(()) < len(lines) else ()

    def _many_lines(self, marks: bytes, spelled: bytes) -> Generator[None, None, Sequence[SharedFeatures | None]]:
        """The same for a comment of any number of lines: there may be a million."""
        lines: list[SharedFeatures | None] = []
        are_about_any = False
        texts = chain.from_iterable(_parts(spelled, b"\n"))
        for some in _parts(marks, _LINE):
            found = list(map(_of_line, map(self.__getitem__, some), texts))
            are_about_any = are_about_any or found.count(()) < len(found)
            lines += found
            yield
        return lines if are_about_any else ()

    def __missing__(self, line: bytes) -> Verdict:
        if len(line) > MAX_LINE_MARKS:
            return _READ
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
        # The marks of a word beyond ASCII may come in another order, so only their presence is checked. The bytes of an
        # odd word are not those of the folded text, which has to be read.
        here = set(bare.decode())
        texts = tuple(text for marks, text in quotations if here.issuperset(marks.decode()))
        return texts if marker.ODD not in line or not texts else (_IN_EVERY_LINE,)


def _parts(data: bytes, separator: bytes) -> Iterator[list[bytes]]:
    """What is between separators, up to SLICE_LINES at a time."""
    at = 0
    while at <= len(data):
        end = data.find(separator, at + SLICE_BYTES)
        end = end if end >= 0 else len(data)
        parts = data[at:end].split(separator)
        for first in range(0, len(parts), SLICE_LINES):
            yield parts[first : first + SLICE_LINES]
        at = end + len(separator)


def _of_line(verdict: Verdict, text: bytes) -> SharedFeatures | None:
    """The sentences that a line with this verdict is about, from its spelled text."""
    sentences, quotations = verdict
    if quotations and _contains_any(text, quotations):
        return None
    # A long line is about what its pieces are about, which may be less than what all of its words are about.
    return None if sentences and len(text) > 2 * tokens.MAX_PIECE_CHARS else sentences


def _contains_any(line: bytes, texts: tuple[bytes, ...]) -> bool:
    return any(map(line.__contains__, texts))
