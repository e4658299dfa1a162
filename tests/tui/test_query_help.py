"""The query language is described in one table; README, the help screen and --help list every row of it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

from harness.scripts import script
from thread_parsers.query.syntax import SHORT_WIDTH, SYNTAX
from thread_reader.help_text import help_lines
from thread_reader.keymap import Keymap
from thread_reader.render.signs import UNICODE

if TYPE_CHECKING:
    from pathlib import Path

Command = Callable[..., subprocess.CompletedProcess[bytes]]


def listed(text: str) -> list[tuple[str, str]]:
    """The rows of a help text that has the terms in a column of SHORT_WIDTH."""
    rows = (line.strip() for line in text.splitlines())
    return [(row[:SHORT_WIDTH].rstrip(), row[SHORT_WIDTH:].strip()) for row in rows]


def test_help_query_lists_every_row(command: Command) -> None:
    run = command("--help", "query")
    assert run.returncode == 0
    rows = listed(run.stdout.decode())
    assert [row for row in SYNTAX if (row.short, row.title) not in rows] == []


def test_the_general_help_names_every_term(command: Command) -> None:
    run = command("--help")
    assert [row.examples[0] for row in SYNTAX if row.examples[0] not in run.stdout.decode()] == []
    assert command("-h", "page.txt").stdout == run.stdout


def test_the_help_screen_lists_every_row_within_80_columns() -> None:
    lines = ["".join(text for text, _ in line) for line in help_lines(Keymap(), UNICODE)]
    rows = listed("\n".join(lines))
    assert [row for row in SYNTAX if (row.short, row.title) not in rows] == []
    start = lines.index("Queries of the filter") + 1
    assert max(map(len, lines[start : start + len(SYNTAX)])) < 80


def test_the_table_of_the_readme_is_generated(root: Path) -> None:
    """`python docs/queries.py` writes it."""
    queries = script(root / "docs" / "queries.py")
    found = queries.BLOCK.search((root / "README.md").read_text(encoding="utf-8"))
    assert found, "README.md has no <!-- queries --> markers"
    assert found[0] == queries.query_table(), "run `python docs/queries.py`"
    assert [row for row in SYNTAX if f"| {row.title} |" not in found[0]] == []
