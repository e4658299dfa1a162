"""`e`: the prompt for the file, what is written to it, and what is asked before."""

from __future__ import annotations

import errno
import json
from typing import TYPE_CHECKING

import pytest

from harness.fake_host import FakeField, FakeHost, comments_of, open_session, press
from thread_parsers.export.writers import WRITERS

if TYPE_CHECKING:
    from pathlib import Path

    from thread_reader.host import Prompt
    from thread_reader.session.session import Session


@pytest.fixture
def opened() -> tuple[Session, FakeHost]:
    """A session on three comments, with a star and a note on the last one."""
    session, host = open_session(comments_of(("Ann", -1, "ferry"), ("Bob", 0, "bridge"), ("Ann", -1, "rust|and rain")))
    press(session, "G", "+")
    session.kept.note(session.reader.place, "look here")
    return session, host


def prompt(session: Session) -> Prompt:
    """The prompt that `e` opens."""
    press(session, "e")
    assert session.prompt is not None
    return session.prompt


async def export(session: Session, name: object, *keys: str) -> None:
    """Type a name, press keys, then Enter, and wait for the job."""
    asked, field = prompt(session), FakeField(str(name))
    asked.typed(str(name))
    for key in (*keys, "enter"):
        assert asked.key(key, field)
    await session.scheduler.wait()


@pytest.mark.parametrize("form", WRITERS)
async def test_the_extension_chooses_the_form(opened: tuple[Session, FakeHost], tmp_path: Path, form: str) -> None:
    session, _ = opened
    path = tmp_path / f"out{WRITERS[form].suffix}"
    await export(session, path)
    assert session.prompt is None
    assert session.message == f"exported 3 comments to {path}"
    assert "rust" in path.read_text(encoding="utf-8")


async def test_stars_and_notes_are_exported(opened: tuple[Session, FakeHost], tmp_path: Path) -> None:
    session, _ = opened
    await export(session, tmp_path / "out.json")
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert "look here" in json.dumps(written["comments"][2])
    assert written["comments"][2]["starred"] is True


async def test_what_the_filter_shows_or_everything(opened: tuple[Session, FakeHost], tmp_path: Path) -> None:
    session, _ = opened
    session.filter_by("ferry OR bridge")
    press(session, "z", "M")  # folds hide nothing from a file
    asked = prompt(session)
    assert asked.note() == "2 comments as Markdown   Tab: everything   Enter exports"
    asked.key("tab", FakeField())
    assert asked.note() == "3 comments as Markdown   Tab: what the filter shows   Enter exports"
    asked.key("escape", FakeField())
    assert session.prompt is None
    await export(session, tmp_path / "some.txt")
    await export(session, tmp_path / "all.txt", "tab")
    assert session.message.startswith("exported 3 comments")
    assert "rust" not in (tmp_path / "some.txt").read_text(encoding="utf-8")
    assert "rust" in (tmp_path / "all.txt").read_text(encoding="utf-8")


async def test_a_name_without_a_known_extension_is_not_taken(opened: tuple[Session, FakeHost], tmp_path: Path) -> None:
    session, _ = opened
    await export(session, tmp_path / "out.docx")
    assert session.prompt is not None
    assert session.prompt.note() == "end the name with .json, .jsonl, .md, .txt, .html, .csv"
    assert list(tmp_path.iterdir()) == []


async def test_overwriting_is_asked(opened: tuple[Session, FakeHost], tmp_path: Path) -> None:
    session, host = opened
    path = tmp_path / "out.txt"
    path.write_text("old")
    await export(session, path)
    host.choose("n")
    assert path.read_text() == "old"
    await export(session, path)
    host.choose("y")
    await session.scheduler.wait()
    assert "ferry" in path.read_text()


async def test_what_cannot_be_written_is_said(
    opened: tuple[Session, FakeHost], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, host = opened
    await export(session, tmp_path / "missing" / "out.txt")
    assert session.message == f"cannot write {tmp_path}/missing/out.txt: no such file or directory"
    (tmp_path / "out.txt").write_text("old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    await export(session, tmp_path / "out.txt")
    host.choose("y")
    await session.scheduler.wait()
    assert session.message == f"cannot write {tmp_path}/out.txt: no space left on device"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]
    assert (tmp_path / "out.txt").read_text() == "old"


async def test_the_file_that_is_read_is_not_written_to(
    opened: tuple[Session, FakeHost], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, host = opened
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text("the page")
    await export(session, "ferry.txt")
    host.choose("y")
    await session.scheduler.wait()
    assert session.message == "cannot write ferry.txt: is the file that is being read"
    assert (tmp_path / "ferry.txt").read_text() == "the page"


async def test_nothing_is_exported_while_the_file_is_read(opened: tuple[Session, FakeHost]) -> None:
    session, _ = opened
    session.reader.discussion.complete = False
    press(session, "e")
    assert (session.prompt, session.message) == (None, "the file is still being read")
