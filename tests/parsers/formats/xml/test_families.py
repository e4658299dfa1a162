"""XML families: each case is a file and the discussions that it must become, in tests/cases/xml."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.trees import all_as_written, case
from thread_parsers.reading import parse, read_all
from thread_parsers.source.source import BufferSource

CASES = sorted((Path(__file__).parents[3] / "cases" / "xml").glob("*.txt"))
FAMILIES = {"feed": "feed", "generic": "xml", "outline": "xml", "stackexchange": "stackexchange-dump"}
"""The format of a case by the first word of its name, where they differ."""


@pytest.mark.parametrize("path", [path for path in CASES if path.stem[:4] != "not_"], ids=lambda path: path.stem)
def test_a_file_becomes_the_discussions_of_its_case(path: Path) -> None:
    page, tree = case(path)
    parts = read_all(BufferSource(page))
    family = path.stem.partition("_")[0]
    assert {part.format for part in parts} == {FAMILIES.get(family, family)}
    assert all_as_written(parts) == tree


@pytest.mark.parametrize("path", [path for path in CASES if path.stem[:4] == "not_"], ids=lambda path: path.stem)
def test_what_is_not_xml_is_left_to_other_formats(path: Path) -> None:
    page, _ = case(path)
    source = BufferSource(page)
    assert source.sniffed.container != "xml"
    assert parse(page).format not in ("xml", *FAMILIES.values())
