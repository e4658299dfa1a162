"""How well pages are read may only get better: the figures of the annotated pages against the floor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.scripts import script

if TYPE_CHECKING:
    from types import ModuleType

HERE = Path(__file__).parent


def _comparing() -> ModuleType:
    return script(HERE / "comparing.py")


comparing = _comparing()


@pytest.mark.parametrize("folder", sorted(comparing.FOLDERS))
def test_no_figure_is_below_the_floor_and_the_floor_is_where_the_figures_are(folder: str) -> None:
    """A figure that fell is a regression; one that rose without the floor is raised by `python comparing.py`."""
    floor = json.loads(comparing.FLOOR.read_text(encoding="utf-8"))[folder]
    assert comparing.means(comparing.FOLDERS[folder]) == floor


@pytest.mark.skipif(not comparing.BESIDE.exists(), reason="no more pages are kept beside this repository")
def test_the_pages_beside_the_repository_are_read_without_a_fault() -> None:
    wrong = {
        truth.name: figures
        for truth in sorted(comparing.BESIDE.rglob("*.truth.json"))
        if set((figures := comparing.figures_of(truth)).values()) != {1.0}
    }
    assert wrong == {}


def test_a_page_that_is_read_wrong_lowers_the_figures(tmp_path: Path) -> None:
    """The comparison can fail: the truth of one page beside the text of another."""
    samples = comparing.FOLDERS["samples"]
    (tmp_path / "lighthouse.txt").write_bytes((samples / "clock-vote.txt").read_bytes())
    (tmp_path / "lighthouse.truth.json").write_bytes((samples / "lighthouse.truth.json").read_bytes())
    figures = comparing.figures_of(tmp_path / "lighthouse.truth.json")
    assert figures["title"] == figures["comments"] == 0.0
    assert figures["receipt"] == 1.0
