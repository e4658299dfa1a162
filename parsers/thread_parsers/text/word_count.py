"""What a word is, and how many there are: the same answer for every script, counted on bytes.

A word is a run of letters, digits and combining marks. Apostrophes, zero-width non-joiners and soft hyphens between
two of them belong to the word ("don't" is one), a hyphen divides it ("well-known" is two); an underscore, a
punctuation mark, a symbol and an emoji are no word. Scripts that are written without spaces (Han, kana, Thai, Lao,
Khmer, Burmese) have no such runs: there every letter with its marks is one word, as word processors count Chinese.
Korean has spaces and is counted by them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Part = Literal["letter", "joiner", "gap", "alone"]
"""What a character does to a word: is part of one, may join two parts of one, ends it, is a word by itself."""

JOINERS = "'’\u200c\u00ad"
"""Characters that belong to a word where they stand between two parts of it."""

UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x302A, 0x302F), (0x3031, 0x3035),
    (0x3041, 0x309F), (0x30A1, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F), (0x1AFF0, 0x1B16F), (0x20000, 0x323AF),
)  # fmt: skip
"""First and last code points of scripts that are written without spaces: Thai and Lao, Burmese, Khmer, kana, Han."""

_FIRSTS = [first for first, _ in UNSPACED]


def is_unspaced(char: str) -> bool:
    """Whether a character belongs to a script that is written without spaces."""
    at = bisect_right(_FIRSTS, ord(char)) - 1
    return at >= 0 and ord(char) <= UNSPACED[at][1]


def part(char: str) -> Part:
    """What one character is to a word."""
    if char in JOINERS:
        return "joiner"
    if is_unspaced(char):
        return "alone" if char.isalpha() else "letter" if char.isalnum() else "gap"
    if char.isalnum():
        return "letter"
    return "letter" if unicodedata.category(char) in {"Mn", "Mc"} and not _selects_a_picture(char) else "gap"


def _selects_a_picture(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def count(text: bytes) -> int:
    """The number of words in UTF-8 text."""
    return counts([text])[0]


def counts(texts: Sequence[bytes]) -> list[int]:
    """The number of words in each of several texts, found in one go: a word begins where a letter follows a space."""
    shapes = b" " + b"\n".join(text if text.isascii() else _spell_out(text) for text in texts).translate(_SHAPES)
    if b" '" in shapes:
        shapes = _LEADING_JOINERS.sub(lambda joiners: b" " * len(joiners[0]), shapes)
    ends = list(accumulate((len(text) + 1 for text in texts), initial=0))
    return [shapes.count(b" a", start, end) for start, end in pairwise(ends)]


_LEADING_JOINERS = re.compile(rb" '+")

_SHAPES = bytes(97 if byte >= 128 or chr(byte).isalnum() else 39 if byte == 39 else 32 for byte in range(256))
"""Bytes to `a` for a letter, `'` for a joiner, a space for a gap."""

_ASCII = bytes(range(128))

_FEW = 8
"""Kinds of characters up to which it is quicker to replace one after the other than to look at every character."""


def _spell_out(text: bytes) -> bytes:
    """The text with all that is beyond ASCII and no letter replaced by its shape; as many bytes as before."""
    chars = set(text.translate(None, _ASCII).decode("utf-8", "surrogateescape"))
    shapes = {char: shape for char in chars if (shape := _SPELLING[ord(char)]).strip("a")}
    if len(shapes) > _FEW or not _is_utf8(text):
        return b"\n".join(line if line.isascii() else _spell_out_line(line) for line in text.split(b"\n"))
    for char, shape in shapes.items():
        text = text.replace(char.encode(), shape.encode())
    return text


def _spell_out_line(line: bytes) -> bytes:
    return line.decode("utf-8", "surrogateescape").translate(_SPELLING).encode("ascii")


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Spelling(dict[int, str]):
    """Code point to its shape, in as many ASCII characters as it has bytes; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        size = 1 if 0xDC80 <= code <= 0xDCFF else len(char.encode("utf-8", "surrogatepass"))
        if code < 128:
            shape = char
        elif (kind := part(char)) == "alone":
            shape = " a".ljust(size)
        else:
            shape = {"letter": "a", "joiner": "'", "gap": " "}[kind] * size
        self[code] = shape
        return shape


_SPELLING = _Spelling()
