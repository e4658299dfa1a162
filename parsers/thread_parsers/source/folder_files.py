"""The files of a folder as one source, each opened when it is read: a folder of mail may have many.

Links are not followed, and what is no regular file is not opened. Reading is relative to the name of the folder, so a
file that has been moved since it was listed is read as line feeds: offsets stay valid, and no other file is read.
"""

from __future__ import annotations

import os
import stat
from bisect import bisect_right
from contextlib import suppress
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.source.containers import SNIFFED_BYTES, Sniffed
from thread_parsers.source.descriptors import NO_LINK, READ_FLAGS, read_at
from thread_parsers.source.source import Source
from thread_parsers.steps import SLICE_ITEMS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from thread_parsers.source.containers import Container


class FolderFile(NamedTuple):
    """A file of a folder: its path in the folder, with slashes, and its bytes in the source."""

    name: str
    start: int
    end: int


class FolderFiles(Source):
    """The bytes of the files of a folder one after another, with a line feed between two of them."""

    def __init__(self, folder: str, kind: str, files: tuple[FolderFile, ...], container: Container) -> None:
        """`kind` is what the folder is (see `folders`)."""
        self._open: tuple[int, int] = (-1, -1)
        """The number of the file that was read last, and its descriptor, or -1."""
        self.files = files
        super().__init__(folder, self.files[-1].end + 1 if self.files else 0, _counted(len(self.files)))
        self.kind = kind
        self._container: Container = container

    def _sniffed_in_steps(self) -> Generator[None, None, Sniffed]:
        """The container follows from the kind of folder."""
        yield
        return Sniffed(self._container, self.read(0, min(SNIFFED_BYTES, self.size)))

    def read(self, start: int, end: int) -> bytes:
        end = min(end, self.size)
        if start >= end:
            return b""
        number = bisect_right(self.files, start, key=attrgetter("start")) - 1
        first = self.files[number]
        if end <= first.end:
            return self._read_file(number, start - first.start, end - start)
        pieces: list[bytes] = []
        while start < end:
            file = self.files[number]
            if start < file.end:
                pieces.append(self._read_file(number, start - file.start, min(end, file.end) - start))
            if end > file.end:
                pieces.append(b"\n")
            start, number = file.end + 1, number + 1
        return b"".join(pieces)

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        _, descriptor = self._open
        self._open = (-1, -1)
        if descriptor >= 0:
            with suppress(OSError):  # it was only read, so no data can be lost
                os.close(descriptor)

    def _read_file(self, number: int, at: int, size: int) -> bytes:
        """Bytes of a file; line feeds where it has fewer, or can no longer be read."""
        if self._open[0] != number:
            self.close()
            self._open = (number, self._opened(self.files[number].name))
        data = b""
        if self._open[1] >= 0:
            with suppress(OSError):  # a disk that fails: what cannot be read is line feeds, too
                data = read_at(self._open[1], size, at)
        return data if len(data) == size else data + b"\n" * (size - len(data))

    def _opened(self, name: str) -> int:
        """A descriptor of a file; -1 if it is gone or has been replaced by something else."""
        try:
            descriptor = os.open(os.path.join(self.name, name), READ_FLAGS | NO_LINK)  # noqa: PTH118
        except OSError:
            return -1
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            return descriptor
        os.close(descriptor)
        return -1


def placed_in_steps(files: Iterable[tuple[str, int]]) -> Generator[None, None, tuple[FolderFile, ...]]:
    """Files, given as paths in a folder with their sizes in bytes, one after another."""
    placed: list[FolderFile] = []
    at = 0
    for name, size in files:
        placed.append(FolderFile(name, at, at + size))
        at += size + 1
        if len(placed) % SLICE_ITEMS == 0:
            yield
    return tuple(placed)


def _counted(files: int) -> str:
    return f"a folder of {files:,} files" if files != 1 else "a folder of 1 file"
