"""Opening the state database: its folder, its version, and what is done where it cannot be used.

Nothing here stops the reader. Where the database cannot be used, one in memory takes its place, with a sentence for the
user that says why.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from thread_reader.state.folder import state_folder
from thread_reader.state.schema import MIGRATIONS, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATABASE_FILE = "state.db"
BUSY_SECONDS = 0.2
"""How long a statement waits for another reader's transaction before it is tried again later."""
DAMAGED = "the saved state was damaged; it is kept as {}"
BESIDE = ("", "-wal", "-shm", "-journal")
"""Endings of the files that make up a database."""


class Opened(NamedTuple):
    """A database, and what the user should know about it."""

    connection: sqlite3.Connection
    message: str = ""
    kept: bool = True
    """False if what is written to it is lost at the end."""


def open_database(folder: Path | None = None, *, damaged: bool = False) -> Opened:
    """Open the database in a folder, by default the state folder. `damaged`: the one that is there cannot be used; it
    is set aside. Raises nothing."""
    try:
        path = (folder or state_folder()) / DATABASE_FILE
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _opened(path, damaged=damaged)
    except _Newer:
        return empty_database("the saved state is of a newer version of this program; nothing is remembered")
    except (OSError, RuntimeError, sqlite3.Error) as error:  # RuntimeError: there is no home folder
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return empty_database(f"the state folder cannot be used ({reason}); nothing is remembered")


def database_exists() -> bool:
    """Whether anything was ever remembered."""
    try:
        return os.path.lexists(state_folder() / DATABASE_FILE)
    except RuntimeError:  # there is no home folder
        return False


def set_aside(path: Path) -> str:
    """Rename a damaged database, so that nothing of it is lost. Returns its new name. Raises OSError."""
    name = f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    for ending in BESIDE:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(path.with_name(name + ending))
    return name


class _Newer(Exception):
    """The database was written by a newer version."""


def empty_database(message: str = "") -> Opened:
    """A database in memory, which is lost at the end."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _prepare(connection)
    return Opened(connection, message, kept=False)


def _opened(path: Path, *, damaged: bool) -> Opened:
    """Raises OSError, sqlite3.Error and _Newer."""
    message = ""
    if damaged:
        message = DAMAGED.format(set_aside(path))
    for attempt in range(2):
        _check_kind(path)
        connection = _connected(path)
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


def _check_kind(path: Path) -> None:
    """Create an empty file that only the owner can read, unless there is one. Refuses what is no regular file: a pipe
    would be waited for."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(None, "state.db is not a regular file")


def _connected(path: Path) -> sqlite3.Connection:
    # Transactions begin and end explicitly. The connection is used by one thread at a time.
    return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def _prepare(connection: sqlite3.Connection) -> None:
    """Set how the database is written, and create or update its tables. Raises sqlite3.Error and _Newer."""
    # A network file system has no shared memory for WAL, and SQLite keeps the rollback journal.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    version = _version(connection)
    if version > VERSION:
        raise _Newer
    if version < VERSION:
        with transaction(connection):
            for script in MIGRATIONS[_version(connection) :]:  # another reader may have done it
                for statement in _statements(script):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("SELECT max(id) FROM discussion").fetchone()  # raises if the file is damaged at its start


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _statements(script: str) -> list[str]:
    """The statements of a script. `executescript` would commit the transaction."""
    lines = (line.partition("--")[0] for line in script.splitlines())
    return [statement for statement in "\n".join(lines).split(";") if statement.strip()]


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that holds the write lock from its beginning. Its changes are on disk when it ends."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk may have rolled it back
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
