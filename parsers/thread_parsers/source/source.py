"""A file, standard input or bytes in memory, as UTF-8 bytes with line numbers.

A UTF-8 file is not copied: it is read in slices through a kept descriptor (`pread`), because a memory map dies of
SIGBUS when the file shrinks under it. Whatever is not plain UTF-8 with line feeds is converted once into a buffer.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from thread_parsers.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source.stamp import Stamp

SLICE = 1 << 20
"""Bytes that are read at a time while a whole source is walked."""

_BLOCK = 1 << 16
"""Bytes between two marks of the line index: one read of this size answers any question about a line."""

_NEAR = 1 << 13
"""Bytes past the last question about a line within which the next one is answered from there."""


class Source:
    """UTF-8 bytes with places in them. Offsets are bytes from 0, line numbers count from 1."""

    def __init__(self, name: str, size: int, converted_from: str | None = None) -> None:
        self.name = name
        """The file as the user named it, or `-`; untrusted, as everything of a page is."""
        self.size = size
        """Bytes."""
        self.converted_from = converted_from
        """What the bytes were before they were made UTF-8 with line feeds; None when they are the file's own."""
        self.stamp: Stamp | None = None
        """What the file was when it was opened; None where there is no file."""
        self._lines_before = array("Q", [0])
        self._last_answer = (0, 1)
        self._counting = Lock()

    def read(self, start: int, end: int) -> bytes:
        """The bytes from `start` up to `end`; fewer when the file has shrunk since it was opened."""
        raise NotImplementedError

    def close(self) -> None:
        """Give the descriptor or the buffer back."""

    def text(self, start: int, end: int) -> str:
        """The text from `start` to `end`. Bytes that are no UTF-8 become lone surrogates, so nothing is lost."""
        return self.read(start, end).decode("utf-8", "surrogateescape")

    def slices(self, start: int = 0, size: int = SLICE) -> Iterator[tuple[int, bytes]]:
        """Walk the source: (offset, bytes) pairs that join to the whole from `start`."""
        while start < self.size:
            piece = self.read(start, min(start + size, self.size))
            if not piece:
                return
            yield start, piece
            start += len(piece)

    def line_at(self, offset: int) -> int:
        """The number of the line that holds the byte at `offset`."""
        offset = min(offset, self.size)
        at, line = self._last_answer
        if not at <= offset < at + _NEAR:
            block = offset // _BLOCK
            self._count_lines_before(block)
            at, line = block * _BLOCK, self._lines_before[block] + 1
        line += self.read(at, offset).count(b"\n")
        self._last_answer = offset, line
        return line

    def line_start(self, line: int) -> int:
        """The offset of the first byte of `line`; the size of the source for lines past the last."""
        wanted = line - 1
        if wanted <= 0:
            return 0
        self._count_lines_before(self.size // _BLOCK)
        block = bisect_right(self._lines_before, wanted - 1) - 1
        seen, at = self._lines_before[block], block * _BLOCK
        while at < self.size:
            piece = self.read(at, at + _BLOCK)
            here = piece.count(b"\n")
            if not piece:
                break
            if seen + here >= wanted:
                found = -1
                for _ in range(wanted - seen):
                    found = piece.index(b"\n", found + 1)
                return at + found + 1
            seen, at = seen + here, at + len(piece)
        return self.size

    @property
    def line_count(self) -> int:
        """Lines, counting a last one without a line feed, and none in an empty source."""
        if not self.size:
            return 0
        last = self.size - 1
        return self.line_at(last)

    def count_lines(self, start: int, piece: bytes) -> None:
        """Count the lines of bytes that are at hand, from `start`, so that they need not be read again for it."""
        marks = self._lines_before
        with self._counting:
            at = (len(marks) - 1) * _BLOCK - start
            while 0 <= at <= len(piece) - _BLOCK:
                marks.append(marks[-1] + piece.count(b"\n", at, at + _BLOCK))
                at += _BLOCK

    def _count_lines_before(self, block: int) -> None:
        marks = self._lines_before
        if len(marks) > block:
            return
        with self._counting:
            while len(marks) <= block:
                at = (len(marks) - 1) * _BLOCK
                marks.append(marks[-1] + self.read(at, at + _BLOCK).count(b"\n"))


class BufferSource(Source):
    """Bytes in memory: standard input, converted files, tests."""

    def __init__(self, data: bytes, name: str = "-", converted_from: str | None = None) -> None:
        super().__init__(name, len(data), converted_from)
        self._data = data

    def read(self, start: int, end: int) -> bytes:
        return self._data[start:end]


class FileSource(Source):
    """A UTF-8 file behind a descriptor that is kept open, so that a renamed or removed file can still be read."""

    def __init__(self, name: str, descriptor: int, size: int) -> None:
        super().__init__(name, size)
        self._descriptor = descriptor

    def read(self, start: int, end: int) -> bytes:
        end = min(end, self.size)
        if start >= end:
            return b""
        try:
            piece = os.pread(self._descriptor, end - start, start)
            while len(piece) < end - start:
                more = os.pread(self._descriptor, end - start - len(piece), start + len(piece))
                if not more:
                    break
                piece += more
        except OSError as error:
            raise Unreadable(self.name, f"cannot be read any more ({error.strerror})") from error
        return piece

    def close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            with suppress(OSError):  # nothing was written to it that could be lost
                os.close(descriptor)
