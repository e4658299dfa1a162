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
    beyond = [number for number, text in enumerate(texts) if not text.isascii()]
    if not texts:
        return []
    if not beyond:
        return _counts_of_shapes(_joined(texts))
    found = _counts_of_shapes(_joined([text if text.isascii() else b"" for text in texts]))
    encoded = _joined([texts[number] for number in beyond])
    joined = encoded.decode("utf-8", "surrogateescape")
    # Most letters of Chinese and Japanese are in runs, in which each is a word: they need not be spelled out. They are
    # looked for where there is less to search: the pattern is slow.
    if _ALONE_RUN.search(encoded.translate(None, _ASCII).decode("utf-8", "surrogateescape")) is None:
        spelled, alone = _counts_of_shapes(_spelled(joined)), [0] * len(beyond)
    else:
        rest = _ALONE_RUN.sub(_RUN, joined)
        spelled = _counts_of_shapes(_spelled(rest))
        alone = [
            len(text) - len(left) + left.count(_RUN)
            for text, left in zip(joined.split(_END), rest.split(_END), strict=True)
        ]
    for number, words, letters in zip(beyond, spelled, alone, strict=True):
        found[number] = words + letters
    return found


_END = "\0"
"""Between two texts."""
_RUN = "\x01"
"""In place of a run of letters that are words on their own; a gap."""
_ALONE_RUN = re.compile("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fa5]+")
"""Kana and Han."""
_LEADING_JOINERS = re.compile(rb" '+")
_GAPS = bytes.maketrans(b"\0\x01", b"  ")
_SHAPES = bytes(
    0 if byte == 0 else 97 if byte >= 128 or chr(byte).isalnum() else 39 if byte == 39 else 32 for byte in range(256)
)
"""Byte to its shape: `a` for a letter, `'` for a joiner, a space for a gap, and 0 between two texts."""
_ASCII = bytes(range(128))
_MAX_REPLACED = 24
"""Up to this many distinct characters, replacing one after the other is faster than translating each position."""


def _joined(texts: Sequence[bytes]) -> bytes:
    """The texts, each after a line feed, with a zero between them."""
    joined = b"\n" + b"\0\n".join(texts)
    if joined.count(b"\0") >= len(texts) or b"\x01" in joined:
        joined = b"\n" + b"\0\n".join(text.translate(_GAPS) for text in texts)
    return joined


def _counts_of_shapes(joined: bytes) -> list[int]:
    shapes = joined.translate(_SHAPES)
    # A joiner that no letter precedes joins nothing: the quotation mark before a word.
    # Most of them are alone, and replacing them is faster than a pattern, which is linear in a run of them.
    shapes = shapes.replace(b" '", b"  ")
    if b" '" in shapes:
        shapes = _LEADING_JOINERS.sub(lambda joiners: b" " * len(joiners[0]), shapes)
    return [text.count(b" a") for text in shapes.split(b"\0")]


def _spelled(text: str) -> bytes:
    """The text with the shape of each character beyond ASCII that is not a letter."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:  # bytes that are not UTF-8
        return text.translate(_SPELLING).encode()
    chars = set(encoded.translate(None, _ASCII).decode())
    shapes = {char: shape for char in chars if (shape := _SPELLING[ord(char)]) != "a"}
    if not shapes:
        return encoded
    if len(shapes) > _MAX_REPLACED:
        return text.translate(_SPELLING).encode()
    for char, shape in shapes.items():
        text = text.replace(char, shape)
    return text.encode()


class _Spelling(dict[int, str]):
    """Maps code points to shapes; filled on demand."""

    def __missing__(self, code: int) -> str:
        # Half of a surrogate pair stands for a byte that is not UTF-8, which is a gap.
        self[code] = shape = chr(code) if code < 128 else _SHAPE_OF[part(chr(code))]
        return shape


_SHAPE_OF: dict[Part, str] = {"alone": " a ", "letter": "a", "joiner": "'", "gap": " "}
_SPELLING = _Spelling()
