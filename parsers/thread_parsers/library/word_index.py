"""The full-text index: the words of all files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.database_files import statements
from thread_parsers.library.tables import DROP_WORDS, WORD_TABLES

if TYPE_CHECKING:
    import sqlite3

MIN_DEAD = 200
"""Dead rows that are worth making the index anew."""
ALIVE_FOR_DEAD = 4
"""Live rows required for each dead one."""
FIGURE = "\ue001"
"""What the word of a figure begins with, so that values are not mixed up with what is said. Private use: it is in no
word of a text."""
MAX_STORED = 100_000
"""Words that are kept in memory, since they are known to be stored: some 8 MB."""
MERGED_PAGES = 16
"""Pages of the index that one step merges."""


def create(connection: sqlite3.Connection) -> None:
    """Create the tables within a transaction of the caller. Raises sqlite3.OperationalError if SQLite has no FTS5."""
    for statement in statements(WORD_TABLES):
        connection.execute(statement)
    # By itself, FTS5 merges hundreds of pages at the end of some transactions.
    for option, value in (("automerge", 0), ("crisismerge", 1000)):
        connection.execute("INSERT INTO words (words, rank) VALUES (?, ?)", (option, value))


def merge(connection: sqlite3.Connection) -> bool:
    """Merge some pages of the index. Returns whether there is more to merge."""
    before = connection.total_changes
    connection.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (MERGED_PAGES,))
    return connection.total_changes - before > 1  # as the documentation of FTS5 says


def drop(connection: sqlite3.Connection) -> None:
    """Delete all words within a transaction of the caller; the next refresh reads all files again."""
    for statement in statements(DROP_WORDS):
        connection.execute(statement)
    create(connection)


def mark_missing(connection: sqlite3.Connection, first: int, last: int) -> None:
    """Let searches read the files with some ids, within a transaction of the caller, before their words are deleted."""
    connection.execute("UPDATE file SET is_indexed = 0 WHERE is_indexed = 1 AND id BETWEEN ? AND ?", (first, last))


def is_worn(connection: sqlite3.Connection) -> bool:
    """Whether so much of the index is dead that it should be made anew."""
    added = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passage'").fetchone()
    (alive,) = connection.execute("SELECT count(*) FROM passage").fetchone()
    dead = (added[0] if added is not None else 0) - alive
    return bool(dead > max(MIN_DEAD, alive // ALIVE_FOR_DEAD))


class Vocabulary:
    """The words that are searched for a part of them. Most words of a file are there already: those that are known to
    be are not stored again. Everything happens within transactions of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._stored: set[str] = set()
        self._version = 0
        """Changes when another process has written, which may have deleted all words."""

    def add(self, words: frozenset[str]) -> None:
        """Add words."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version != self._version or len(self._stored) > MAX_STORED:
            self.forget()
            self._version = version
        missing = words - self._stored
        parts = sorted((word,) for word in missing if word[0] != FIGURE)  # no part of a value is looked for
        self._connection.executemany("INSERT OR IGNORE INTO vocabulary VALUES (?)", parts)
        self._stored |= missing

    def forget(self) -> None:
        """Nothing is known of what is stored: words were deleted, or a transaction failed."""
        self._stored.clear()


def add_passage(connection: sqlite3.Connection, file: int, words: frozenset[str]) -> bool:
    """Add the words of some comments of a file within a transaction of the caller. Returns False if there is no such
    file any more."""
    cursor = connection.execute("INSERT INTO passage (file) SELECT id FROM file WHERE id = ?", (file,))
    if not cursor.rowcount:
        return False
    connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (cursor.lastrowid, " ".join(words)))
    return True
