"""The full-text index: the words of all files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.database_files import statements
from thread_parsers.library.tables import DROP_WORDS, WORD_TABLES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

MIN_DEAD = 200
"""Dead rows that are worth making the index anew."""
ALIVE_FOR_DEAD = 4
"""Live rows required for each dead one."""


def create(connection: sqlite3.Connection) -> None:
    """Create the tables within a transaction of the caller. Raises sqlite3.OperationalError if SQLite has no FTS5."""
    for statement in statements(WORD_TABLES):
        connection.execute(statement)


def drop(connection: sqlite3.Connection) -> None:
    """Delete all words within a transaction of the caller; the next refresh reads all files again."""
    for statement in statements(DROP_WORDS):
        connection.execute(statement)
    create(connection)


def is_worn(connection: sqlite3.Connection) -> bool:
    """Whether so much of the index is dead that it should be made anew."""
    added = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passage'").fetchone()
    (alive,) = connection.execute("SELECT count(*) FROM passage").fetchone()
    dead = (added[0] if added is not None else 0) - alive
    return bool(dead > max(MIN_DEAD, alive // ALIVE_FOR_DEAD))


def add(connection: sqlite3.Connection, file: int, passages: Iterable[frozenset[str]]) -> bool:
    """Add the words of a file within a transaction of the caller. A passage is some comments of the file. Returns False
    if there is no such file any more."""
    for words in passages:
        cursor = connection.execute("INSERT INTO passage (file) SELECT id FROM file WHERE id = ?", (file,))
        if not cursor.rowcount:
            return False
        connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (cursor.lastrowid, " ".join(words)))
        connection.executemany("INSERT OR IGNORE INTO vocabulary (word) VALUES (?)", ((word,) for word in words))
    return True
