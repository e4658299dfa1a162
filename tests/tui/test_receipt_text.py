"""The receipt as text."""

from __future__ import annotations

import itertools
import os
from datetime import date, datetime
from typing import TYPE_CHECKING

from thread_parsers.reading import parse, read
from thread_reader.receipt_text import receipt_lines

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "Paper.\n5 Likes\nReward\nComment\n0/400\n" + "Ann\n· 2025-03-09 18:20\nOne.\n---\nTwo.\nReply0\n" * 3


def text(max_spans: int | None = None) -> list[str]:
    """The receipt of the page, without styles."""
    return ["".join(part for part, _ in line) for line in receipt_lines(parse(PAGE), max_spans)]


def test_the_totals_count_every_line_of_the_file() -> None:
    lines = text()
    first, second = lines.index("lines"), len(lines) - 2
    assert lines[second] == ""
    total, _, kinds = lines[-1].partition(" lines: ")
    assert int(total) == PAGE.count("\n") == sum(int(kind.split()[0]) for kind in kinds.split(", "))
    numbers = [row.split()[0].split("-") for row in lines[first + 1 : second]]
    assert numbers[0][0] == "1"
    assert numbers[-1][-1] == total
    assert all(int(after[0]) == int(before[-1]) + 1 for before, after in itertools.pairwise(numbers))


def test_a_limited_receipt_says_that_there_is_more() -> None:
    lines, whole = text(max_spans=3), text()
    start = whole.index("lines") + 1
    assert lines == [*whole[: start + 3], "and more; --receipt prints all of them"]
    assert text(max_spans=1000) == whole


def test_a_receipt_names_the_format_that_reads_more_and_the_lines_that_came_near() -> None:
    page = "Paper.\nReward\nComment\n0/400\n" + "".join(f"{name} · 3h ago\nOne.\n" for name in ("Ann", "Bob", "Cid"))
    lines = ["".join(part for part, _ in line) for line in receipt_lines(parse(page, format_name="gate"))]
    assert "other format: plain finds 3 comments; --from reads the file with it" in lines
    lines = ["".join(part for part, _ in line) for line in receipt_lines(parse("Paper.\n2025-03-09 18:20\nOne.\n"))]
    assert "nearest: 1 line is close to the head of a comment, such as line 2; --formats lists them" in lines


AGO = "The gate is shut.\n\n" + "".join(f"Person{at} · {at} days ago\nSo be it.\n\n" for at in (2, 1, 3))


def test_the_date_of_the_file_is_offered_and_not_taken(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(AGO, encoding="utf-8")
    moment = datetime(2024, 3, 9, 18, 20, 45)
    os.utime(page, (moment.timestamp(), moment.timestamp()))

    def saved_line(saved: date | None) -> list[str]:
        lines = ("".join(part for part, _ in line) for line in receipt_lines(read(page, saved=saved)))
        return [line for line in lines if line.startswith("saved: ")]

    assert saved_line(None) == ["saved: not known; --saved says it, and the file is dated 2024-03-09 18:20"]
    assert saved_line(datetime(2023, 1, 2, 3, 4)) == ["saved: 2023-01-02 03:04"]
    assert saved_line(date(2023, 1, 2)) == ["saved: 2023-01-02"]
    assert read(page).saved is None


def test_where_all_times_are_dates_the_date_of_the_file_does_not_matter() -> None:
    assert not [line for line in text() if line.startswith("saved: ")]
