"""Write the tables of docs/bulk.md: `python docs/bulk_tables.py`. Needs the extra `bulk`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "parsers"))

from thread_parsers.bulk.schema import SCHEMA, TABLES  # noqa: E402

PAGE = ROOT / "docs" / "bulk.md"
BLOCK = re.compile(r"(?<=<!-- tables -->\n).*(?=<!-- /tables -->)", re.DOTALL)
"""The text of the page between the markers."""


def tables() -> str:
    """Each table with its columns."""
    pieces = [f"Version `{SCHEMA}`.\n"]
    for name, columns in TABLES.items():
        pieces.append(f"\n### {name}\n\n| column | type | what it is |\n|---|---|---|\n")
        for column in columns:
            required = " (required)" if column.required else ""
            pieces.append(f"| `{column.name}` | {_type(column.type)}{required} | {column.words} |\n")
    return "".join(pieces)


def _type(type_: pa.DataType) -> str:
    """A type as it is called in the page."""
    words = str(type_)
    if words.startswith("list<item: struct"):
        return f"list of {', '.join(field.name for field in type_.value_type)}"
    if words.startswith("dictionary"):
        return "string, as a dictionary"
    return {
        "list<item: string not null>": "list of strings",
        "timestamp[ms]": "timestamp",
        "timestamp[ms, tz=UTC]": "timestamp, UTC",
        "fixed_size_binary[32]": "32 bytes",
        "float": "float32",
    }.get(words, words)


if __name__ == "__main__":
    PAGE.write_text(BLOCK.sub(lambda _: tables(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
