"""What is remembered, outside the reader: `--where` with `is:unread`, `is:starred` and `is:new`, and `--forget`."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from harness.saves import page_of
from thread_parsers.export.schema import load
from thread_parsers.identity.fingerprints import address_key, fingerprint_steps
from thread_parsers.reading import read
from thread_parsers.source.open import open_source
from thread_parsers.steps import run_to_end
from thread_reader.cli import run
from thread_reader.diagnostics import CallError
from thread_reader.state.authors import UNMARKED, AuthorMark, keep_author, marked_authors
from thread_reader.state.database import DATABASE_FILE, open_database
from thread_reader.state.discussions import Save, recall
from thread_reader.state.marks import Quoted, keep_note, keep_reading, keep_star, save_query, saved_queries
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


def test_a_state_that_can_only_be_read_answers_and_is_not_forgotten(
    capfd: pytest.CaptureFixture[str], page: Path, state: Path
) -> None:
    (state / f"{DATABASE_FILE}-wal").mkdir()
    assert found(capfd, page, "is:starred") == (0, [3])
    assert run([str(page), "--to", "json"]) == 0
    written = capfd.readouterr()
    assert '"starred": true' in written.out
    assert written.err == ""
    with pytest.raises(CallError, match="read-only"):
        run([str(page), "--forget"])


def test_queries_know_what_is_remembered(capfd: pytest.CaptureFixture[str], page: Path, tmp_path: Path) -> None:
    assert found(capfd, page, "is:unread") == (0, [5, 6])
    assert found(capfd, page, "is:starred") == (0, [3])
    assert found(capfd, page, "is:new") == (1, [])
    newer = tmp_path / "newer.json"
    newer.write_bytes(page_of([9, *range(6)]))
    assert found(capfd, newer, "is:new") == (0, [1])
    assert found(capfd, newer, "is:unread -is:new") == (0, [6, 7])
    assert found(capfd, newer, "is:new") == (0, [1]), "asking does not make it known"


@pytest.fixture
def noted(page: Path) -> Path:
    """The page, with a note on comment 2 and on a segment of it, and a star and notes on a comment that is gone from
    the save that is returned."""
    connection = open_database().connection
    (discussion,) = connection.execute("SELECT id FROM discussion").fetchone()
    keep_note(connection, discussion, Quoted(2, "reader2", "2 We painted"), -1, "ask *him*")
    keep_note(connection, discussion, Quoted(2, "reader2", "2 We painted"), 0, "which door?")
    keep_star(connection, discussion, Quoted(0, "reader0", "0 The kiln"))
    keep_note(connection, discussion, Quoted(0, "reader0", "0 The kiln"), -1, "gone *now*")
    connection.close()
    page.write_bytes(page_of([*range(1, 6), 8]))
    return page


def written(capfd: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(list(words)) == 0
    out, err = capfd.readouterr()
    assert err == ""
    return out


def test_notes_are_found(capfd: pytest.CaptureFixture[str], noted: Path) -> None:
    assert found(capfd, noted, "has:note") == (0, [2])
    assert found(capfd, noted, "-has:note is:new") == (0, [6])


def test_json_has_stars_and_notes(capfd: pytest.CaptureFixture[str], noted: Path) -> None:
    got = json.loads(written(capfd, str(noted), "--to", "json"))
    comments = {comment["id"]: comment for comment in got["comments"]}
    assert comments[2]["starred"] is True
    assert comments[2]["notes"] == [{"text": "ask *him*", "segment": None}, {"text": "which door?", "segment": 1}]
    assert [number for number, comment in comments.items() if {"starred", "notes"} & comment.keys()] == [2]
    gone = {
        "author": "reader0",
        "words": "0 The kiln",
        "starred": True,
        "notes": [{"text": "gone *now*", "segment": None}],
    }
    assert got["gone"] == [gone]
    valid = load(json.dumps(got))
    assert (valid.comments[1].starred, valid.comments[1].notes[1].segment, valid.gone[0].starred) == (True, 1, True)
    lines = [json.loads(line) for line in written(capfd, str(noted), "--to", "jsonl").splitlines()]
    assert [line["id"] for line in lines if line.get("starred")] == [2]
    several = written(capfd, str(noted), str(noted), "--to", "json").splitlines()
    assert [json.loads(line)["gone"] for line in several] == [[gone], [gone]]


def test_markdown_has_stars_and_notes_escaped(capfd: pytest.CaptureFixture[str], noted: Path) -> None:
    lines = written(capfd, str(noted), "--to", "md").splitlines()
    (head,) = (line for line in lines if "reader2" in line and "###" in line)
    assert head.endswith(" · ★")
    assert r"**Note:** ask \*him\*" in lines
    assert "**Note on segment 1:** which door?" in lines
    assert lines[-3:] == [
        "## Stars and notes on comments that are gone", "",
        r"- reader0: “0 The kiln” · ★; **Note:** gone \*now\*",
    ]  # fmt: skip


def test_what_the_forms_without_notes_write_is_as_before(capfd: pytest.CaptureFixture[str], noted: Path) -> None:
    for form in ("txt", "csv"):
        assert written(capfd, str(noted), "--to", form) == written(capfd, str(noted), "--to", form, "--no-state")
    for form in ("json", "jsonl", "md"):
        plain = written(capfd, str(noted), "--to", form, "--no-state")
        assert not any(word in plain for word in ("starred", "him", "Note", "★", "gone"))
        assert len(plain) < len(written(capfd, str(noted), "--to", form))


def test_what_was_written_opens_as_the_same_comments(
    capfd: pytest.CaptureFixture[str], noted: Path, tmp_path: Path
) -> None:
    plain = json.loads(written(capfd, str(noted), "--to", "json", "--no-state"))
    for form in ("json", "jsonl"):
        again = tmp_path / f"again.{form}"
        again.write_text(written(capfd, str(noted), "--to", form), encoding="utf-8")
        got = json.loads(written(capfd, str(again), "--to", "json", "--no-state"))
        for key in ("author", "segments", "time", "parent"):
            assert [one[key] for one in got["comments"]] == [one[key] for one in plain["comments"]]


def test_writing_creates_no_state(capfd: pytest.CaptureFixture[str], tmp_path: Path, state: Path) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(page_of(range(3)))
    assert "starred" not in written(capfd, str(other), "--to", "json")
    assert not state.exists()


def test_a_database_that_cannot_be_used_does_not_stop_writing(
    capfd: pytest.CaptureFixture[str], page: Path, state: Path
) -> None:
    connection = sqlite3.connect(state / DATABASE_FILE)
    connection.execute("PRAGMA user_version = 1000")
    connection.close()
    assert run([str(page), "--to", "json"]) == 0
    out, err = capfd.readouterr()
    assert len(json.loads(out)["comments"]) == 6
    assert err.startswith("thread-reader: without stars and notes: the saved state is of a newer version")


def test_forgetting_a_file_leaves_authors_and_saved_queries(page: Path) -> None:
    connection = open_database().connection
    keep_author(connection, "json", "reader1", UNMARKED, AuthorMark("expert"))
    save_query(connection, "user:reader1")
    connection.close()
    assert run(["--forget", str(page)]) == 0
    connection = open_database().connection
    assert connection.execute("SELECT count(*) FROM star").fetchone() == (0,)
    assert (len(marked_authors(connection, "json")), saved_queries(connection)) == (1, ["user:reader1"])
    connection.close()


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
