"""Dumps that are cut at their lines."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

import pytest
import zstandard

from harness.bulk_pages import untold
from thread_parsers import Unreadable
from thread_parsers.bulk import line_files
from thread_parsers.bulk.line_files import NAMES, pages_in

if TYPE_CHECKING:
    from pathlib import Path

CHANCE = Random(22)
LINES = [
    json.dumps({"id": f"t{number}", "body": CHANCE.randbytes(60).hex()}).encode() + b"\n" for number in range(1500)
]


@pytest.fixture(autouse=True)
def small_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_files, "READ_BYTES", 1000)


def pieces(path: Path, data: bytes, whole_bytes: int) -> list[bytes | None]:
    path.write_bytes(data)
    return [each.data for each in pages_in(str(path), untold, whole_bytes)]


def test_a_small_file_is_one_page_that_is_read_where_it_is(tmp_path: Path) -> None:
    data = b"".join(LINES)
    assert pieces(tmp_path / "a.ndjson", data, len(data)) == [None]
    told = list[int]()
    (found,) = pages_in(str(tmp_path / "a.ndjson"), told.append)
    assert found.size == len(data)  # which decides how many a process reads at a time
    assert not told, "nothing of it is read to find that out"


@pytest.mark.parametrize("name", ["a.ndjson", "a.ndjson.zst"])
@pytest.mark.parametrize("size", [3_000, 10_000])
def test_a_larger_one_is_cut_at_its_lines(tmp_path: Path, name: str, size: int) -> None:
    data = b"".join(LINES)
    written = zstandard.compress(data) if name.endswith("zst") else data
    found = [piece or b"" for piece in pieces(tmp_path / name, written, size)]
    assert b"".join(found) == data
    assert len(found) > 2
    assert all(piece.endswith(b"\n") and len(piece) <= size for piece in found)


def test_a_long_line_is_cut(tmp_path: Path) -> None:
    found = pieces(tmp_path / "a.jsonl", b"x" * 25_000, 10_000)
    assert list(map(len, filter(None, found))) == [10_000, 10_000, 5_000]


def test_a_dump_that_is_cut_off_has_its_pieces(tmp_path: Path) -> None:
    path = tmp_path / "RC_2015-01.zst"
    path.write_bytes(zstandard.compress(b"".join(LINES), 1)[:-40])
    found: list[int | None] = []
    with pytest.raises(Unreadable, match="damaged zstd data after piece"):
        found.extend(each.record for each in pages_in(str(path), untold, 3_000))
    assert found == list(range(1, len(found) + 1)) != []


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("a.ndjson", True), ("a.jsonl.zst", True), ("RC_2015-01.zst", True), ("/dumps/RS_2011-01.bz2", True),
        ("a.json", False), ("page.html.zst", False), ("xRC_2015-01.zst", False), ("a.ndjson.txt", False),
    ],
)  # fmt: skip
def test_which_files_have_values_in_lines(name: str, is_one: bool) -> None:
    assert bool(NAMES.search(name)) == is_one
