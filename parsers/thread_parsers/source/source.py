"""A file, standard input or bytes in memory, as UTF-8 bytes with line numbers.

A UTF-8 file is not copied: it is read in slices through an open descriptor (`pread`), not mapped into memory, because
SIGBUS ends the process if a mapped file shrinks. Everything else is converted once into a buffer (see `decode`).
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from contextlib import suppress
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from weakref import finalize

from thread_parsers.errors import Unreadable
from thread_parsers.source.containers import SNIFFED_BYTES, Sniffed, is_fragment, sniffed
from thread_parsers.source.descriptors import read_at
from thread_parsers.source.stamp import change
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from datetime import datetime

    from thread_parsers.source.stamp import Stamp

SLICE = 1 << 20
"""Bytes read at a time when a whole source is scanned."""

_INDEX_BYTES = 1 << 16
"""Bytes between two entries of the line index: finding a line takes one read of this size."""

_NEAR_BYTES = 1 << 13
"""A line lookup this close after the previous one counts from there instead of from the index."""


class SavedAs(NamedTuple):
    """What the container of a saved page says of it."""

    address: str = ""
    saved: datetime | None = None
    """When it was saved, by the clock of the container."""


class Source:
    """UTF-8 bytes with random access. Offsets are bytes from 0, line numbers count from 1."""

    has_bytes = True
    """Whether there is a file to read; see `AbsentFile`."""

    def __init__(self, name: str, size: int, converted_from: str | None = None) -> None:
        self.name = name
        """The path as given by the user, or `-`; untrusted, like the content."""
        self.size = size
        """Bytes."""
        self.converted_from = converted_from
        """What the bytes were before they were converted to UTF-8 with line feeds; None if they were not."""
        self.stamp: Stamp | None = None
        """Identity of the file version that was opened; None if it is not a file."""
        self.saved_as = SavedAs()
        """What is known of a saved page beside its content."""
        self._lines_before = array("Q", [0])
        """Line feeds before each multiple of _INDEX_BYTES; extended on demand."""
        self._last_lookup = (0, 1)
        """Offset and line number of the previous `line_at`."""
        self._index_lock = Lock()

    def read(self, start: int, end: int) -> bytes:
        """The bytes from `start` up to `end`; fewer if the file has shrunk since it was opened."""
        raise NotImplementedError

    def close(self) -> None:
        """Release the file descriptor, if there is one."""

    def change(self) -> str | None:
        """How the file has changed since it was opened, as a clause after its name; None if it has not."""
        return None if self.stamp is None else change(self.name, self.stamp)

    @cached_property
    def sniffed(self) -> Sniffed:
        """What the beginning says of the container. It is looked at once."""
        return run_to_end(self._sniffed_in_steps())

    def sniff(self) -> Iterator[None]:
        """Find `sniffed` in steps: a page may begin with megabytes of pictures."""
        if "sniffed" not in self.__dict__:
            self.__dict__["sniffed"] = yield from self._sniffed_in_steps()

    def _sniffed_in_steps(self) -> Generator[None, None, Sniffed]:
        found = sniffed(self.read(0, SNIFFED_BYTES))
        if found.container == "html" and self.size > SNIFFED_BYTES and not is_fragment(found.head):
            from thread_parsers.source.html_head import html_head  # most files are not HTML

            return found._replace(head=(yield from html_head(self.read, self.size, SNIFFED_BYTES)))
        return found

    def text(self, start: int, end: int) -> str:
        """The text from `start` to `end`. Invalid bytes become lone surrogates, so nothing is lost."""
        return self.read(start, end).decode("utf-8", "surrogateescape")

    def slices(self, start: int = 0, size: int = SLICE) -> Iterator[tuple[int, bytes]]:
        """Yield (offset, bytes) pairs that cover the source from `start` to its end."""
        while start < self.size:
            piece = self.read(start, min(start + size, self.size))
            if not piece:
                return
            yield start, piece
            start += len(piece)

    def line_at(self, offset: int) -> int:
        """The number of the line with the byte at `offset`."""
        offset = min(offset, self.size)
        at, line = self._last_lookup
        if not at <= offset < at + _NEAR_BYTES:
            block = offset // _INDEX_BYTES
            self._extend_index(block)
            at, line = block * _INDEX_BYTES, self._lines_before[block] + 1
        line += self.read(at, offset).count(b"\n")
        self._last_lookup = offset, line
        return line

    def line_start(self, line: int) -> int:
        """The offset of the first byte of `line`; the size of the source for lines past the last."""
        # Line n begins after line feed n - 1.
        wanted = line - 1
        if wanted <= 0:
            return 0
        self._extend_index(self.size // _INDEX_BYTES)
        # The last block before which there are fewer line feeds than wanted has the wanted one.
        block = bisect_right(self._lines_before, wanted - 1) - 1
        seen, at = self._lines_before[block], block * _INDEX_BYTES
        while at < self.size:
            piece = self.read(at, at + _INDEX_BYTES)
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
        """The number of lines, including a last one without a line feed; 0 for an empty source."""
        if not self.size:
            return 0
        last = self.size - 1
        return self.line_at(last)

    @property
    def decoded_from(self) -> int | None:
        """The size of the file in bytes, if this was decoded from parts of it (see `place`); else None."""
        return None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of the file that `start` to `end` were read or decoded from."""
        return start, end

    def count_lines(self, start: int, piece: bytes) -> None:
        """Extend the line index with bytes that the caller has read from `start`, so that they are not read again."""
        index = self._lines_before
        with self._index_lock:
            # The first block that the index lacks, as an offset in `piece`. It must be in the piece as a whole.
            at = (len(index) - 1) * _INDEX_BYTES - start
            while 0 <= at <= len(piece) - _INDEX_BYTES:
                index.append(index[-1] + piece.count(b"\n", at, at + _INDEX_BYTES))
                at += _INDEX_BYTES

    def _extend_index(self, block: int) -> None:
        """Make the line index cover the beginning of this block."""
        index = self._lines_before
        if len(index) > block:
            return
        with self._index_lock:
            while len(index) <= block:
                at = (len(index) - 1) * _INDEX_BYTES
                index.append(index[-1] + self.read(at, at + _INDEX_BYTES).count(b"\n"))


class BufferSource(Source):
    """Bytes in memory: standard input, converted files, tests."""

    def __init__(self, data: bytes, name: str = "-", converted_from: str | None = None) -> None:
        super().__init__(name, len(data), converted_from)
        self._data = data

    def read(self, start: int, end: int) -> bytes:
        return self._data[start:end]


class FileSource(Source):
    """A UTF-8 file whose descriptor is kept open, so that a renamed or removed file can still be read."""

    def __init__(self, name: str, descriptor: int, size: int) -> None:
        super().__init__(name, size)
        self._descriptor = descriptor
        self._release = finalize(self, _close, descriptor)
        self._release.atexit = False

    def read(self, start: int, end: int) -> bytes:
        end = min(end, self.size)
        if start >= end:
            return b""
        try:
            piece = read_at(self._descriptor, end - start, start)
            # One call reads at most 2 GiB, and less from some file systems.
            while len(piece) < end - start:
                more = read_at(self._descriptor, end - start - len(piece), start + len(piece))
                if not more:
                    break
                piece += more
        except OSError as error:
            raise Unreadable(self.name, f"can no longer be read ({error.strerror})") from error
        return piece

    def close(self) -> None:
        self._descriptor = -1
        self._release()


def _close(descriptor: int) -> None:
    with suppress(OSError):  # it was only read, so no data can be lost
        os.close(descriptor)
