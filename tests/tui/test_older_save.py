"""Comparing a save with an older one: `NEW --since OLD`, written and in the reader."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from harness.saves import page_of
from thread_parsers.errors import Unreadable
from thread_parsers.reading import parse
from thread_parsers.source.open import open_source
from thread_reader.app import make_app
from thread_reader.cli import run
from thread_reader.older_save import OlderSave
from thread_reader.screens.reading_screen import ReadingScreen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty state folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def saves(tmp_path: Path) -> tuple[Path, Path]:
    """An older save and a newer one, which has a comment less, one that was edited and two new ones."""
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_bytes(page_of(range(12)))
    new.write_bytes(page_of([20, *range(11), 21], edited=[4]))
    return old, new


def test_what_has_changed_is_written(saves: tuple[Path, Path], capfd: pytest.CaptureFixture[str]) -> None:
    old, new = map(str, saves)
    assert run([new, "--since", old, "--to", "json"]) == 0
    out, err = capfd.readouterr()
    assert [comment["id"] for comment in json.loads(out)["comments"]] == [1, 6, 13]
    assert err == "thread-reader: gone since old.json: 1 comment\n"
    for form in ("md", "txt", "jsonl", "csv"):
        assert run([new, "--since", old, "--to", form]) == 0
        assert "20 My grandmother" in capfd.readouterr().out.replace("\\", "")


def test_a_query_chooses_among_what_is_new(saves: tuple[Path, Path], capfd: pytest.CaptureFixture[str]) -> None:
    old, new = map(str, saves)
    assert run([new, "--since", old, "--to", "jsonl", "--where", "is:new user:reader1"]) == 0
    assert [line["id"] for line in map(json.loads, capfd.readouterr().out.splitlines()) if "id" in line] == [13]


def test_nothing_has_changed_is_status_1(saves: tuple[Path, Path], capfd: pytest.CaptureFixture[str]) -> None:
    assert run([str(saves[0]), "--since", str(saves[0]), "--to", "txt"]) == 1
    assert capfd.readouterr() == ("", "thread-reader: nothing is new or edited\n")


def test_an_older_save_that_cannot_be_read_is_refused(saves: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        run([str(saves[1]), "--since", str(tmp_path / "nothing"), "--to", "txt"])


def test_texts_of_another_format_are_not_edited(tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_text(
        "\n\n".join(f"reader{n} · 2024-05-02 08:0{n}\nThe kiln was cold, said number {n}." for n in range(3))
    )
    posts = [{"author": f"reader{n}", "text": f"The kiln was cold, said number {n}. Really.",
              "created": f"2024-05-02T08:0{n}:00Z"} for n in range(4)]  # fmt: skip
    found = OlderSave(str(old)).compared(parse(json.dumps({"posts": posts}).encode()))
    assert found.edited == frozenset()


async def test_the_reader_shows_what_is_new(saves: tuple[Path, Path]) -> None:
    app = make_app(open_source(str(saves[1])), since=OlderSave(str(saves[0])))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await screen.session.scheduler.wait()
        await pilot.pause()
        assert screen.session.message == "2 new, 1 edited, 1 gone since old.json"
        await pilot.press("]", "n")
        assert screen.session.reader.position.comment == 12
        await pilot.press("[", "e")
        assert screen.session.reader.position.comment == 5
        await pilot.press("D")
        await pilot.pause()
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Since old.json" in shown
        assert "2 new · 1 edited · 1 gone" in shown
        assert re.search("reader1 +2024-05-02 08:11", shown), "author and time of what is gone"
