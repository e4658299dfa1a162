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


class TextBuffer(Source):
    """UTF-8 bytes to which more can be appended; offsets of what is there stay valid."""

    def __init__(self, name: str, stamp: Stamp | None = None) -> None:
        super().__init__(name, 0)
        self.stamp = stamp
        self._tail = bytearray()
        """The bytes that are in memory: all, or those after the ones in the temporary file."""
        self._stored = 0
        """Bytes in the temporary file."""
        self._file: IO[bytes] | None = None

    def append(self, data: bytes) -> int:
        """Append bytes. Returns the offset of the first one."""
        at = self.size
        self._tail += data
        self.size += len(data)
        if len(self._tail) > (_WRITE_BYTES if self._file is not None else MAX_MEMORY_BYTES):
            self._store()
        return at

    def read(self, start: int, end: int) -> bytes:
        stored = self._stored
        if start >= stored:
            # A view: slicing a bytearray copies once, converting the copy to bytes once more.
            return bytes(memoryview(self._tail)[start - stored : max(end - stored, 0)])
        assert self._file is not None
        head = read_at(self._file.fileno(), min(end, stored) - start, start)
        return head + bytes(self._tail[: end - stored]) if end > stored else head

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _store(self) -> None:
        """Move the bytes in memory to the temporary file. It has no name, so nothing is left when the program ends."""
        if self._file is None:
            import tempfile  # takes some milliseconds, and few texts are that long

            self._file = tempfile.TemporaryFile(prefix="thread-reader-", buffering=0)  # noqa: SIM115
        view = memoryview(self._tail)
        at = 0
        while at < len(view):
            at += self._file.write(view[at:])
        view.release()
        self._stored += len(self._tail)
        self._tail = bytearray()
