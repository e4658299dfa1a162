"""Which discussions of the index may have a comment that the user has not read, or has marked: those that are, or may
be, saves of one that was open. Those that are not cannot have it, and a search leaves them out."""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.query.nodes import EDITED, NEW, NOTED, STARRED, UNREAD
from thread_reader.state.recent import unread_of

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from thread_parsers.library import IndexedPart
    from thread_parsers.source.stamp import Stamp

MAX_KEYS = 300_000
"""Keys of discussions that are kept in memory. If there are more, nothing can be said."""

_DISCUSSIONS = {
    STARRED: "SELECT discussion FROM star",
    NOTED: "SELECT discussion FROM note",
    NEW: "SELECT id FROM discussion",
    EDITED: "SELECT id FROM discussion",
}
"""The discussions a save of which may have a mark."""


class _File(NamedTuple):
    """A discussion of a file as it was open."""

    stamp: Stamp
    discussion: int
    comments: int
    unread: int


class _Marked(NamedTuple):
    """The discussions that have a mark, and by what a save of them is found."""

    discussions: Set[int]
    keys: Set[int]
    addresses: Set[int]


class MarkedDiscussions:
    """Implements `library.KnownFiles`: looks into the state database once for each mark."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._marked = cache(self._read)
        self._files: dict[tuple[bytes, int], _File] | None = None

    def read_files(self) -> list[bytes]:
        """The files of which all comments of a discussion were read."""
        try:
            return sorted({path for (path, _), file in self._known().items() if not file.unread})
        except sqlite3.Error:
            return []

    def may_have(self, mark: str, parts: Sequence[IndexedPart]) -> list[bool]:
        """Whether each of some discussions may have a comment with a mark of `query.nodes.MARKS`. All may, if the
        database cannot be read: who reads the marks themselves is told so."""
        try:
            files = self._known()
            return [self._may_have(mark, part, files.get((part.key, part.part))) for part in parts]
        except sqlite3.Error:
            return [True] * len(parts)

    def _may_have(self, mark: str, part: IndexedPart, file: _File | None) -> bool:
        is_this = file is not None and (file.stamp, file.comments) == (part.stamp, part.comments)
        if mark == UNREAD:
            return not is_this or file is None or file.unread > 0
        if is_this and mark in (NEW, EDITED):  # nothing has changed since
            return False
        marked = self._marked(mark)
        if marked is None or (file is not None and file.discussion in marked.discussions):
            return True
        return not is_this and (
            part.address in marked.addresses
            or not marked.keys.isdisjoint(part.words)
            or not marked.keys.isdisjoint(part.ids)
        )

    def _known(self) -> dict[tuple[bytes, int], _File]:
        """The discussions of files as they were open, by path and part."""
        if self._files is None:
            self._files = self._read_files()
        return self._files

    def _read_files(self) -> dict[tuple[bytes, int], _File]:
        from thread_parsers.source.stamp import Stamp

        rows = self._connection.execute(
            "SELECT path, part, device, inode, size, modified, file.discussion, comments, numbers, progress.read"
            " FROM file LEFT JOIN progress ON progress.discussion = file.discussion"
        )
        return {
            (path, part): _File(Stamp(*stamp), discussion, comments, unread_of(comments, numbers, read or b""))
            for path, part, *stamp, discussion, comments, numbers, read in rows
        }

    def _read(self, mark: str) -> _Marked | None:
        """The discussions that have a mark; None if they are too many."""
        execute, found = self._connection.execute, _DISCUSSIONS[mark]
        keys = {key for (key,) in execute(f"SELECT key FROM sample WHERE discussion IN ({found}) LIMIT {MAX_KEYS + 1}")}
        if len(keys) > MAX_KEYS:
            return None
        addresses = execute(f"SELECT address FROM discussion WHERE address != 0 AND id IN ({found})")
        return _Marked({one for (one,) in execute(found)}, keys, {address for (address,) in addresses})
