"""Writing what the user did with a discussion. Each function is one transaction: it is on disk when it returns."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.database_files import transaction
from thread_reader.state.bits import with_bits

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

MAX_QUERIES = 100
"""Queries that are kept, the latest ones."""


class Quoted(NamedTuple):
    """A comment that the user chose to keep something of: its number, its author and its first words."""

    number: int
    author: str
    quote: str


def keep_star(connection: sqlite3.Connection, discussion: int, comment: Quoted) -> None:
    """Star a comment."""
    with transaction(connection):
        connection.execute(
            "INSERT OR REPLACE INTO star VALUES (?, ?, ?, ?, ?)",
            (discussion, comment.number, int(time.time()), comment.author, comment.quote),
        )


def drop_star(connection: sqlite3.Connection, discussion: int, comment: Quoted) -> None:
    """Remove the star of a comment."""
    with transaction(connection):
        connection.execute("DELETE FROM star WHERE discussion = ? AND comment = ?", (discussion, comment.number))


def keep_note(connection: sqlite3.Connection, discussion: int, comment: Quoted, segment: int, text: str) -> None:
    """Write the note of a comment, or of a segment of it (-1 for the whole comment)."""
    with transaction(connection):
        connection.execute(
            "INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?, ?, ?)",
            (discussion, comment.number, segment, int(time.time()), text, comment.author, comment.quote),
        )


def drop_note(connection: sqlite3.Connection, discussion: int, comment: Quoted, segment: int) -> None:
    """Delete the note of a comment or of a segment of it."""
    with transaction(connection):
        connection.execute(
            "DELETE FROM note WHERE discussion = ? AND comment = ? AND segment = ?",
            (discussion, comment.number, segment),
        )


def keep_mark(connection: sqlite3.Connection, discussion: int, comment: Quoted, segment: int, letter: str) -> None:
    """Set a mark on a comment, or on a segment of it (-1 for the whole comment)."""
    with transaction(connection):
        connection.execute(
            "INSERT OR REPLACE INTO mark VALUES (?, ?, ?, ?)", (discussion, letter, comment.number, segment)
        )


def drop_mark(connection: sqlite3.Connection, discussion: int, letter: str) -> None:
    """Remove a mark."""
    with transaction(connection):
        connection.execute("DELETE FROM mark WHERE discussion = ? AND letter = ?", (discussion, letter))


def keep_reading(
    connection: sqlite3.Connection,
    discussion: int,
    changes: Sequence[tuple[Iterable[int], bool]],
    place: Mapping[str, object] | None,
) -> None:
    """Write which comments were read (True) or marked as unread (False) since the last time, and where the reader is,
    if that has changed. What another reader has written in the meantime stays."""
    with transaction(connection):
        if changes:
            found = connection.execute("SELECT read FROM discussion WHERE id = ?", (discussion,)).fetchone()
            if found is not None:
                connection.execute(
                    "UPDATE discussion SET read = ? WHERE id = ?", (with_bits(found[0], changes), discussion)
                )
        if place is not None:
            connection.execute(
                "UPDATE discussion SET place = ? WHERE id = ?", (json.dumps(place, separators=(",", ":")), discussion)
            )


def keep_query(connection: sqlite3.Connection, text: str) -> None:
    """Put a query at the end of the history."""
    with transaction(connection):
        (last,) = connection.execute("SELECT ifnull(max(used), 0) FROM query").fetchone()
        connection.execute("INSERT OR REPLACE INTO query VALUES (?, ?)", (text, last + 1))
        connection.execute("DELETE FROM query WHERE used <= ?", (last + 1 - MAX_QUERIES,))


def queries(connection: sqlite3.Connection) -> list[str]:
    """The history of queries, the latest last."""
    return [text for (text,) in connection.execute("SELECT text FROM query ORDER BY used")]
