"""Write the table of README.md that lists the formats: `python docs/formats.py`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "parsers"), str(ROOT / "tui")]

from thread_parsers.formats.registry import FORMATS, FROM_DOCUMENTATION  # noqa: E402

BLOCK = re.compile(r"(?<=<!-- formats -->\n).*(?=<!-- /formats -->)", re.DOTALL)
"""The text of README.md between the markers."""
FILES = {"text": "text, wikis", "json": "JSON", "xml": "XML", "html": "saved HTML, MHTML", "mail": "mail"}
"""What a container is called in the table."""


def formats_table() -> str:
    """The formats by what their files are made of, and whether they were checked with real files."""
    rows = ["| files | checked with real files | written from documentation |\n|---|---|---|\n"]
    for container, files in FILES.items():
        names = [format_.name for format_ in FORMATS if format_.container == container]
        real, documented = (
            [name for name in names if (name in FROM_DOCUMENTATION) is which] for which in (False, True)
        )
        rows.append(f"| {files} | {_listed(real)} | {_listed(documented)} |\n")
    return "".join(rows)


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


if __name__ == "__main__":
    readme = ROOT / "README.md"
    readme.write_text(BLOCK.sub(lambda _: formats_table(), readme.read_text(encoding="utf-8")), encoding="utf-8")
