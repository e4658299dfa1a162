"""The requirements file: complete, exact, and the same on every machine."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def lines(root: Path) -> list[str]:
    return (root / "requirements.txt").read_text().splitlines()


def test_every_dependency_is_pinned(root: Path, lines: list[str]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    extras = [line for lines in project["project"]["optional-dependencies"].values() for line in lines]
    wanted = {
        re.split(r"[<>=!~ \[;]", line)[0].lower()
        for line in project["project"]["dependencies"] + groups["dev"] + groups["docs"] + extras
    }
    pinned = {line.split("==")[0] for line in lines if "==" in line}
    assert wanted - {"thread-reader"} <= pinned  # an extra that has another one


def test_every_pin_has_a_hash(lines: list[str]) -> None:
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if "==" in line:
            assert after.startswith("    --hash=sha256:"), line


def test_no_address_and_no_path_is_in_it(lines: list[str]) -> None:
    allowed = re.compile(
        r"[a-z0-9-]+==[0-9a-z.]+( ; [^/]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|    # [^/]*|#[^/]*"
    )
    assert [line for line in lines if not allowed.fullmatch(line)] == []


def test_it_names_the_command_that_made_it(root: Path, lines: list[str]) -> None:
    assert lines[1] == "#    make requirements"
    assert "\nrequirements:" in (root / "Makefile").read_text()
