"""Paths of a call, and how the index has them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from thread_parsers.database_files import path_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

FIRST_PAGE_ROWS, PAGE_ROWS = 100, 500
"""Rows that are read at a time. The first of them fill a screen."""


class Place(NamedTuple):
    """A path in the call, and how it is stored."""

    path: str
    key: bytes

    @classmethod
    def of(cls, path: str) -> Place:
        """The place of a path."""
        return cls(path, path_key(path))

    @property
    def below(self) -> tuple[bytes, bytes]:
        """What the paths below it begin with, and the first one that does not."""
        root = self.key if self.key.endswith(b"/") else self.key + b"/"
        return root, root[:-1] + b"0"

    @property
    def spans(self) -> tuple[tuple[bytes, bytes], tuple[bytes, bytes]]:
        """The same of the path itself, and of those below it."""
        return (self.key, self.key + b"\0"), self.below

    def spelled(self, key: bytes) -> str:
        """A stored path as the call would write it."""
        rest = key[len(self.key) :].lstrip(b"/")
        return os.path.join(self.path, os.fsdecode(rest)) if rest else self.path  # noqa: PTH118


def paged(connection: sqlite3.Connection, query: str, place: Place, max_rows: int | None = None) -> Iterator[list[Any]]:
    """What a query finds at and below a place, in pages. Its columns begin with the path and the part; its values are
    the first and one past the last path, then the path and the part of the row before, and the size of a page, which is
    at most `max_rows`. Between two pages the database may change. Raises sqlite3.Error."""
    limit = FIRST_PAGE_ROWS
    page_rows = PAGE_ROWS if max_rows is None else max_rows
    for first, end in place.spans:
        last = first, 0
        while True:
            found = connection.execute(query, (last[0], end, *last, limit)).fetchall()
            yield found
            if len(found) < limit:
                break
            last, limit = (found[-1][0], found[-1][1] or 1), page_rows
