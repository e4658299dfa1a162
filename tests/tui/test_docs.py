"""The tables in docs/ name only keys that exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_reader.command_table import COMMANDS, written

if TYPE_CHECKING:
    from pathlib import Path


def test_the_comparison_names_only_keys_that_are_bound(root: Path) -> None:
    bound = {written(key) for command in COMMANDS for key in command.keys} | {":12"}
    rows = (root / "docs" / "other-readers.md").read_text(encoding="utf-8").splitlines()
    ours = [key for row in rows if row.startswith("| ") for key in re.findall(r"`([^`]+)`", row.split("|")[2])]
    assert ours
    assert [key for key in ours if key not in bound] == []


def test_every_picture_has_a_row_and_every_row_a_picture(root: Path) -> None:
    source = (root / "docs" / "pictures.py").read_text(encoding="utf-8")
    named = set(re.findall(r'Picture\("(\w+)"', source))
    assert named == {path.stem for path in (root / "docs").glob("*.svg")}
