"""Which encoding bytes are in, told by the bytes themselves: all of them are looked at, a piece at a time."""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING

from thread_parsers.text.large_texts import SLICE_BYTES

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

JUDGED_BYTES = 1 << 22
"""How much of a file is examined to detect what it is: a file up to this size as a whole."""
DETECTION_BYTES = 1 << 16
"""Bytes given to the encoding detector, which takes some milliseconds for as many."""
_BEYOND_ASCII = rb"[\x80-\xff][^\n]{0,4095}+\n?"
"""The rest of a line, or some of it, from a byte that is not ASCII."""

CP1252_PUNCTUATION = b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa9\xae\xb0\xb7"
"""Bytes of Windows-1252 that are not letters: quotes, dashes, the euro sign, the middle dot."""
ASCII = bytes(range(0x80))
LETTERS = b"abcXYZ012<>"
"""Bytes that are the same text in all encodings but EBCDIC and those of more than one byte for a letter."""


def pieces(data: bytes, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The bytes from `start` to `end` in pieces. One wide character makes a decoded text take four bytes per character,
    so no large file is decoded at once."""
    end = len(data) if end is None else end
    return (data[at : min(at + SLICE_BYTES, end)] for at in range(start, end, SLICE_BYTES))


def is_utf8(data: bytes, end: int | None = None, *, whole: bool = True) -> Generator[None, None, bool]:
    """Whether the bytes up to `end` are valid UTF-8; if they are not the `whole`, a character may be cut off."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for number, piece in enumerate(pieces(data, 0, end)):
            if number:
                yield
            decoder.decode(piece)
        decoder.decode(b"", final=whole)
    except UnicodeDecodeError:
        return False
    return True


def is_nearly_utf8(data: bytes) -> Generator[None, None, bool]:
    """Whether valid non-ASCII characters are at least as many as invalid bytes."""
    # What is invalid is left out. All of it is counted by functions in C: a page in another encoding has much of it.
    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    valid, left_out = 0, 0
    for piece in pieces(data, 0, min(len(data), JUDGED_BYTES)):
        text = decoder.decode(piece)
        beyond = text.encode().translate(None, ASCII)
        valid += len(beyond.decode())
        left_out += len(piece.translate(None, ASCII)) - len(beyond)
        yield
    unfinished, _ = decoder.getstate()  # a character that is cut off at the end
    return valid >= left_out - len(unfinished)


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, or None. In Western text every second byte of UTF-16 is NUL; hardly
    any other data decodes as UTF-32."""
    head = data[:4096]
    for encoding in ("utf-32-le", "utf-32-be"):
        try:
            if "\x00" not in head[: len(head) & ~3].decode(encoding):
                return encoding
        except UnicodeDecodeError:
            pass
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even < 0.05 * len(head):
        return "utf-16-le"
    if even > 0.4 * len(head) / 2 and odd < 0.05 * len(head):
        return "utf-16-be"
    return None


def detected(data: bytes) -> Generator[None, None, str]:
    """The most likely encoding of bytes that are not UTF-8. If only the punctuation of Windows-1252 is used, it is that
    encoding; the detector takes such text for others (measured on 44 texts)."""
    for piece in pieces(data, 0, min(len(data), JUDGED_BYTES)):
        if piece.translate(None, ASCII + CP1252_PUNCTUATION):
            break
        yield
    else:
        return "cp1252"
    import chardet

    yield
    _load_models()
    yield
    sample = yield from _beyond_ascii(data)
    found = chardet.detect(sample)["encoding"]
    yield
    try:
        name = codecs.lookup(found).name if found else "cp1252"
    except LookupError:
        return "cp1252"
    # In EBCDIC letters are bytes from 0x80 on. The detector takes a few tags with one such byte for it.
    is_ascii = LETTERS.decode(name, "replace") == LETTERS.decode("ascii")
    return name if is_ascii or 2 * len(sample.translate(None, ASCII)) > len(sample) else "cp1252"


@cache
def _load_models() -> None:
    """Let the detector load what it does in its first call, which takes longer than what it is called for."""
    import chardet

    chardet.detect(b"\xe4")


def _beyond_ascii(data: bytes) -> Generator[None, None, bytes]:
    """Bytes that tell an encoding: of a long text, the first lines from their first bytes that are not ASCII."""
    if len(data) <= DETECTION_BYTES:
        return data
    rest, sample, end = re.compile(_BEYOND_ASCII), bytearray(), min(len(data), JUDGED_BYTES)
    for at in range(0, end, SLICE_BYTES):
        for found in rest.finditer(data, at, min(at + SLICE_BYTES, end)):
            sample += found[0]
            if len(sample) >= DETECTION_BYTES:
                return bytes(sample[:DETECTION_BYTES])
        yield
    return bytes(sample)
