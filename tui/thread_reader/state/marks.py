"""Writing what the user did with a discussion. Each function is one transaction: it is on disk when it returns."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.database_files import transaction
from thread_parsers.quoting import MAX_QUERY_CHARS
from thread_reader.state.bits import with_bits

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

_SURROGATE = re.compile("[\ud800-\udfff]")
MAX_QUERIES = 100
"""Queries that are kept in the history, the latest ones."""


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


def drop_kept(connection: sqlite3.Connection, discussion: int, number: int) -> None:
    """Remove the star of a comment and all its notes."""
    with transaction(connection):
        for table in ("star", "note"):
            connection.execute(f"DELETE FROM {table} WHERE discussion = ? AND comment = ?", (discussion, number))


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
            found = connection.execute("SELECT read FROM progress WHERE discussion = ?", (discussion,)).fetchone()
            if found is not None:
                connection.execute(
                    "UPDATE progress SET read = ? WHERE discussion = ?", (with_bits(found[0], changes), discussion)
                )
        if place is not None:
            import json  # the first screen does not need it

            connection.execute(
                "UPDATE progress SET place = ? WHERE discussion = ?",
                (json.dumps(place, separators=(",", ":")), discussion),
            )


def has_kept(connection: sqlite3.Connection) -> bool:
    """Whether there is a star or a note of any discussion."""
    query = "SELECT EXISTS (SELECT 1 FROM star) OR EXISTS (SELECT 1 FROM note)"
    return bool(connection.execute(query).fetchone()[0])


def can_be_kept(text: str) -> bool:
    """Whether a query is not very long, and no bytes that are not UTF-8 are in it, as in some names of authors."""
    return len(text) <= MAX_QUERY_CHARS and not _SURROGATE.search(text)


def keep_query(connection: sqlite3.Connection, text: str) -> None:
    """Put a query at the end of the history, unless it cannot be kept."""
    if not can_be_kept(text):
        return
    with transaction(connection):
        (last,) = connection.execute("SELECT ifnull(max(used), 0) FROM query").fetchone()
        connection.execute("INSERT OR REPLACE INTO query VALUES (?, ?)", (text, last + 1))
        connection.execute("DELETE FROM query WHERE used <= ?", (last + 1 - MAX_QUERIES,))


def queries(connection: sqlite3.Connection) -> list[str]:
    """The history of queries, the latest last."""
    return [text for (text,) in connection.execute("SELECT text FROM query ORDER BY used")]


def save_query(connection: sqlite3.Connection, text: str) -> list[str]:
    """Save a query by its text, as the latest one. Returns all saved queries, as `saved_queries` does."""
    with transaction(connection):
        (last,) = connection.execute("SELECT ifnull(max(saved), 0) FROM saved_query").fetchone()
        connection.execute("INSERT OR REPLACE INTO saved_query VALUES (?, ?)", (text, last + 1))
    return saved_queries(connection)


def delete_query(connection: sqlite3.Connection, text: str) -> list[str]:
    """Delete a saved query. Returns the others."""
    with transaction(connection):
        connection.execute("DELETE FROM saved_query WHERE text = ?", (text,))
    return saved_queries(connection)


def saved_queries(connection: sqlite3.Connection) -> list[str]:
    """The saved queries, the latest first."""
    return [text for (text,) in connection.execute("SELECT text FROM saved_query ORDER BY saved DESC")]
