"""Text that is rendered from a file while the file is read: a source that grows at its end."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from thread_parsers.source.descriptors import read_at
from thread_parsers.source.source import Source

if TYPE_CHECKING:
    from thread_parsers.source.stamp import Stamp

MAX_MEMORY_BYTES = 1 << 26
"""Above this size the text is kept in a temporary file without a name."""
_WRITE_BYTES = 1 << 20
"""Bytes that are collected before they are written to the temporary file."""
_MOVED_BYTES, _MOVED_AFTER = 1 << 21, 1 << 17
"""What was in memory until then is moved to the file little by little: so much each time so much has been appended."""


class TextBuffer(Source):
    """UTF-8 bytes to which more can be appended; offsets of what is there stay valid."""

    def __init__(self, name: str, stamp: Stamp | None = None) -> None:
        super().__init__(name, 0)
        self.stamp = stamp
        self._head = bytearray()
        """What is being moved to the temporary file, as long as not all of it is there."""
        self._tail = bytearray()
        """The bytes after those of the head or of the temporary file."""
        self._tail_at = 0
        self._moved = self._appended = 0
        """How much of the head is in the file, and how much was appended since then."""
        self._file: IO[bytes] | None = None

    def append(self, data: bytes) -> int:
        """Append bytes. Returns the offset of the first one."""
        at = self.size
        self._tail += data
        self.size += len(data)
        if self._file is None:
            if len(self._tail) > MAX_MEMORY_BYTES:
                import tempfile  # few files have so many words

                # It has no name, so nothing is left when the program ends.
                self._file = tempfile.TemporaryFile(prefix="thread-reader-", buffering=0)  # noqa: SIM115
                self._head, self._tail, self._tail_at = self._tail, bytearray(), self.size
        elif self._head:
            self._appended += len(data)
            if self._appended >= _MOVED_AFTER:
                self._move(self._file)
        elif len(self._tail) > _WRITE_BYTES:
            _write(self._file, self._tail)
            self._tail, self._tail_at = bytearray(), self.size
        return at

    def read(self, start: int, end: int) -> bytes:
        tail_at = self._tail_at
        if start >= tail_at:
            # A view: slicing a bytearray copies once, converting the copy to bytes once more.
            return bytes(memoryview(self._tail)[start - tail_at : max(end - tail_at, 0)])
        until = min(end, tail_at)
        if self._head:
            head = bytes(memoryview(self._head)[start : max(until, start)])
        else:
            assert self._file is not None
            head = read_at(self._file.fileno(), until - start, start)
        return head + bytes(self._tail[: end - tail_at]) if end > tail_at else head

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _move(self, file: IO[bytes]) -> None:
        """Move more of the head to the temporary file."""
        end = self._moved + _MOVED_BYTES
        with memoryview(self._head) as view:
            _write(file, view[self._moved : end])
        self._moved, self._appended = end, 0
        if end >= len(self._head):
            self._head = bytearray()


def _write(file: IO[bytes], data: bytearray | memoryview) -> None:
    """Write all of the data."""
    with memoryview(data) as view:
        at = 0
        while at < len(view):
            at += file.write(view[at:])
