"""SQLite databases that belong to one user: their files, transactions, and what paths and arrays are stored as."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from array import array
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_SECONDS = 0.2
"""How long a statement waits for another process's transaction before it is tried again later."""
MAX_COPIED_BYTES = 1 << 28
"""Size of a database that is copied into memory."""
BESIDE = ("", "-wal", "-shm", "-journal")
"""Endings of the files that make up a database."""


def connected(path: Path, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection to a database that only its owner can read; it is created, with its folder, if there is none.

    Raises sqlite3.Error, and OSError if it is not a regular file: opening a pipe would block. Transactions begin and
    end explicitly, and the connection may be used by one thread at a time."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o600))
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(None, f"{path.name} is not a regular file")
    return sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)


def in_memory() -> sqlite3.Connection:
    """A connection to a database in memory, which is lost at the end."""
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def copied(path: Path) -> sqlite3.Connection:
    """A connection to a copy in memory of a database that can only be read. Raises OSError and sqlite3.Error."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(None, f"{path.name} is not a regular file")
    if status.st_size > MAX_COPIED_BYTES:
        raise OSError(None, f"{path.name} is larger than {MAX_COPIED_BYTES >> 20:,} MiB")
    try:
        return _copied(path, "mode=ro")
    except sqlite3.OperationalError as error:
        if not is_unwritable(error):
            raise
        # A write-ahead log needs shared memory, which can be neither opened nor created here. This does without both.
        return _copied(path, "mode=ro&immutable=1")


def _copied(path: Path, mode: str) -> sqlite3.Connection:
    connection = in_memory()
    try:
        uri = f"{path.absolute().as_uri()}?{mode}"
        with closing(sqlite3.connect(uri, timeout=BUSY_SECONDS, isolation_level=None, uri=True)) as original:
            original.execute("BEGIN")
            original.execute("SELECT 1 FROM sqlite_schema").fetchone()  # `backup` would wait for a lock for ever
            original.backup(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def write_ahead(connection: sqlite3.Connection) -> None:
    """Let others read while this one writes, where the file system can: on a network there is no shared memory for
    it, and SQLite keeps the rollback journal."""
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")


def empty_log(connection: sqlite3.Connection) -> None:
    """Move what the write-ahead log has into the database, and truncate it, unless another process is using it."""
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def rename_database(path: Path, name: str) -> None:
    """Rename all files of a database. Raises OSError."""
    for ending in BESIDE:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(path.with_name(name + ending))


def delete_database(path: Path) -> None:
    """Delete all files of a database. Raises OSError."""
    for ending in BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the tables; 0 for an empty database."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def is_locked(error: sqlite3.Error) -> bool:
    """Whether another connection is in the way, so that the statement may be tried again."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_unwritable(error: sqlite3.Error) -> bool:
    """Whether the database, or its folder, can only be read."""
    return _code(error) in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the database cannot be used any more."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_mismatch(error: sqlite3.Error) -> bool:
    """Whether a statement is not valid for the tables that there are."""
    return _code(error) == sqlite3.SQLITE_ERROR


def _code(error: sqlite3.Error) -> int:
    """The primary result code of SQLite; -1 for an error of Python's module."""
    return int(getattr(error, "sqlite_errorcode", -1)) & 0xFF


def statements(script: str) -> list[str]:
    """The statements of a script. `executescript` would commit the transaction."""
    lines = (line.partition("--")[0] for line in script.splitlines())
    return [statement for statement in "\n".join(lines).split(";") if statement.strip()]


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that holds the write lock from its beginning. Its changes are on disk when it ends, or as the
    `synchronous` pragma says."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk may have rolled it back
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def path_key(path: str) -> bytes:
    """The absolute path of a file as it is stored. Links are kept: they are names that the user chose."""
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100


def array_to_bytes(column: array[int]) -> bytes:
    """An array as it is stored: little-endian."""
    if sys.byteorder == "big":
        column = column[:]
        column.byteswap()
    return column.tobytes()


def array_from_bytes(kind: str, data: bytes) -> array[int]:
    """A stored array of a type code."""
    column = array(kind)
    column.frombytes(data)
    if sys.byteorder == "big":
        column.byteswap()
    return column
