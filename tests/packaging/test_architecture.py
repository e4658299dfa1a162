"""The architecture page and its picture show the packages that exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from harness.scripts import script

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture(scope="module")
def drawing(root: Path) -> ModuleType:
    """The script that draws the picture."""
    return script(root / "docs" / "draw_architecture.py")


def children(package: Path) -> set[str]:
    """The packages and modules directly inside a package."""
    return {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}


def test_the_picture_is_that_of_the_imports(drawing: ModuleType) -> None:
    assert drawing.PICTURE.read_text(encoding="utf-8") == drawing.draw(), "run `make docs`"


@pytest.mark.parametrize("package", ["parsers/thread_parsers", "tui/thread_reader"])
def test_every_package_is_in_the_picture_and_on_the_page(root: Path, drawing: ModuleType, package: str) -> None:
    expected = children(root / package) - {"__init__", "__main__"}
    boxes = set(re.findall(r'class="name"[^>]*>(\w+)<', drawing.PICTURE.read_text(encoding="utf-8")))
    page = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert expected
    assert expected - boxes == set()
    assert {name for name in expected if f"`{name}`" not in page} == set()


def test_the_page_names_only_files_that_exist(root: Path) -> None:
    page = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    paths = re.findall(r"`([a-z_.]+/[\w./-]*)`", page)
    known = (root, root / "parsers/thread_parsers", root / "tui/thread_reader", root / "docs")
    assert paths
    assert [path for path in paths if not any((place / path).exists() for place in known)] == []
