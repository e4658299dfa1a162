"""Text windows over a UTF-8 source that slide forward, and the byte of every character in them.

`json` decodes text, but places in a file are bytes. In a window of ASCII both are the same number plus a constant.
In other windows the bytes between two places are counted, each part once, since places are asked for in order.
"""

from __future__ import annotations

from codecs import getincrementaldecoder, utf_8_decode
from typing import TYPE_CHECKING

from thread_parsers.source.containers import GUARD_BYTES, guard_size

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from thread_parsers.source.source import Source

WINDOW_BYTES = 1 << 16
"""Larger windows do not fit into the processor caches: where each character takes four bytes, decoding takes a tenth
longer."""
MAX_WINDOW_BYTES = 32 << 20
"""A window grows up to this size if a value does not fit: the largest value that is decoded."""
SMALL_WINDOW_BYTES = 1 << 14
MIN_WINDOW_BYTES = 8
"""At least one character of 4 bytes, whatever is before it."""
SLICE_PIECES = 1 << 11
"""Pieces of text that are joined between two yields."""
_BOM = b"\xef\xbb\xbf"


def value_start(source: Source) -> int:
    """The byte at which the JSON of a source begins: behind a byte order mark, or what is ahead of it in an answer of a
    server."""
    head = source.read(0, GUARD_BYTES)
    return guard_size(head) or (len(_BOM) if head.startswith(_BOM) else 0)


def text_in_steps(pieces: Iterable[bytes]) -> Generator[None, None, str]:
    """Bytes as text, in steps of about WINDOW_BYTES, wherever they are cut into pieces."""
    decoder, text, waiting, size = getincrementaldecoder("utf-8")("surrogateescape"), "", list[bytes](), 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= WINDOW_BYTES or len(waiting) >= SLICE_PIECES:
            text += decoder.decode(b"".join(waiting))  # Python extends it in place: to join 10 MB takes 6 ms
            waiting, size = [], 0
            yield
    text += decoder.decode(b"".join(waiting), final=True)
    return text


class Windows:
    """A window of decoded text. Bytes that are not UTF-8 become lone surrogates ("surrogateescape")."""

    def __init__(
        self,
        source: Source,
        start: int = 0,
        window_bytes: int = WINDOW_BYTES,
        max_bytes: int = MAX_WINDOW_BYTES,
    ) -> None:
        self.text = ""
        self.is_ascii = True
        """True if each character of `text` is one byte."""
        self.at_end = False
        """True if the window contains the last character of the source."""
        self._source = source
        # The last place that was asked for, where counting continues.
        self._seen_position = self._seen_byte = 0
        self._window_bytes = max(window_bytes, MIN_WINDOW_BYTES)
        self._max_bytes = max(max_bytes, self._window_bytes)
        self._read(start or value_start(source), self._window_bytes)

    def slide(self, position: int) -> bool:
        """Move the window forward, so that it begins with the character at `position`.

        If it begins there already, it is doubled. False if that is not possible: `text` is the same as before then.
        """
        if self.at_end:
            return False
        if position:
            self._read(self.byte_at(position), self._window_bytes)
            return True
        if self._size >= self._max_bytes:
            return False
        self._read(self._start, min(2 * self._size, self._max_bytes))
        return True

    def shrink(self, position: int) -> int:
        """Use small windows from now on. Returns where the character at `position` is now.

        After an error: the decoder counts the lines from the beginning of the window for each error, which would take
        time in proportion to the window if there are many.
        """
        self._window_bytes = min(self._window_bytes, SMALL_WINDOW_BYTES)
        if self._size <= self._window_bytes:
            return position
        self._read(self.byte_at(position), self._window_bytes)
        return 0

    def byte_at(self, position: int) -> int:
        """The byte of the source where the character at `position` of `text` begins.

        Fast if the positions ascend: in a window that is not ASCII, the characters since the last position are counted.
        """
        if self.is_ascii:
            return self._start + position
        if position < self._seen_position:
            self._seen_position, self._seen_byte = 0, self._start
        self._seen_byte += byte_count(self.text[self._seen_position : position])
        self._seen_position = position
        return self._seen_byte

    def count_from(self, position: int, byte: int) -> None:
        """Say which byte the character at `position` of `text` is, so that it need not be counted."""
        self._seen_position, self._seen_byte = position, byte

    def span(self, position: int, end: int) -> tuple[int, int]:
        """The bytes of the characters from `position` up to `end`."""
        if self.is_ascii:
            return self._start + position, self._start + end
        return self.byte_at(position), self.byte_at(end)

    def _read(self, start: int, size: int) -> None:
        """Make the window begin at the byte `start`."""
        self._start = self._seen_byte = start
        self._size, self._seen_position = size, 0
        data = self._source.read(start, start + size)
        # Fewer bytes than expected: the file has shrunk.
        self.at_end = start + len(data) >= self._source.size or len(data) < size
        # A character that is cut by the end of the window is left to the next one.
        self.text, _ = utf_8_decode(data, "surrogateescape", self.at_end)
        self.is_ascii = self.text.isascii()


def byte_count(text: str) -> int:
    """The number of bytes that a part of a window was decoded from."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))
