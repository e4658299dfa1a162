"""The tables of docs/reliability.md name tests, and each of them is there."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def rows(root: Path, section: str) -> list[str]:
    """The rows of a table, without its head."""
    text = (root / "docs" / "reliability.md").read_text(encoding="utf-8")
    part = text.partition(f"## {section}\n")[2].partition("\n## ")[0]
    return [line for line in part.split("\n") if line.startswith("| ")][1:]


def is_there(root: Path, file: str, name: str | None) -> bool:
    """Whether there is such a file, and in it such a test."""
    if name is None:
        return (root / file).exists()
    tree = ast.parse((root / file).read_text(encoding="utf-8"))
    return name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_moment_names_a_test_that_exists(root: Path) -> None:
    moments = rows(root, "Moments")
    assert len(moments) > 30
    for row in moments:
        named = NAMED.search(row)
        assert named, f"no test is named: {row}"
        assert named[2], row
        assert is_there(root, named[1], named[2]), row


def test_every_promise_has_a_test_that_exists_or_says_why_not(root: Path) -> None:
    promises = rows(root, "Promises")
    assert [row.split(" | ")[0] for row in promises] == [f"| R{number}" for number in range(1, 28)]
    for row in promises:
        named = NAMED.search(row)
        assert named or row.split(" | ")[-1].strip(" |"), row
        assert not named or is_there(root, named[1], named[2]), row
