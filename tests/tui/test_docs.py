"""The tables in docs/ name only keys that exist."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from harness.scripts import script
from thread_reader.command_table import COMMANDS, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_comparison_names_only_keys_that_are_bound(root: Path) -> None:
    bound = {written(key) for command in COMMANDS for key in command.keys} | {":12"}
    page = (root / "docs" / "other-readers.md").read_text(encoding="utf-8")
    rows = page[page.index("## Keys") :].splitlines()
    ours = [key for row in rows if row.startswith("| ") for key in re.findall(r"`([^`]+)`", row.split("|")[2])]
    assert ours
    assert [key for key in ours if key not in bound] == []


def test_every_picture_has_a_row_and_every_row_a_picture(root: Path) -> None:
    source = (root / "docs" / "pictures.py").read_text(encoding="utf-8")
    named = set(re.findall(r'Picture\("(\w+)"', source))
    assert named == {path.stem for path in (root / "docs").glob("*.svg")} - {"tour"}


def test_the_moving_picture_has_every_frame_once_in_a_round(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root / "docs"))
    tour = script(root / "docs" / "tour.py")
    drawn = (root / "docs" / "tour.svg").read_text(encoding="utf-8")
    captions = [html.escape(caption) for caption, _ in tour.FRAMES]
    assert re.findall(r'<text class="caption"[^>]*>(.*?)</text>', drawn) == captions
    delays = [float(delay) for delay in re.findall(r"animation-delay: (-?[0-9.]+)s", drawn)]
    whole = tour.SECONDS * len(captions)
    assert [round(delay % whole / tour.SECONDS) for delay in delays] == list(range(len(captions)))
    assert "<script" not in drawn
