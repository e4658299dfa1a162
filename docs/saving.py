"""Write the table of README.md that says how to save discussions: `python docs/saving.py`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "parsers"), str(ROOT / "tui")]

from thread_reader.command_line.how_to_save import KINDS  # noqa: E402

BLOCK = re.compile(r"(?<=<!-- saving -->\n).*(?=<!-- /saving -->)", re.DOTALL)
"""The text of README.md between the markers."""


def saving_table() -> str:
    """Kinds of discussions, what to save of each, and the formats that read it."""
    rows = [f"| {kind.title} | {kind.what} | {', '.join(f'`{name}`' for name in kind.formats)} |\n" for kind in KINDS]
    return "".join(["| discussion | save | format |\n|---|---|---|\n", *rows])


if __name__ == "__main__":
    readme = ROOT / "README.md"
    readme.write_text(BLOCK.sub(lambda _: saving_table(), readme.read_text(encoding="utf-8")), encoding="utf-8")
