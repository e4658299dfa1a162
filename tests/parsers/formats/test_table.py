"""Tables of comments: each case is a page and the tree that it must become, in tests/cases/table."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.trees import as_written, case
from thread_parsers.formats.table.records import MAX_RECORD_BYTES
from thread_parsers.formats.table.table import TABLE
from thread_parsers.reading import parse
from thread_parsers.source.source import BufferSource

CASES = sorted((Path(__file__).parents[2] / "cases" / "table").glob("*.txt"))
TABLES = [path for path in CASES if not path.stem.startswith("not_")]
OTHERS = [path for path in CASES if path.stem.startswith("not_")]
HEADER = b"author,date,text\n"


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_becomes_the_tree_of_its_case(path: Path) -> None:
    page, tree = case(path)
    discussion = parse(page)
    assert (discussion.format, as_written(discussion)) == ("table", tree)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_other_tables_have_no_comments(path: Path) -> None:
    page, _ = case(path)
    assert TABLE.likeness(BufferSource(page)).score == 0
    assert not parse(page).comments


def test_a_mark_of_byte_order_is_no_part_of_the_first_name() -> None:
    page = b"\xef\xbb\xbf" + HEADER + b"Ada,2024-05-02,Tea\n"
    assert [comment.author for comment in parse(page).comments] == ["Ada"]


def test_after_a_quote_that_is_never_closed_lines_are_records() -> None:
    row = b"Ada,2024-05-02,Tea\n"
    count = MAX_RECORD_BYTES // len(row) + 10
    page = HEADER + row * 3 + b'Bo,2024-05-03,"Tea\n' + row * count
    assert len(parse(page).comments) == count + 4


def test_a_line_that_is_too_long_is_left_out_and_the_next_one_is_read() -> None:
    row = b"Ada,2024-05-02,Tea\n"
    page = HEADER + row + b"Bo,2024-05-03," + b"T" * (3 * MAX_RECORD_BYTES) + b"\n" + row
    discussion = parse(page)
    assert {comment.author for comment in discussion.comments} == {"Ada"}
    assert "a line of more than 1 MiB was left out" in [note.text for note in discussion.receipt.notes]
