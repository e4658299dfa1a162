"""Which files may have a comment with a mark of the user's, as far as the index and what is known from earlier tell."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from thread_parsers.database_files import array_from_bytes
from thread_parsers.library.contents import MAX_PARTS
from thread_parsers.library.places import paged
from thread_parsers.library.rows import IndexedPart
from thread_parsers.query.nodes import UNREAD
from thread_parsers.source.stamp import Stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from thread_parsers.library.places import Place
    from thread_parsers.library.rows import KnownFiles

GROUP_COMMENTS = 1 << 13
"""Comments of the discussions that are asked about at a time."""
GROUP_PARTS = 200
"""Discussions that are asked about at a time."""

_PARTS = """
SELECT path, part.part, file.id, parts, device, inode, size, modified, comments
FROM file JOIN part ON part.file = file.id
"""
_PAGE = f"""{_PARTS}
WHERE path >= ? AND path < ? AND NOT (path = ? AND part.part <= ?) ORDER BY path, part.part LIMIT ?
"""
_TABLE = """
CREATE TEMP TABLE IF NOT EXISTS marked (
    search INTEGER NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (search, file)
) WITHOUT ROWID
"""
KEPT_SEARCHES = 100
"""Marks that may be asked about at the same time: more than a query that anybody writes has."""
_searches = count(1)


def marked_files(
    connection: sqlite3.Connection, mark: str, places: Sequence[Place], known: KnownFiles
) -> Generator[list[str], None, int]:
    """Find the files at and below some places that may have a comment with a mark, in steps. Returns the number under
    which `temp.marked` has them. Raises sqlite3.Error."""
    search = _begun(connection)
    for place in places:
        for rows in paged(connection, _PAGE, place):
            found = set[int]()
            for group in _groups(rows):
                found |= _marked(connection, mark, group, known)
                yield []
            _keep(connection, search, found)
    return search


def read_files(connection: sqlite3.Connection, known: KnownFiles) -> Generator[list[str], None, int]:
    """Find the files of which all comments were read; otherwise as `marked_files`."""
    search, keys = _begun(connection), known.read_files()
    for at in range(0, len(keys), GROUP_PARTS):
        some = keys[at : at + GROUP_PARTS]
        rows = connection.execute(f"{_PARTS} WHERE path IN ({', '.join('?' * len(some))})", some).fetchall()
        asked = [row for row in rows if None not in row]
        parts = [IndexedPart(key, part, Stamp(*stamp), comments) for key, part, _, _, *stamp, comments in asked]
        answers = zip(asked, known.may_have(UNREAD, parts), strict=True)
        counted = Counter(row[2] for row, may_be_unread in answers if not may_be_unread)
        _keep(connection, search, {row[2] for row in asked if counted[row[2]] == row[3]})
        yield []
    return search


def _begun(connection: sqlite3.Connection) -> int:
    """The number of a new search."""
    search = next(_searches)
    connection.execute(_TABLE)
    connection.execute("DELETE FROM marked WHERE search < ?", (search - KEPT_SEARCHES,))
    return search


def _keep(connection: sqlite3.Connection, search: int, files: Iterable[int]) -> None:
    connection.executemany("INSERT OR IGNORE INTO marked VALUES (?, ?)", ((search, file) for file in files))


def _groups(rows: Sequence[tuple[int, ...]]) -> Iterator[Sequence[tuple[int, ...]]]:
    """The rows of a page, some at a time."""
    first = comments = 0
    for at, row in enumerate(rows):
        comments += row[-1] or 0
        if comments >= GROUP_COMMENTS or at - first >= GROUP_PARTS:
            yield rows[first : at + 1]
            first, comments = at + 1, 0
    yield rows[first:]


def _marked(connection: sqlite3.Connection, mark: str, rows: Sequence[tuple[int, ...]], known: KnownFiles) -> set[int]:
    """The files of some rows that may have a comment with a mark."""
    files = sorted({row[2] for row in rows})
    identities = {
        (file, part): (address, array_from_bytes("q", ids), array_from_bytes("q", words))
        for file, part, address, ids, words in connection.execute(
            f"SELECT file, part, address, ids, words FROM identity WHERE file IN ({', '.join('?' * len(files))})", files
        )
    }
    found, asked, numbers = set[int](), list[IndexedPart](), list[int]()
    for key, part, file, parts, *stamp, comments in rows:
        identity = identities.get((file, part))
        # Nothing can be said of files that were not read as a whole, or have too many discussions or comments.
        if identity is None or parts > MAX_PARTS or None in stamp or len(identity[1]) != comments:
            found.add(file)
        else:
            asked.append(IndexedPart(key, part, Stamp(*stamp), comments, *identity))  # type: ignore[arg-type]
            numbers.append(file)
    found.update(number for number, answer in zip(numbers, known.may_have(mark, asked), strict=True) if answer)
    return found
