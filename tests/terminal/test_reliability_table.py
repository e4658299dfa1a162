"""The table of moments names a test for each, and each of them is there."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_every_moment_names_a_test_that_exists(root: Path) -> None:
    text = (root / "docs" / "reliability.md").read_text(encoding="utf-8")
    rows = [line for line in text.split("\n") if line.startswith("| ") and "moment |" not in line]
    named = [re.search(r"`(tests/\S+\.py)::(\w+)` \|$", row) for row in rows]
    assert len(rows) > 20
    for row, name in zip(rows, named, strict=True):
        assert name, f"no test is named: {row}"
        tree = ast.parse((root / name[1]).read_text(encoding="utf-8"))
        assert name[2] in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name[0]
