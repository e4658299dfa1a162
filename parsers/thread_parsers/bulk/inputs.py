"""What is read: files, folders, patterns, archives, and lists of them. Everything is found in one pass."""

from __future__ import annotations

import glob
import os
from typing import IO, TYPE_CHECKING, NamedTuple

from thread_parsers.bulk import archives, line_files
from thread_parsers.bulk.pages import Page, encodable_name
from thread_parsers.errors import Unreadable
from thread_parsers.library.walking import MAX_BYTES, Found, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STANDARD_INPUT = "-"
MAX_NAME_BYTES = 1 << 16
"""The longest name in a list."""
SPLITTERS = ((archives.NAMES, archives.pages_in), (line_files.NAMES, line_files.pages_in))
"""Files that may have many pages, by their names."""
ALREADY_READ = "is a corpus, whose pages were read already"
TOO_LARGE = f"larger than {MAX_BYTES >> 20} MiB; split it"


class Problem(NamedTuple):
    """What was to be read and could not be found or opened. It gets no row, and is looked for again the next time."""

    path: str
    reason: str


class Inputs:
    """The inputs of a call. `names`: a file with a list of more, one a line, or with NUL characters between them; it
    can be read twice."""

    def __init__(self, words: Sequence[str], names: IO[bytes] | None = None, apart_from: str = "") -> None:
        self._words = words
        self._names = names
        self._apart_from = os.path.join(os.path.abspath(apart_from), "") if apart_from else ""  # noqa: PTH100, PTH118
        """The folder that is written to."""
        self.bytes_read = 0
        """How much of the files has been read, on disk."""

    def sizes(self) -> Iterator[int]:
        """How large each file is, on disk."""
        return (found.size for found in self._found() if not found.reason)

    def pages(self) -> Iterator[Page | Problem]:
        """All pages, in no particular order."""
        for found in self._found():
            if found.reason:
                yield Problem(found.path, found.reason)
                continue
            before = self.bytes_read
            yield from self._pages_of(found, before)
            self.bytes_read = before + found.size

    def _pages_of(self, found: Found, before: int) -> Iterator[Page | Problem]:
        path = os.path.abspath(found.path)  # noqa: PTH100
        if not os.access(path, os.R_OK):
            yield Problem(found.path, "permission denied")
            return
        split = next((split for names, split in SPLITTERS if names.search(path)), None)
        if split is None or found.content:
            if found.size > MAX_BYTES:
                yield Problem(found.path, TOO_LARGE)
            else:
                yield Page(encodable_name(path), path, size=found.size)
            return
        try:
            yield from split(path, lambda read: self._told(before + read))
        except Unreadable as error:
            yield Problem(found.path, error.reason)

    def _told(self, read: int) -> None:
        self.bytes_read = read

    def _found(self) -> Iterator[Found]:
        for path in self._paths():
            corpus = ""
            for found in walk([path]):
                if found is None or self._is_output(found.path):
                    continue
                if not found.corpus:
                    yield found
                elif found.corpus != corpus:
                    corpus = found.corpus
                    yield Found(corpus, None, ALREADY_READ)

    def _is_output(self, path: str) -> bool:
        return bool(self._apart_from) and os.path.join(os.path.abspath(path), "").startswith(self._apart_from)  # noqa: PTH100, PTH118

    def _paths(self) -> Iterator[str]:
        for word in self._words:
            if word == STANDARD_INPUT:
                yield from self._listed()
            elif glob.has_magic(word) and not os.path.lexists(word):
                yield from self._matching(word)
            else:
                yield word

    def _matching(self, pattern: str) -> Iterator[str]:
        """The paths that match a pattern, as a shell finds them; the pattern if there are none."""
        path = pattern
        for path in glob.iglob(pattern, recursive=True):  # noqa: PTH207
            yield path
        if path == pattern:
            yield path

    def _listed(self) -> Iterator[str]:
        if self._names is None:
            return
        self._names.seek(0)
        end = b"\0" if b"\0" in self._names.read(MAX_NAME_BYTES) else b"\n"
        self._names.seek(0)
        for name in _divided(self._names, end):
            if name:
                yield os.fsdecode(name)


def _divided(stream: IO[bytes], end: bytes) -> Iterator[bytes]:
    """What is between the ends of names."""
    rest = b""
    while piece := stream.read(MAX_NAME_BYTES):
        *names, rest = (rest + piece).split(end)
        yield from names
        if len(rest) > MAX_NAME_BYTES:  # no name: what follows is found missing in pieces
            yield rest
            rest = b""
    yield rest
