"""Write the query table of README.md from the tables of the query language: `python docs/queries.py`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "parsers")]

from thread_parsers.query.syntax import SYNTAX  # noqa: E402

BLOCK = re.compile(r"(?<=<!-- queries -->\n).*(?=<!-- /queries -->)", re.DOTALL)
"""The text of README.md between the markers."""


def query_table() -> str:
    """The terms of the query language and what they match."""
    rows = [f"| {' '.join(f'`{example}`' for example in row.examples)} | {row.title} |\n" for row in SYNTAX]
    return "".join(["| term | finds |\n|---|---|\n", *rows])


if __name__ == "__main__":
    readme = ROOT / "README.md"
    readme.write_text(BLOCK.sub(lambda _: query_table(), readme.read_text(encoding="utf-8")), encoding="utf-8")
