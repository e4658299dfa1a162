"""What is remembered, outside the reader: `--where` with `is:unread`, `is:starred` and `is:new`, and `--forget`."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from harness.saves import page_of
from thread_parsers.identity.fingerprints import address_key, fingerprint_steps
from thread_parsers.reading import read
from thread_parsers.source.open import open_source
from thread_parsers.steps import run_to_end
from thread_reader.cli import run
from thread_reader.diagnostics import CallError
from thread_reader.state.database import DATABASE_FILE, open_database
from thread_reader.state.discussions import Save, recall
from thread_reader.state.marks import Quoted, keep_reading, keep_star
from thread_reader.state.recalled import file_part

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty state folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "thread-reader"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A discussion of 6 comments, of which 0 to 3 are read and 2 is starred."""
    path = tmp_path / "page.json"
    path.write_bytes(page_of(range(6)))
    discussion = read(open_source(str(path)))
    prints = run_to_end(fingerprint_steps(discussion))
    connection = open_database().connection
    known = recall(connection, Save(file_part(discussion), discussion.format, prints, address_key(discussion)))
    keep_reading(connection, known.discussion, [(range(4), True)], None)
    keep_star(connection, known.discussion, Quoted(2, "reader2", "2 We painted"))
    connection.close()
    return path


def found(capfd: pytest.CaptureFixture[str], file: Path, query: str) -> tuple[int, list[int]]:
    """The exit status, and the numbers of the comments that are written."""
    status = run([str(file), "--to", "jsonl", "--where", query])
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    return status, [line["id"] for line in lines if "id" in line]


def test_queries_know_what_is_remembered(capfd: pytest.CaptureFixture[str], page: Path, tmp_path: Path) -> None:
    assert found(capfd, page, "is:unread") == (0, [5, 6])
    assert found(capfd, page, "is:starred") == (0, [3])
    assert found(capfd, page, "is:new") == (1, [])
    newer = tmp_path / "newer.json"
    newer.write_bytes(page_of([9, *range(6)]))
    assert found(capfd, newer, "is:new") == (0, [1])
    assert found(capfd, newer, "is:unread -is:new") == (0, [6, 7])
    assert found(capfd, newer, "is:new") == (0, [1]), "asking does not make it known"


def test_all_of_a_discussion_that_was_never_open_is_unread(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(page_of(range(50, 54)))
    assert found(capfd, other, "is:unread") == (0, [1, 2, 3, 4])
    assert found(capfd, other, "is:starred OR is:new") == (1, [])


def test_what_is_remembered_of_a_file_can_be_forgotten(capfd: pytest.CaptureFixture[str], page: Path) -> None:
    assert run(["--forget", str(page)]) == 0
    assert capfd.readouterr().out == "1 discussion forgotten\n"
    assert found(capfd, page, "is:starred") == (1, [])
    assert run(["--forget", str(page)]) == 0
    assert capfd.readouterr().out == "0 discussions forgotten\n"


def test_a_database_that_cannot_be_used_is_one_line(page: Path, state: Path) -> None:
    connection = sqlite3.connect(state / DATABASE_FILE)
    connection.execute("PRAGMA user_version = 1000")
    connection.close()
    for arguments in (["--forget", str(page)], [str(page), "--to", "txt", "--where", "is:unread"]):
        with pytest.raises(CallError, match="newer version"):
            run(arguments)


def test_forget_needs_a_file() -> None:
    with pytest.raises(CallError, match="--forget takes the FILE"):
        run(["--forget"])
