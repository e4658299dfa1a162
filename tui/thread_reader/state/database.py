"""Opening the state database: its folder, its version, and what is done where it cannot be used.

Nothing here stops the reader. Where the database cannot be written, a copy of it in memory takes its place, and where
it cannot be read, an empty one, with a sentence for the user that says why.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.database_files import (
    BUSY_SECONDS,
    connected,
    copied,
    in_memory,
    is_locked,
    is_unwritable,
    rename_database,
    statements,
    transaction,
    version_of,
    write_ahead,
)
from thread_reader.state.folder import state_folder
from thread_reader.state.schema import MIGRATIONS, VERSION

if TYPE_CHECKING:
    from pathlib import Path

DATABASE_FILE = "state.db"
OPENING_SECONDS = 2.0
"""How long opening waits for another reader: one that updates the tables, or any on a network, where there is no
write-ahead log."""
DAMAGED = "the saved state was damaged; it is kept as {}"
NEWER = "the saved state is of a newer version of this program; nothing is remembered"


class Opened(NamedTuple):
    """A database, and what the user should know about it."""

    connection: sqlite3.Connection
    message: str = ""
    kept: bool = True
    """False if what is written to it is lost at the end."""
    is_known: bool = True
    """False if it does not have what was remembered before."""


def open_database(folder: Path | None = None, *, damaged: bool = False) -> Opened:
    """Open the database in a folder, by default the state folder. `damaged`: the one that is there cannot be used; it
    is set aside. Raises nothing."""
    path = None
    try:
        path = (folder or state_folder()) / DATABASE_FILE
        return _opened(path, damaged=damaged)
    except _Newer:
        return empty_database(NEWER)
    except (OSError, RuntimeError, sqlite3.Error) as error:  # RuntimeError: there is no home folder
        reason = _reason(error)
    if path is not None and not damaged:
        with suppress(OSError, sqlite3.Error, _Newer):
            return Opened(_copy(path), f"the state cannot be written ({reason}); it stays as it is", kept=False)
    return empty_database(f"the state folder cannot be used ({reason}); nothing is remembered")


def open_to_read() -> Opened:
    """The same for a caller that writes nothing: a database that cannot be written is as good as any other."""
    opened = open_database()
    return opened._replace(message="") if opened.is_known and not opened.kept else opened


def _reason(error: Exception) -> str:
    """Why a database cannot be used, in a few words."""
    if isinstance(error, sqlite3.Error) and is_unwritable(error):
        return "read-only"
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def database_exists() -> bool:
    """Whether anything was ever remembered."""
    try:
        return os.path.lexists(state_folder() / DATABASE_FILE)
    except RuntimeError:  # there is no home folder
        return False


def set_aside(path: Path) -> str:
    """Rename a damaged database, so that nothing of it is lost. Returns its new name. Raises OSError."""
    name = f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    rename_database(path, name)
    return name


class _Newer(Exception):
    """The database was written by a newer version."""


def empty_database(message: str = "") -> Opened:
    """A database in memory, which is lost at the end."""
    connection = in_memory()
    _prepare(connection)
    return Opened(connection, message, kept=False, is_known=False)


def _copy(path: Path) -> sqlite3.Connection:
    """A copy in memory of a database that cannot be written. Raises OSError, sqlite3.Error and _Newer."""
    connection = copied(path)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _opened(path: Path, *, damaged: bool) -> Opened:
    """Raises OSError, sqlite3.Error and _Newer."""
    message = ""
    if damaged:
        message = DAMAGED.format(set_aside(path))
    for attempt in range(2):
        connection = connected(path, OPENING_SECONDS)
        try:
            _prepare(connection)
            break
        except sqlite3.OperationalError:  # locked, read-only, or the disk is full: the file itself is in order
            connection.close()
            raise
        except sqlite3.DatabaseError:
            connection.close()
            if attempt:
                raise
            message = DAMAGED.format(set_aside(path))
        except BaseException:
            connection.close()
            raise
    return Opened(connection, message)


def _prepare(connection: sqlite3.Connection) -> None:
    """Set how the database is written, and create or update its tables. Raises sqlite3.Error and _Newer."""
    write_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten leaves no trace in the file
    version = version_of(connection)
    if version > VERSION:
        raise _Newer
    if version < VERSION:
        with transaction(connection):
            for script in MIGRATIONS[version_of(connection) :]:  # another reader may have done it
                for statement in statements(script):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("SELECT max(id) FROM discussion").fetchone()  # raises if the file is damaged at its start
    connection.execute(f"PRAGMA busy_timeout = {1000 * BUSY_SECONDS:.0f}")
    try:
        connection.execute("DELETE FROM discussion WHERE 0")  # raises if the file can only be read
    except sqlite3.OperationalError as error:
        if not is_locked(error):  # another reader is writing
            raise
