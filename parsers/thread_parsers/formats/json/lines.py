"""Newline-delimited JSON (ndjson, JSON lines): one value a line. A bad line costs that line only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.formats.json import Damaged, Value
from thread_parsers.formats.json.decode import Pieces
from thread_parsers.formats.json.scan import CUT, PIECE_CHARS, SCAN, after_space
from thread_parsers.formats.json.windows import MAX_WINDOW_BYTES, value_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source.source import Source

MAX_LISTED = 5
"""Line numbers of bad lines that are kept."""
PART_BYTES = 1 << 16
"""Bytes that are read at a time."""


class LineReader:
    """The values in the lines of a source.

    Several values in one line are yielded one by one. Lines of blanks are passed over, and so are bad lines.
    """

    def __init__(self, source: Source, part_bytes: int = PART_BYTES, max_line_bytes: int = MAX_WINDOW_BYTES) -> None:
        self.damaged: Damaged | None = None
        """The first fault."""
        self.damages = 0
        """The number of bad lines."""
        self.bad_lines: list[int] = []
        """The numbers of the first bad lines, from 1."""
        self.cut = False
        """True if the last line is the beginning of a value."""
        self._source = source
        self._part_bytes = part_bytes
        self._max_line_bytes = max_line_bytes

    def values(self) -> Iterator[Value | None]:
        """Yield every value with its bytes in the source, and None after each line without a value or with a fault, so
        that many of them can be passed over in steps."""
        for number, (start, line) in enumerate(self._lines(), 1):
            if line is None:
                self._damage(number, start, f"a line of more than {self._max_line_bytes >> 20} MiB")
                yield None
                continue
            text = line.decode("utf-8", "surrogateescape")
            if (usual := _only_object(text, start, len(line))) is not None:
                yield usual
                continue
            pieces = Pieces(text)
            at = after_space(text, 0)
            # Bytes and characters are counted together: in a line of ASCII they are the same.
            seen, seen_byte = 0, start
            if at == len(text):
                yield None
            while at < len(text):
                value, end, fault = yield from pieces.decode(at)
                if fault is not None:
                    self._bad(number, start, line, text, end, fault)
                    yield None
                    break
                first = seen_byte + _bytes(text, seen, at)
                seen, seen_byte = end, first + _bytes(text, at, end)
                yield Value(value, first, seen_byte, True, text, at)
                at = after_space(text, end)

    def _lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Each line with its offset; None instead of a line that is too long."""
        start = value_start(self._source)
        # The beginning of a line whose end is in a later part. Of a line that is too long, only the length is kept.
        pieces, length, limit = list[bytes](), 0, self._max_line_bytes
        for _, part in self._source.slices(start, self._part_bytes):
            *lines, rest = part.split(b"\n")
            for line in lines:
                if length:
                    length += len(line)
                    yield start, b"".join((*pieces, line)) if length <= limit else None
                    start += length + 1
                    pieces, length = [], 0
                else:
                    yield start, line if len(line) <= limit else None
                    start += len(line) + 1
            length += len(rest)
            if length <= limit:
                pieces.append(rest)
            else:
                pieces.clear()
        if length:
            yield start, b"".join(pieces) if length <= limit else None

    def _bad(self, number: int, start: int, line: bytes, text: str, at: int, fault: str) -> None:
        """Count a line that cannot be decoded at character `at`."""
        end = start + len(line)
        if fault == CUT and end == self._source.size:
            self.cut = True
            self._damage(number, end, "the last line is cut")
        else:
            self._damage(number, start + _bytes(text, 0, at), fault)

    def _damage(self, number: int, offset: int, reason: str) -> None:
        """Count a fault, and keep the first."""
        self.damages += 1
        self.damaged = self.damaged or Damaged(offset, reason)
        if len(self.bad_lines) < MAX_LISTED:
            self.bad_lines.append(number)


def _only_object(text: str, start: int, size: int) -> Value | None:
    """The object that a line of some bytes is, as most are; None for other lines."""
    if len(text) > PIECE_CHARS:
        return None
    try:
        value, end = SCAN(text, 0)
    except (ValueError, RecursionError, StopIteration):
        return None
    behind = len(text) - end
    if type(value) is not dict or (behind and text[end:] != "\r"):
        return None
    return tuple.__new__(Value, (value, start, start + size - behind, True, text, 0))


def _bytes(text: str, start: int, end: int) -> int:
    """The number of bytes of a part of a text."""
    return end - start if text.isascii() else len(text[start:end].encode("utf-8", "surrogateescape"))
