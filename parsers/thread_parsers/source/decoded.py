"""Text that was decoded from pieces of a file, such as the lines of a part of a saved page, and where these are.

Bytes of pieces that are in the file as they are in the text have places of their own; all others have those of the
line that they were decoded from.
"""

from __future__ import annotations

import codecs
from array import array
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from thread_parsers.source.source import BufferSource
from thread_parsers.text.large_texts import SLICE_BYTES, SLICE_LINES

if TYPE_CHECKING:
    from collections.abc import Generator


class Places:
    """Where the pieces of a text were decoded from, in the order of both."""

    def __init__(self, size: int, lines: int) -> None:
        """`size`: of the file, in bytes. `lines`: their number."""
        self.size, self.lines = size, lines
        self._text = array("Q")
        """The first byte of each piece of the text."""
        self._disk = array("Q")
        """The byte of the file that each was decoded from, and the byte after its last."""
        self._disk_end = array("Q")
        self._line = array("Q")
        """The line of the file that each begins on."""
        self._is_same = bytearray()
        """Whether the bytes of each are the same in both, but for the line end."""

    def __len__(self) -> int:
        return len(self._text)

    def add(self, text_start: int, start: int, end: int, line: int, *, is_same: bool = False) -> None:
        """Add the next piece: its place in the text, its bytes in the file, the line that these begin on, and whether
        they are the same but for the line end."""
        self._text.append(text_start)
        self._disk.append(start)
        self._disk_end.append(end)
        self._line.append(line)
        self._is_same.append(is_same)

    def line_at(self, offset: int) -> int:
        """The line of the file that a byte of the text was decoded from."""
        return self._line[self._piece(offset)] if self._text else 1

    def text_at_line(self, line: int, size: int) -> int:
        """The first byte of the text that was decoded from a line of the file, or from one after it; `size` if there is
        none."""
        piece = bisect_right(self._line, line - 1)
        return self._text[piece] if piece < len(self) else size

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of the file that a part of the text was decoded from."""
        if not self._text:
            return 0, self.size
        first, last = self._piece(start), self._piece(max(end - 1, start))
        begin, stop = self._disk[first], self._disk_end[last]
        if self._is_same[first]:
            begin += start - self._text[first]
        is_end = last + 1 < len(self) and end >= self._text[last + 1]
        if self._is_same[last] and not is_end:
            stop = min(self._disk[last] + end - self._text[last], stop)
        return begin, stop

    def _piece(self, offset: int) -> int:
        return max(bisect_right(self._text, offset) - 1, 0)


class DecodedSource(BufferSource):
    """A text with the places of what it was decoded from. Its lines are those of the file, offsets those of the
    text."""

    def __init__(self, data: bytes, name: str, converted_from: str, places: Places) -> None:
        super().__init__(data, name, converted_from)
        self._places = places

    def line_at(self, offset: int) -> int:
        return self._places.line_at(min(offset, self.size))

    def line_start(self, line: int) -> int:
        return self._places.text_at_line(line, self.size)

    @property
    def line_count(self) -> int:
        return self._places.lines

    @property
    def decoded_from(self) -> int | None:
        return self._places.size

    def place(self, start: int, end: int) -> tuple[int, int]:
        return self._places.span(start, end)


def text_starts(raw: bytes, starts: array[int], encoding: str, size: int) -> Generator[None, None, array[int] | None]:
    """Where pieces that begin at `starts` in `raw` begin in the text of `size` bytes that it was converted to: UTF-8
    with line feeds. None if that cannot be told."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
    except LookupError:
        return None
    found, at, before = array("Q"), 0, ""
    for start, end in pairwise([*starts, len(raw)]):
        found.append(at)
        for place in range(start, end, SLICE_BYTES):
            try:
                words = decoder.decode(raw[place : min(place + SLICE_BYTES, end)])
            except UnicodeDecodeError:
                return None
            at += len(words.encode("utf-8", "surrogateescape")) - words.count("\r\n")
            at -= before.endswith("\r") and words.startswith("\n")
            before = words or before
            if place > start:
                yield
        if len(found) % SLICE_LINES == 0:
            yield
    return found if at == size else None
