"""docs/bulk.md says what is so."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from harness.scripts import script
from thread_parsers.bulk.line_files import PIECE_BYTES
from thread_parsers.bulk.shard import SIEVED_BYTES
from thread_parsers.bulk.writing import PART_BYTES, PART_SECONDS
from thread_parsers.library.walking import MAX_BYTES
from thread_parsers.source.decode import MAX_EXPANDED_BYTES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "bulk.md").read_text(encoding="utf-8")


def test_its_tables_are_those_of_the_code(page: str, root: Path) -> None:
    """`python docs/bulk_tables.py` writes them anew."""
    bulk = script(root / "docs" / "bulk_tables.py")
    assert bulk.BLOCK.search(page)[0] == bulk.tables()


def test_its_limits_are_those_of_the_code(page: str) -> None:
    assert PART_SECONDS == 600
    assert "after ten minutes" in page
    for size, words in (
        (PART_BYTES, "about 128 MiB together"),
        (PIECE_BYTES, "pieces of 64 MiB"),
        (MAX_EXPANDED_BYTES, "one page up to 256 MiB"),
        (MAX_BYTES, "any other file over 512 MiB"),
        (SIEVED_BYTES, "Its first 64 KiB"),
    ):
        assert words in page
        assert str(size >> (10 if "KiB" in words else 20)) in words


def test_its_examples_run(page: str, root: Path, environment: dict[str, str], tmp_path: Path) -> None:
    codes = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (tmp_path / "samples").symlink_to(root / "samples")

    def run(*words: str) -> bytes:
        command = [sys.executable, *words]
        return subprocess.run(command, check=True, capture_output=True, cwd=tmp_path, env=environment).stdout

    (parsing,) = [code for code in codes if "parse_shard" in code]
    assert run("-c", parsing).startswith(b"2 ['")
    run("-m", "thread_parsers.bulk", "samples/tram-line.txt", "-o", "corpus", "-j", "1")
    (asking,) = [code for code in codes if "duckdb" in code]
    assert re.fullmatch(rb"False\n\[(\('[^']+/tram-line.txt', 1, \d+\)(, )?){3,}\]\n", run("-c", asking))
