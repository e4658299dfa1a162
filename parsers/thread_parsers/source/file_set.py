"""Several files as one source: the days of a Slack export, from a folder or an archive."""

from __future__ import annotations

import io
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.source.source import BufferSource, Source

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable


class Member(NamedTuple):
    """A file of a set: its path in the folder or archive, with slashes, and its bytes in the source."""

    name: str
    start: int
    end: int


class FileSet(BufferSource):
    """The bytes of several files one after another, with a line feed between two of them."""

    def __init__(self, data: bytes, name: str, members: Iterable[Member], converted_from: str) -> None:
        super().__init__(data, name, converted_from)
        self.members = tuple(members)

    def until(self, end: int) -> Source:
        """The beginning of the source, as a source: nothing behind `end` is seen through it."""
        return _Beginning(self, end)


class _Beginning(Source):
    def __init__(self, whole: Source, size: int) -> None:
        super().__init__(whole.name, size)
        self._whole = whole

    def read(self, start: int, end: int) -> bytes:
        return self._whole.read(start, min(end, self.size))


def file_set(
    name: str, files: Iterable[tuple[str, bytes] | None], converted_from: str
) -> Generator[None, None, FileSet]:
    """A source of files, each with its path and its content; None while one is read. `converted_from`: what they were
    in."""
    data, members = io.BytesIO(), list[Member]()
    for file in files:
        if file is None:
            yield
            continue
        path, content = file
        start = data.tell()
        data.write(content.removeprefix(BOM_UTF8))
        members.append(Member(path, start, data.tell()))
        data.write(b"\n")
    return FileSet(data.getvalue(), name, members, converted_from)
