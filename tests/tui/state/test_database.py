"""The state database: its folder and permissions, versions, and what is done where it cannot be used."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from threading import Timer
from typing import TYPE_CHECKING

import pytest

from thread_parsers.database_files import transaction
from thread_reader.state.database import DATABASE_FILE, open_database, open_to_read
from thread_reader.state.marks import keep_query, queries
from thread_reader.state.schema import MIGRATIONS, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def tables(connection: sqlite3.Connection) -> dict[str, str]:
    """The definition of everything in a database, without comments and spaces."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: " ".join(re.sub("--.*", "", sql).split()) for name, sql in rows}


ROWS_1 = {
    "discussion": (7, 1, b"ids", b"words", b"texts", b"\x05", "gate", "{}", 1700000000),
    "star": (7, 2, 1700000000, "ada", "first words"),
    "note": (7, 2, -1, 1700000000, "ask her", "ada", "first words"),
    "mark": (7, "a", 2, -1),
    "query": ("bees", 1),
}
ROWS_2 = ROWS_1 | {
    "discussion": (7, 1, b"ids", b"words", b"texts", b"", "gate", "", 1700000000),
    "progress": (7, b"\x05", "{}"),
}
ROWS = (dict[str, tuple[int | bytes | str, ...]](), ROWS_1, ROWS_2)
"""What each version could hold."""
NOW = ROWS_2 | {"discussion": (*ROWS_2["discussion"], b"")}
"""Where it is now."""


def test_folder_and_database_are_the_owners_alone(tmp_path: Path) -> None:
    opened = open_database(tmp_path / "deep" / "state")
    opened.connection.close()
    assert opened.message == ""
    assert stat.S_IMODE((tmp_path / "deep" / "state").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "deep" / "state" / DATABASE_FILE).stat().st_mode) == 0o600


def test_a_database_is_written_safely(database: sqlite3.Connection) -> None:
    names = ("journal_mode", "synchronous", "secure_delete")
    settings = {name: database.execute(f"PRAGMA {name}").fetchone()[0] for name in names}
    assert settings == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
    assert database.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize("version", range(VERSION))
def test_every_older_version_becomes_the_present_one(
    tmp_path: Path, version: int, database: sqlite3.Connection
) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    old = sqlite3.connect(folder / DATABASE_FILE)
    for script in MIGRATIONS[:version]:
        old.executescript(script)
    for table, row in ROWS[version].items():
        old.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    old.commit()
    old.execute(f"PRAGMA user_version = {version}")
    old.close()
    opened = open_database(folder)
    assert (opened.message, opened.kept) == ("", True)
    assert tables(opened.connection) == tables(database)
    assert opened.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    for table, row in NOW.items() if version else ():
        assert opened.connection.execute(f"SELECT * FROM {table}").fetchall() == [row]
    opened.connection.close()


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    newer = sqlite3.connect(tmp_path / DATABASE_FILE)
    newer.execute("CREATE TABLE future (x)")
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    opened = open_database(tmp_path)
    assert not opened.kept
    assert "newer version" in opened.message
    again = sqlite3.connect(tmp_path / DATABASE_FILE)
    assert set(tables(again)) == {"future"}
    again.close()
    assert opened.connection.execute("SELECT count(*) FROM star").fetchone() == (0,), "one in memory takes its place"
    opened.connection.close()


@pytest.mark.parametrize("damage", [b"not a database at all" * 50, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_database_is_kept_under_another_name(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / DATABASE_FILE).write_bytes(damage)
    opened = open_database(tmp_path)
    opened.connection.close()
    assert opened.kept
    assert opened.message.startswith("the saved state was damaged; it is kept as state.db.damaged-")
    (kept,) = tmp_path.glob("state.db.damaged-*")
    assert kept.read_bytes() == damage
    again = open_database(tmp_path)
    again.connection.close()
    assert again.message == "", "it is said once"


@pytest.mark.parametrize("kind", ["pipe", "folder", "file for a folder", "dangling link"])
def test_what_is_no_database_file_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    folder = tmp_path
    if kind == "pipe":
        os.mkfifo(tmp_path / DATABASE_FILE)
    elif kind == "folder":
        (tmp_path / DATABASE_FILE).mkdir()
    elif kind == "dangling link":
        (tmp_path / DATABASE_FILE).symlink_to(tmp_path / "nowhere" / "else")
    else:
        folder = tmp_path / "file" / "below"
        (tmp_path / "file").write_text("x", encoding="utf-8")
    opened = open_database(folder)
    opened.connection.close()
    assert not opened.kept
    assert opened.message.endswith("nothing is remembered")
    assert "\n" not in opened.message


def _without_log(folder: Path, _monkeypatch: pytest.MonkeyPatch) -> None:
    """The write-ahead log cannot be made, as in a folder that can only be read."""
    (folder / f"{DATABASE_FILE}-wal").mkdir()


def _opened_to_read(_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log is there, so that SQLite opens the database as if nothing were wrong."""

    def connected(path: Path, _seconds: float) -> sqlite3.Connection:
        return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)

    monkeypatch.setattr("thread_reader.state.database.connected", connected)


@pytest.mark.parametrize("protect", [_without_log, _opened_to_read])
def test_of_a_database_that_can_only_be_read_a_copy_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, protect: Callable[[Path, pytest.MonkeyPatch], None]
) -> None:
    first = open_database(tmp_path).connection
    keep_query(first, "tea")
    first.close()
    protect(tmp_path, monkeypatch)
    opened = open_database(tmp_path)
    assert opened.message == "the state cannot be written (read-only); it stays as it is"
    assert (opened.kept, opened.is_known) == (False, True)
    keep_query(opened.connection, "bees")
    assert queries(opened.connection) == ["tea", "bees"], "as long as the program runs"
    opened.connection.close()
    again = open_database(tmp_path).connection
    assert queries(again) == ["tea"]
    again.close()


def test_a_caller_that_writes_nothing_is_not_told_that_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    open_database().connection.close()
    (tmp_path / "thread-reader" / f"{DATABASE_FILE}-wal").mkdir()
    opened = open_to_read()
    opened.connection.close()
    assert (opened.message, opened.is_known) == ("", True)


def test_opening_waits_for_another_reader_where_there_is_no_log(tmp_path: Path) -> None:
    open_database(tmp_path).connection.close()
    other = sqlite3.connect(tmp_path / DATABASE_FILE, isolation_level=None, check_same_thread=False)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    timer = Timer(0.5, other.execute, ["COMMIT"])
    timer.start()
    opened = open_database(tmp_path)
    timer.join()
    other.close()
    opened.connection.close()
    assert (opened.message, opened.kept) == ("", True)


def test_opening_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thread_reader.state.database.OPENING_SECONDS", 0.1)
    open_database(tmp_path).connection.close()
    other = sqlite3.connect(tmp_path / DATABASE_FILE, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    opened = open_database(tmp_path)
    other.close()
    opened.connection.close()
    assert opened.message == "the state folder cannot be used (database is locked); nothing is remembered"


def test_a_transaction_that_fails_leaves_nothing(database: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError), transaction(database):
        database.execute("INSERT INTO query VALUES ('tea', 1), ('tea', 2)")
    assert database.execute("SELECT count(*) FROM query").fetchone() == (0,)
