"""Marks: what of all that is looked for stands in the comments, in the order of the text.

Text is cut into words once, each word is looked up in a table, and the table has the marks of the word: one for each
thing that is looked for and stands in it, none for most words. So it takes the same time whatever is looked for. A
mark is a character: of ASCII for the wanted texts of `finding` and for what the words tell about their line, beyond
it for the words of the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.figures.candidates import candidate_part, max_candidates
from thread_parsers.text.folding import composes, folded, is_invisible
from thread_parsers.text.tokens import is_simple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LINE, COMMENT = 1, 2
"""What stands between the marks of two lines and of two comments."""
FIGURE = 3
"""A word of the line may be a part of a figure; as many of them as there can be figures."""
INTRICATE = 4
"""It takes more than lower case to compare the line."""
ODD = 5
"""A character of the comment may fold to another one, or to none, so that its bytes do not tell what it says."""
TANGLED = 6
"""A character of the line may change its neighbours, or nobody sees it, so that words are not what they look like."""
LEAD, SCALE = 7, 8
"""The two parts of what may be a figure, where they stand in different words: a number written out, and its scale.
They are resolved before anybody sees the marks."""

FIRST_WANTED = 32
"""The first mark of the texts that are wanted."""
MOST_WANTED = 96

WANTED = bytes(range(FIRST_WANTED, FIRST_WANTED + MOST_WANTED))
"""The marks of wanted texts."""
OF_LINES = bytes([LINE, FIGURE, INTRICATE, TANGLED, *range(128, 256)])
"""All bytes of marks that only tell about lines and the article."""

BUT_OF_FIGURES = bytes({*range(256)} - {LINE, COMMENT, FIGURE})
"""All bytes of marks that tell nothing about figures."""

OF_COMMENTS = bytes([FIGURE, INTRICATE, ODD, TANGLED])
"""The marks of what words tell about their lines."""

_WORD_BYTES = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_'")
HIDDEN_SPACE, _CONTROL = "\x10", "\x11"
"""What stands for white space other than blanks and line feeds, and for other characters that nobody sees."""


def _spelled(byte: int) -> int:
    lower = byte + 32 if 65 <= byte <= 90 else byte
    if lower in _WORD_BYTES or byte >= 128 or byte == 10:
        return lower
    if byte in b"\t\r":
        return ord(HIDDEN_SPACE)
    return 32 if 32 <= byte < 127 else ord(_CONTROL)


_SPELLED = bytes(map(_spelled, range(256)))
_TURN_OF_LINE = bytes([32, LINE, 32])
_TURN_OF_COMMENT = bytes([32, COMMENT, 32])

MOST_WORDS = 1 << 16
"""Words that are kept in the table; more than most discussions have that are used twice."""


PIECE = 1 << 20
"""Bytes of text that are cut into words at a time."""


def spelled(body: bytes) -> bytes:
    """The words of a body in lower case with their line feeds, all that is between words replaced by spaces. Of as
    many bytes as before."""
    return body.translate(_SPELLED)


class Block(NamedTuple):
    """Neighbouring comments and what was found in them."""

    first: int
    """The index of the first comment."""
    texts: Sequence[bytes]
    """The bodies as they are read."""
    spelled: Sequence[bytes]
    """The bodies as `spelled` gives them."""
    marks: bytes
    """What a `Marker` finds in them."""


def article_mark(number: int) -> str:
    """The mark of a word of the article by its number, from 0; surrogates are left out."""
    return chr(0x80 + number if number < 0xD700 else 0x880 + number)


class Marker(dict[bytes, bytes]):
    """The table: words as they are spelled to their marks in UTF-8, filled as words are met."""

    def __init__(self, judges: Sequence[Callable[[str], str]]) -> None:
        """Each judge tells its marks of a word in lower case. The word may have other characters around its letters,
        and capitals beyond ASCII."""
        super().__init__(_TURNS)
        self._judges = judges

    def of(self, texts: Iterable[bytes]) -> bytes:
        """The marks of bodies as they are spelled, with those for turns of lines and of comments."""
        text = _TURN_OF_COMMENT.join(texts).replace(b"\n", _TURN_OF_LINE)
        if len(self) > MOST_WORDS:
            self.clear()
            self.update(_TURNS)
        found = b"".join(map(self.__getitem__, text.split() if len(text) <= PIECE else _words(text)))
        if SCALE in found:
            found = _LED.sub(_FIGURE, found)
        return found.translate(None, _LEAD + _SCALE)

    def __missing__(self, word: bytes) -> bytes:
        text = word.decode("utf-8", "surrogateescape")
        found = self[word] = "".join([*map(chr, _traits(text)), *(judge(text) for judge in self._judges)]).encode()
        part = candidate_part(text)
        if part:
            # A number written out and its scale stand beside each other, whatever else their words tell.
            found = self[word] = found + _LEAD if part == "number" else _SCALE + found
        return found


def _words(text: bytes) -> Iterator[bytes]:
    """The words of a text, not all of them at once: there may be millions."""
    at = 0
    while at < len(text):
        end = text.find(b" ", at + PIECE)
        end = end if end >= 0 else len(text)
        yield from text[at:end].split()
        at = end


_TURNS = {bytes([turn]): bytes([turn]) for turn in (LINE, COMMENT)}
_LEAD, _SCALE = bytes([LEAD]), bytes([SCALE])
_LED = re.compile(_LEAD + b"(" + bytes([LINE]) + b"*)" + _SCALE)
_FIGURE = rb"\1" + bytes([FIGURE])


def _traits(word: str) -> list[int]:
    """What a word tells about its line and its comment."""
    plainly_ascii = word.isascii() and word.isprintable()
    traits = [FIGURE] * max_candidates(word)
    if not (plainly_ascii or is_simple(word)):
        traits.append(INTRICATE)
    beyond = () if plainly_ascii else tuple(filter(_is_beyond, word))
    if not all(map(_steady.__getitem__, beyond)):
        traits.append(ODD)
        if any(is_invisible(char) or composes(char) for char in beyond):
            traits.append(TANGLED)
    return traits


def _is_beyond(char: str) -> bool:
    return char > "~" or char == _CONTROL


class _Steady(dict[str, bool]):
    """Whether a character beyond printable ASCII folds to itself and leaves its neighbours alone."""

    def __missing__(self, char: str) -> bool:
        steady = self[char] = not is_invisible(char) and not composes(char) and folded(char, caseless=True) == char
        return steady


_steady = _Steady()
