"""Marks: which of all things that are looked for occur in the comments, in the order of the text.

Text is split into words once and each word is looked up in a table of its marks: one for each thing that is looked for
and that the word has, none for most words. So it takes the same time whatever is looked for. `INTRICATE`, `ODD` and
`TANGLED` say which quick way of comparing bytes is not safe for a line or a comment; the text is read there instead.

| mark | code | of a | a word has it where | example |
|---|---|---|---|---|
| LINE, COMMENT | 1, 2 | – | they are between the marks of two lines, of two comments | – |
| FIGURE | 3 | line | it may be part of a figure; one for each possible figure | `40`; `40million` has two |
| INTRICATE | 4 | line | comparing takes more than lower case | `naïve` |
| ODD | 5 | comment | a character folds to another letter, so its bytes are not final | `Éire`: É folds to é |
| TANGLED | 6 | line | a character composes or is invisible, so its ends are not final | `cafe` + U+0301 |
| LEAD, SCALE | 7, 8 | – | it is half of a figure; a LEAD and a SCALE become a FIGURE | `forty`, `million` |
| wanted | 32–127 | comment | it contains a wanted text of `finder` | – |
| article | 128– | line | it is, or contains, a word of the article | – |
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING, NamedTuple, Protocol

from thread_parsers.figures.candidates import candidate_part, max_candidates, may_be_part
from thread_parsers.stats.scan.characters import PRINTABLE_ASCII, is_unspaced, plain, steady
from thread_parsers.text.folding import STRAIGHT_QUOTES
from thread_parsers.text.tokens import is_simple

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from thread_parsers.figures.candidates import CandidatePart

LINE, COMMENT = 1, 2
FIGURE = 3
INTRICATE = 4
ODD = 5
TANGLED = 6
LEAD, SCALE = 7, 8

FIRST_WANTED = 32
MAX_WANTED = 96

WANTED = bytes(range(FIRST_WANTED, FIRST_WANTED + MAX_WANTED))
"""The marks of wanted texts."""
OF_LINES = bytes([LINE, FIGURE, INTRICATE, TANGLED, *range(128, 256)])
"""The bytes of marks that matter only for lines and sentences of the article."""

ALL_BUT_FIGURES = bytes({*range(256)} - {LINE, COMMENT, FIGURE})
"""The bytes of marks that do not matter for figures."""

TRAITS = bytes([FIGURE, INTRICATE, ODD, TANGLED])
"""The marks that describe a word, rather than say which word it is."""

_WORD_BYTES = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_'")
HIDDEN_SPACE, _CONTROL = "\x10", "\x11"
"""Replacements of white space other than blanks and line feeds, and of other control characters. They are part of a
word, so that the word gets the mark INTRICATE or ODD."""


def _spelled(byte: int) -> int:
    lower = byte + 32 if 65 <= byte <= 90 else byte
    if lower in _WORD_BYTES or byte >= 128 or byte == 10:
        return lower
    if byte in b"\t\r":
        return ord(HIDDEN_SPACE)
    return 32 if 32 <= byte < 127 else ord(_CONTROL)


_SPELLED = bytes(map(_spelled, range(256)))
_BETWEEN_LINES = bytes([32, LINE, 32])
_BETWEEN_COMMENTS = bytes([32, COMMENT, 32])

MAX_WORDS = 1 << 17
"""Words in the table; more than most discussions use twice."""
MAX_DESCRIBED = 1 << 16
"""Words of which the description is kept from one page to the next."""

PIECE_BYTES = 1 << 15
"""Bytes of text that are split into words at a time."""

SLICE_WORDS = 128
"""Words between two yields: a few milliseconds if all of them are new."""
SLICE_BYTES = 1 << 11
"""Bytes of words between two yields: each character of a script without spaces may be new."""
MAX_NEW_WORDS = 16
KNOWN_SLICE_WORDS = 512
"""The same after a slice with fewer than MAX_NEW_WORDS new ones."""

SLICE_KNOWN = 1024
"""Words of the table that another judge looks at between two yields."""
MAX_KNOWN_CHARS = 40
"""Longer words are not kept from one page to the next."""
MAX_WORD_BYTES = 1 << 13
"""Bytes of a word that is looked at. A longer one has all the marks that cause the text to be read."""

MAX_CARRIED_BYTES = 64
"""Marks of a number in words, and of the ends of lines after it, that wait for the scale after it."""


def spelled(body: bytes) -> bytes:
    """The words of a body in lower case, with straight apostrophes. All between words but line feeds becomes spaces."""
    return straight_apostrophes(body).translate(_SPELLED)


_CURLY = tuple(curly.encode() for curly, straight in STRAIGHT_QUOTES.items() if straight == "'")


def straight_apostrophes(body: bytes) -> bytes:
    """UTF-8 text with straight apostrophes in place of curly ones."""
    if not body.isascii():
        for curly in _CURLY:
            body = body.replace(curly, b"'")
    return body


class Block(NamedTuple):
    """Some comments and their marks."""

    rows: Sequence[int]
    """The indices of the comments, ascending."""
    texts: Sequence[bytes]
    """The bodies, without margins."""
    spelled: Sequence[bytes]
    """The bodies as returned by `spelled`."""
    marks: bytes
    """As returned by `Marker.of`."""


def article_mark(number: int) -> str:
    """The mark of a word of the article by its number, from 0. Surrogates, which UTF-8 cannot encode, are skipped."""
    return chr(0x80 + number if number < 0xD700 else 0x880 + number)


class Judge(Protocol):
    """What gives words its marks."""

    def marks_of(self, word: str) -> str:
        """Its marks of a word, of which ASCII letters are lower case. There may be other characters around its letters,
        and capitals beyond ASCII."""

    def marks_of_unspaced(self, word: str, pairs: AbstractSet[str]) -> str:
        """The same of letters that need no spaces between words, with punctuation, and all pairs of neighbours."""


class Marker(dict[bytes, bytes]):
    """The table of spelled words to their marks in UTF-8, filled when a word is first looked up."""

    def __init__(self, judges: Sequence[Judge]) -> None:
        super().__init__(_DIVIDERS)
        self._judges = judges

    def add(self, judge: Judge, judge_all: Callable[[Sequence[str]], Mapping[str, str]]) -> Iterator[None]:
        """Add another judge, in slices. `judge_all` returns the marks of those of many words that have any."""
        self._judges = [judge, *self._judges]
        words = list(self)
        for at in range(0, len(words), SLICE_KNOWN):
            known = {word.decode("utf-8", "surrogateescape"): word for word in words[at : at + SLICE_KNOWN]}
            for word, marks in judge_all(list(known)).items():
                before = self[known[word]]
                # SCALE stays first.
                scale = _SCALE if before.startswith(_SCALE) else b""
                self[known[word]] = scale + marks.encode() + before.removeprefix(scale)
            yield

    def of(self, texts: Iterable[bytes]) -> Generator[None, None, bytes]:
        """The marks of spelled bodies, with LINE between lines and COMMENT between bodies, in slices."""
        text = _BETWEEN_COMMENTS.join(texts)
        if len(self) > MAX_WORDS:
            self.clear()
            self.update(_DIVIDERS)
        found: list[bytes] = []
        carried = b""
        for piece in _pieces(text):
            words, at = piece.replace(b"\n", _BETWEEN_LINES).split(), 0
            most = max(1, SLICE_BYTES * len(words) // len(piece))
            size = min(SLICE_WORDS, most)
            if not words:  # millions of blanks
                yield
            while at < len(words):
                known = len(self)
                marks = carried + b"".join(map(self.__getitem__, words[at : at + size]))
                at += size
                are_known = len(self) - known < MAX_NEW_WORDS  # or are so long that they are not kept
                size = min(KNOWN_SLICE_WORDS, 2 * most) if are_known else min(SLICE_WORDS, most)
                carried = b""
                if LEAD in marks:
                    # The scale may be in the next slice.
                    start = len(marks.rstrip(_LINE)) - 1
                    if marks[start : start + 1] == _LEAD and len(marks) - start <= MAX_CARRIED_BYTES:
                        marks, carried = marks[:start], marks[start:]
                    # The scale becomes the figure, line ends between them stay.
                    marks = _LEAD_AND_SCALE.sub(_FIGURE, marks)
                found.append(marks)
                yield
        return b"".join([*found, carried]).translate(None, _LEAD + _SCALE)

    def __missing__(self, word: bytes) -> bytes:
        if len(word) > MAX_WORD_BYTES:
            return TRAITS
        if word.isalpha() and not may_be_part(text := word.decode()):  # ASCII letters: nearly all words
            found = self[word] = "".join([judge.marks_of(text) for judge in self._judges]).encode()
            return found
        text = word.decode("utf-8", "surrogateescape")
        if is_unspaced(text):
            return self._of_unspaced(word, text)
        marks, part = _known(text) if len(text) <= MAX_KNOWN_CHARS else _described(text)
        for judge in self._judges:
            marks += judge.marks_of(text)
        found = self[word] = marks.encode()
        if part:
            # LEAD comes last and SCALE first, so that those of two neighbouring words are next to each other.
            found = self[word] = found + _LEAD if part == "number" else _SCALE + found
        return found

    def _of_unspaced(self, word: bytes, text: str) -> bytes:
        pairs = set(map(add, text, text[1:]))
        marks = chr(INTRICATE)
        for judge in self._judges:
            marks += judge.marks_of_unspaced(text, pairs)
        found = marks.encode()
        if len(text) <= MAX_KNOWN_CHARS:  # a whole line hardly ever occurs twice
            self[word] = found
        return found


def _pieces(text: bytes) -> Iterator[bytes]:
    """The text in pieces of PIECE_BYTES, extended to the end of a word: there may be millions of words. Of a very long
    word only the beginning is in a piece, which is enough to see that it is long."""
    at = 0
    while at < len(text):
        limit = at + PIECE_BYTES + MAX_WORD_BYTES + 1
        end = _end_of_word(text, at + PIECE_BYTES, limit)
        yield text[at:end]
        while end == limit:
            limit += PIECE_BYTES
            end = _end_of_word(text, end, limit)
        at = end


def _end_of_word(text: bytes, at: int, limit: int) -> int:
    """The first blank or line feed from `at` on; the end of the text, or `limit`, if there is none before."""
    limit = min(limit, len(text))
    ends = (text.find(blank, at, limit) for blank in (b" ", b"\n"))
    return min((end for end in ends if end >= 0), default=max(at, limit))


_DIVIDERS = {bytes([mark]): bytes([mark]) for mark in (LINE, COMMENT)}
_LEAD, _SCALE, _LINE = bytes([LEAD]), bytes([SCALE]), bytes([LINE])
_LEAD_AND_SCALE = re.compile(_LEAD + b"(" + bytes([LINE]) + b"*)" + _SCALE)
_FIGURE = rb"\1" + bytes([FIGURE])


def _described(word: str) -> tuple[str, CandidatePart | None]:
    """The marks that describe a word, and which part of a figure it may be: the same on every page."""
    return "".join(map(chr, _traits(word))), candidate_part(word)


_known = lru_cache(maxsize=MAX_DESCRIBED)(_described)


def _traits(word: str) -> list[int]:
    """The marks that describe a word: see the table above."""
    plainly_ascii = word.isascii() and word.isprintable()
    traits = [FIGURE] * max_candidates(word)
    if not (plainly_ascii or is_simple(word)):
        traits.append(INTRICATE)
    beyond = () if plainly_ascii else set(word) - PRINTABLE_ASCII
    if not all(map(steady.__getitem__, beyond)):
        traits.append(ODD)
        if not all(map(plain.__getitem__, beyond)):
            traits.append(TANGLED)
    return traits
