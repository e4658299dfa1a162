"""Word count, with one definition for all scripts, computed on bytes.

A word is a run of letters, digits and combining marks. Apostrophes, zero-width non-joiners and soft hyphens between
two of them belong to the word ("don't" is one); a hyphen separates words ("well-known" is two); underscores,
punctuation, symbols and emoji are not words. In scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) every
letter with its marks is a word, as word processors count Chinese. Korean has spaces and is counted by them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal

from thread_parsers.text.large_texts import start_of_character

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

Part = Literal["letter", "joiner", "gap", "alone"]
"""The role of a character: part of a word, may join two parts, ends a word, is a word on its own."""

JOINERS = "'’\u200c\u00ad"
"""Characters that belong to a word if they are between two parts of it."""

UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x302A, 0x302F), (0x3031, 0x3035),
    (0x3041, 0x309F), (0x30A1, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F), (0x1AFF0, 0x1B16F), (0x20000, 0x323AF),
)  # fmt: skip
"""First and last code points of scripts without spaces: Thai and Lao, Burmese, Khmer, kana, Han."""

_FIRSTS = [first for first, _ in UNSPACED]


def is_unspaced(char: str) -> bool:
    """Whether a character belongs to a script without spaces."""
    at = bisect_right(_FIRSTS, ord(char)) - 1
    return at >= 0 and ord(char) <= UNSPACED[at][1]


def part(char: str) -> Part:
    """The role of a character."""
    if char in JOINERS:
        return "joiner"
    if is_unspaced(char):
        return "alone" if char.isalpha() else "letter" if char.isalnum() else "gap"
    if char.isalnum():
        return "letter"
    return "letter" if unicodedata.category(char) in {"Mn", "Mc"} and not _is_variation_selector(char) else "gap"


def _is_variation_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def count(text: bytes) -> int:
    """The number of words in UTF-8 text."""
    return counts([text])[0]


PIECE_BYTES = 1 << 13
"""Bytes of a long text that are counted at a time."""
ASCII_PIECE_BYTES = 1 << 16
"""The same for text that is only ASCII."""
_GAP = re.compile(rb"[ \n]")
_CONTEXT_BYTES = 64
"""Bytes before a piece that say whether it begins within a word."""


def count_in_steps(text: bytes) -> Generator[None, None, int]:
    """The number of words in UTF-8 text, a piece at a time."""
    size = ASCII_PIECE_BYTES if text.isascii() else PIECE_BYTES
    total = at = 0
    while at < len(text):
        if at:
            yield
        end = at + size
        gap = _GAP.search(text, end, end + size)
        if gap is not None:
            end = gap.start()
        before = 0 if at == 0 or _GAP.match(text, at) else min(at, _CONTEXT_BYTES)
        context = text[start_of_character(text, at - before) : at]
        end = start_of_character(text, end)
        piece = counts([context + text[at:end], context])
        total += piece[0] - piece[1]
        at = end
    return total


def counts(texts: Sequence[bytes]) -> list[int]:
    """The number of words in each of several texts, in one pass: a word begins where a letter follows a gap."""
    # All texts become one string of shapes, "a", "'" and " ", in which each word begins with " a".
    shapes = b" " + b"\n".join(text if text.isascii() else _spell_out(text) for text in texts).translate(_SHAPES)
    # A joiner that no letter precedes joins nothing: the quotation mark before a word.
    # Most of them are alone, and replacing them is faster than a pattern, which is linear in a run of them.
    shapes = shapes.replace(b" '", b"  ")
    if b" '" in shapes:
        shapes = _LEADING_JOINERS.sub(lambda joiners: b" " * len(joiners[0]), shapes)
    ends = list(accumulate((len(text) + 1 for text in texts), initial=0))
    return [shapes.count(b" a", start, end) for start, end in pairwise(ends)]


_LEADING_JOINERS = re.compile(rb" '+")

_SHAPES = bytes(97 if byte >= 128 or chr(byte).isalnum() else 39 if byte == 39 else 32 for byte in range(256))
"""Byte to its shape: `a` for a letter, `'` for a joiner, a space for a gap."""

_ASCII = bytes(range(128))

_MAX_REPLACED = 8
"""Up to this many distinct characters, replacing one after the other is faster than translating each position."""


def _spell_out(text: bytes) -> bytes:
    """Replace all characters beyond ASCII that are not letters by their shapes, keeping the number of bytes."""
    beyond = text.translate(None, _ASCII)
    if _ALONE_RUN.search(beyond):  # where there is less to search: the pattern is slow
        text = _ALONE_RUN.sub(_spell_out_alone, text)
        beyond = text.translate(None, _ASCII)
    chars = set(beyond.decode("utf-8", "surrogateescape"))
    shapes = {char: shape for char in chars if (shape := _SPELLING[ord(char)]).strip("a")}
    if len(shapes) > _MAX_REPLACED or not _is_utf8(text):
        return b"\n".join(line if line.isascii() else _spell_out_line(line) for line in text.split(b"\n"))
    for char, shape in shapes.items():
        text = text.replace(char.encode(), shape.encode())
    return text


_ALONE_RUN = re.compile(
    rb"(?:\xe3(?:\x81[\x81-\xbf]|\x82[\x80-\x96\xa1-\xbf]|\x83[\x80-\xba])"
    rb"|\xe4[\xb8-\xbf][\x80-\xbf]|[\xe5-\xe8][\x80-\xbf]{2}|\xe9(?:[\x80-\xbd][\x80-\xbf]|\xbe[\x80-\xa5]))+"
)
"""Kana (U+3041 to U+3096, U+30A1 to U+30FA) and Han (U+4E00 to U+9FA5): each of these is a word, of three bytes."""


def _spell_out_alone(run: re.Match[bytes]) -> bytes:
    return b" a " * (len(run[0]) // 3)


def _spell_out_line(line: bytes) -> bytes:
    return line.decode("utf-8", "surrogateescape").translate(_SPELLING).encode("ascii")


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Spelling(dict[int, str]):
    """Maps code points to shapes with as many ASCII characters as the character has bytes; filled on demand."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        # A lone surrogate from "surrogateescape" stands for one invalid byte.
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
