"""Opening the index: its folder, its version, and what is done where it cannot be used."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.database_files import (
    connected,
    delete_database,
    in_memory,
    is_damage,
    is_locked,
    is_mismatch,
    statements,
    transaction,
    version_of,
    write_ahead,
)
from thread_parsers.library import word_index
from thread_parsers.library.index import Index
from thread_parsers.library.tables import TABLES, VERSION

if TYPE_CHECKING:
    from pathlib import Path

INDEX_FILE = "library.db"
OPENING_SECONDS = 2.0
"""How long opening waits for another process that makes the tables."""
BUSY_MILLISECONDS = 5
"""How long a statement waits for another process; it is tried again in a later step."""
NO_FTS5 = "SQLite has no FTS5 here, so there is no index of words, and a search reads all files"


@dataclass(frozen=True, slots=True)
class Opened:
    """An index, and what the user should know about it."""

    index: Index
    message: str = ""


def open_index(folder: Path | None) -> Opened:
    """Open the index in a folder, or one in memory. A damaged one, or one of another version, is made anew. Raises
    nothing."""
    if folder is None:
        return memory_index()
    path = folder / INDEX_FILE
    try:
        try:
            return _opened(path)
        except sqlite3.DatabaseError as error:
            if not (is_damage(error) or is_mismatch(error)):  # the disk is full, or fails: the file may be in order
                raise
            delete_database(path)
            return _opened(path)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return memory_index(f"the cache folder cannot be used ({reason}); every file is read again")


def memory_index(message: str = "") -> Opened:
    """An index in memory, without words."""
    connection = in_memory()
    _set_up(connection)
    with transaction(connection):
        _create(connection)
    return Opened(Index(connection, has_words=False), message)


def _opened(path: Path) -> Opened:
    """Raises OSError and sqlite3.Error."""
    connection = connected(path, OPENING_SECONDS)
    try:
        write_ahead(connection)
        _set_up(connection)
        if version_of(connection) != VERSION:
            with transaction(connection):
                if version_of(connection) != VERSION:  # no other process has done it in between
                    _drop_all(connection)
                    _create(connection)
        has_words = _has_words(connection)
        connection.execute("SELECT max(id) FROM file").fetchone()  # raises if the file is damaged at its start,
        connection.execute("SELECT 1 FROM root, part, quantity, identity LIMIT 0")  # or lacks a table
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    except BaseException:
        connection.close()
        raise
    return Opened(Index(connection, has_words=has_words), "" if has_words else NO_FTS5)


def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")  # after a loss of power the last files are read again
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")  # no file elsewhere has any of it
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten leaves no trace in the file


def _create(connection: sqlite3.Connection) -> None:
    for statement in statements(TABLES):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _drop_all(connection: sqlite3.Connection) -> None:
    """Delete the tables of another version. Raises sqlite3.OperationalError if they are of a kind that is not known
    here; the whole file is then deleted."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'")
    for (name,) in rows.fetchall():
        connection.execute(f'DROP TABLE "{name}"')
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for (name,) in rows.fetchall():
        connection.execute(f'DROP TABLE "{name}"')


def _has_words(connection: sqlite3.Connection) -> bool:
    """Create the index of words, if there is none. Returns whether SQLite can have one."""
    try:
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'words'").fetchone() is None:
            with transaction(connection):
                word_index.create(connection)
        connection.execute("SELECT rowid FROM words WHERE words MATCH 'a' LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        if is_locked(error):
            raise
        return False
    return True
