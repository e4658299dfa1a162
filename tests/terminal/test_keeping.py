"""Tags, mutes, notes and saved queries in a real terminal, from one run to the next."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Terminal = Callable[..., Any]


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """Folders for what the program keeps."""
    return {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CONFIG_HOME": str(tmp_path / "config")}


def opened(terminal: Terminal, program: list[str], page: Path, places: dict[str, str], *more: str) -> Any:
    """The reader on a page, once it knows what was remembered."""
    reader = terminal([*program, str(page), *more], **places)
    reader.wait_for("Comments")
    reader.press("g")  # at the first run, the first key takes away what is said to begin with
    reader.wait_for(lambda shown: "unread" in shown or "all read" in shown)
    return reader


def left(reader: Any) -> None:
    """Leave, and check that the terminal is as it was."""
    reader.press("q")
    assert reader.end().is_clean()


def test_an_author_is_tagged_and_muted_and_a_note_is_kept(
    terminal: Terminal, program: list[str], page: Path, places: dict[str, str], tmp_path: Path
) -> None:
    reader = opened(terminal, program, page, places)
    reader.press("A", *"salty", "right", "down", "right")
    reader.wait_for("< yes >")
    reader.press("enter")
    reader.wait_for('tag "salty", rose, muted')
    reader.wait_for("muted: salty")
    reader.press("j", "i", *"ask her", "enter")
    reader.wait_for("note saved")
    reader.wait_for("✎ ask her")
    reader.press("f", *"is:unread", "ctrl+s")
    reader.wait_for("query saved")
    reader.press("esc")
    left(reader)

    again = opened(terminal, program, page, places)
    again.wait_for("muted: salty")
    again.wait_for("✎ ask her")
    again.press("Q")
    again.wait_for("Saved queries")
    again.press("enter")
    again.wait_for("is:unread ·")
    left(again)

    written = terminal([*program, str(page), "--to", "json", "-o", str(tmp_path / "out.json")], **places)
    assert written.end().status == 0
    comments = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["comments"]
    assert [[note["text"] for note in comment.get("notes", [])] for comment in comments] == [[], ["ask her"], []]


def test_without_state_nothing_is_kept(
    terminal: Terminal, program: list[str], page: Path, places: dict[str, str], tmp_path: Path
) -> None:
    reader = terminal([*program, str(page), "--no-state"], **places)
    reader.wait_for("1 of 3")
    reader.press("A", *"salty", "enter")
    reader.wait_for('tag "salty"')
    reader.press("f", *"bridge", "ctrl+s")
    reader.wait_for("query saved")
    reader.press("esc", "Q")
    reader.wait_for("Saved queries")
    reader.press("esc")
    left(reader)
    assert not list(tmp_path.glob("state/**/state.db*"))


@pytest.mark.parametrize("changes", [{"NO_COLOR": "1"}, {"LC_ALL": "C"}], ids=["NO_COLOR", "ASCII"])
def test_nothing_is_said_by_colour_or_by_other_signs_alone(
    terminal: Terminal, program: list[str], page: Path, places: dict[str, str], changes: dict[str, str]
) -> None:
    reader = opened(terminal, program, page, places | changes)
    reader.press("A", *"salty", "right", "enter")
    reader.wait_for("TidewaterTom salty")
    reader.press("i", *"ask him", "enter")
    reader.wait_for("ask him")
    left(reader)
