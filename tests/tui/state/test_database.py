"""The state database: its folder and permissions, versions, and what is done where it cannot be used."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from thread_parsers.database_files import transaction
from thread_reader.state.database import DATABASE_FILE, open_database
from thread_reader.state.schema import MIGRATIONS, VERSION

if TYPE_CHECKING:
    from pathlib import Path


def tables(connection: sqlite3.Connection) -> dict[str, str]:
    """The definition of everything in a database, without comments and spaces."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: " ".join(re.sub("--.*", "", sql).split()) for name, sql in rows}


ROWS = {
    "discussion": (7, 1, b"ids", b"words", b"texts", b"\x05", "gate", "{}", 1700000000),
    "star": (7, 2, 1700000000, "ada", "first words"),
    "note": (7, 2, -1, 1700000000, "ask her", "ada", "first words"),
    "mark": (7, "a", 2, -1),
    "query": ("bees", 1),
}
"""What the first version could hold."""
NOW = {
    "discussion": (7, 1, b"ids", b"words", b"texts", b"", "gate", "", 1700000000),
    "progress": (7, b"\x05", "{}"),
}
"""Where it is now, if that is elsewhere."""


def test_folder_and_database_are_the_owners_alone(tmp_path: Path) -> None:
    opened = open_database(tmp_path / "deep" / "state")
    opened.connection.close()
    assert opened.message == ""
    assert stat.S_IMODE((tmp_path / "deep" / "state").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "deep" / "state" / DATABASE_FILE).stat().st_mode) == 0o600


def test_a_database_is_written_safely(database: sqlite3.Connection) -> None:
    settings = {name: database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert settings == {"journal_mode": "wal", "synchronous": 2}
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
    for table, row in ROWS.items() if version else ():
        old.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    old.commit()
    old.execute(f"PRAGMA user_version = {version}")
    old.close()
    opened = open_database(folder)
    assert (opened.message, opened.kept) == ("", True)
    assert tables(opened.connection) == tables(database)
    assert opened.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    for table, row in (ROWS | NOW).items() if version else ():
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


def test_a_transaction_that_fails_leaves_nothing(database: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError), transaction(database):
        database.execute("INSERT INTO query VALUES ('tea', 1), ('tea', 2)")
    assert database.execute("SELECT count(*) FROM query").fetchone() == (0,)
