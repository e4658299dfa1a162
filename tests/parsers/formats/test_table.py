"""Tables of comments: each case is a page and the tree that it must become, in tests/cases/table."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.trees import as_written, case
from thread_parsers.formats.table.records import MAX_RECORD_BYTES, records
from thread_parsers.formats.table.table import TABLE
from thread_parsers.reading import parse
from thread_parsers.source.source import BufferSource

CASES = sorted((Path(__file__).parents[2] / "cases" / "table").glob("*.txt"))
TABLES = [path for path in CASES if not path.stem.startswith("not_")]
OTHERS = [path for path in CASES if path.stem.startswith("not_")]
HEADER = b"author,date,text\n"
ROW = b"Ada,2024-05-02 10:00,Tea\n"


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
    page = b"\xef\xbb\xbf" + HEADER + ROW
    assert [comment.author for comment in parse(page).comments] == ["Ada"]


@pytest.mark.parametrize("delimiter", [b",", b"\t"])
def test_a_quote_within_a_cell_is_one_of_its_characters(delimiter: bytes) -> None:
    page = (HEADER + ROW.replace(b"Tea", b'6" of tea') + ROW * 100).replace(b",", delimiter)
    assert len(parse(page).comments) == 101


@pytest.mark.parametrize("rows", [3, MAX_RECORD_BYTES // len(ROW) + 10])
def test_after_a_quote_that_is_never_closed_lines_are_records(rows: int) -> None:
    page = HEADER + ROW * 3 + b'Bo,2024-05-03 10:00,"Tea\n' + ROW * rows
    assert len(parse(page).comments) == rows + 4


def test_a_last_line_without_a_line_feed_is_a_record() -> None:
    page = HEADER + ROW * 2 + b'Bo,2024-05-03 10:00,"Tea\nand cake"'
    assert [comment.segments[0].text for comment in parse(page).comments][-1] == "Tea\nand cake"


def test_a_line_that_is_too_long_is_left_out_and_the_next_one_is_read() -> None:
    long = b"Bo,2024-05-03 10:00," + b"T" * (3 * MAX_RECORD_BYTES) + b"\n"
    for count, noted in ((1, "1 line of more than 1 MiB left out"), (2, "2 lines of more than 1 MiB left out")):
        discussion = parse(HEADER + ROW + (long + ROW) * count)
        assert [comment.author for comment in discussion.comments] == ["Ada"] * (count + 1)
        assert noted in [note.text for note in discussion.receipt.notes]


def test_blank_lines_are_not_records_of_their_own() -> None:
    found = [record for record in records(BufferSource(ROW + b"\r\n" * 1000 + ROW), ",") if record is not None]
    assert [record.end - record.start for record in found] == [len(ROW), 2000, len(ROW)]
