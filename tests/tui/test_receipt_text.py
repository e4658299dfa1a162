"""The receipt as text."""

from __future__ import annotations

import itertools
import os
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.reading import parse, read
from thread_parsers.source.source import BufferSource
from thread_reader.receipt_text import CUT, MAX_RUNS_IN_SHEET, receipt_lines

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

    assert saved_line(None) == ["saved: not known; --saved sets it; the file is dated 2024-03-09 18:20"]
    assert saved_line(datetime(2023, 1, 2, 3, 4)) == ["saved: 2023-01-02 03:04"]
    assert saved_line(date(2023, 1, 2)) == ["saved: 2023-01-02"]
    assert read(page).saved is None


def test_where_all_times_are_dates_the_date_of_the_file_does_not_matter() -> None:
    assert not [line for line in text() if line.startswith("saved: ")]


def structured(runs: int = 2) -> Discussion:
    """A discussion that was rendered from a file of ten bytes and ten more for each run."""
    discussion = Discussion(BufferSource(b"." * (10 + 10 * runs), "page.json"), "reddit")
    rendering = Rendering(discussion)
    rendering.title("Trams", 0, 5)
    for run in range(runs):
        span = (10 + 10 * run, 18 + 10 * run)
        if run % 2:
            rendering.mark(*span, "stub")
        else:
            rendering.add(Post(text="Yes.", object_span=span))
    discussion.complete = True
    return discussion


def written(discussion: Discussion, max_spans: int | None = None) -> list[str]:
    return ["".join(part for part, _ in line) for line in receipt_lines(discussion, max_spans)]


def test_the_receipt_of_a_structured_file_adds_up_its_bytes_and_names_all_of_them() -> None:
    discussion = structured()
    receipt = discussion.receipt
    receipt.declared_comments, receipt.stub_comments = 1_200, 7
    assert written(discussion) == [
        "read as reddit",
        "file: page.json",
        "title: Trams",
        "comments: 1,200 declared, 1 read, 7 behind stubs: named in the file, but not in it",
        "",
        "bytes",
        "              9   30.0%  structure: around the texts: names, times, brackets",
        "              8   26.7%  body: the text of comments",
        "              8   26.7%  stub: refers to comments that are not in the file",
        "              5   16.7%  title",
        "             30          in 6 runs:",
        "",
        "                      0-4  title",
        "                      5-9  structure",
        "                    10-17  body",
        "                    18-19  structure",
        "                    20-27  stub",
        "                    28-29  structure",
    ]
    assert written(discussion, 3) == [*written(discussion)[:15], "and more; --receipt prints all of them"]


@pytest.mark.parametrize(("stubs", "role"), [(7, "warning"), (1_199, ""), (0, "warning")])
def test_a_difference_that_stubs_explain_is_no_warning(stubs: int, role: str) -> None:
    discussion = structured()
    discussion.receipt.declared_comments, discussion.receipt.stub_comments = 1_200, stubs
    (line,) = (line for line in receipt_lines(discussion) if line and line[0][0] == "comments: ")
    assert line[1][1] == role


def test_the_sheet_adds_up_no_file_with_very_many_runs() -> None:
    discussion = structured(runs=MAX_RUNS_IN_SHEET)
    lines = written(discussion, 5000)
    assert lines[-1] == f"{MAX_RUNS_IN_SHEET + 1:,} runs of bytes; --receipt prints them and adds them up"
    assert len(lines) < 10
    assert len(written(discussion)) > MAX_RUNS_IN_SHEET


def test_a_sheet_shows_the_text_beside_the_kinds() -> None:
    lines = list(receipt_lines(parse(PAGE), with_text=True))
    shown = {line[2][0]: line for line in lines if len(line) == 3}
    assert [part for part, _ in shown["Ann"]][1:] == ["author      ", "Ann"]
    assert [role for _, role in shown["Ann"]] == ["faint", "head", CUT]
    assert [role for _, role in shown["One."]] == ["faint", "", CUT]
    assert [role for _, role in shown["Reply0"]] == ["faint", "quiet", CUT]
    assert not any(line[2][0] for line in lines if len(line) == 3 and line[1][0].startswith("blank"))


def test_a_sheet_shows_the_bytes_beside_their_kinds() -> None:
    discussion = Discussion(BufferSource(b"<Ann>\n \nOne of many.\nTwo."), "made")
    rendering = Rendering(discussion)
    rendering.mark(0, 5, "markup")
    rendering.mark(5, 25, "stub")
    lines = [[part for part, _ in line] for line in receipt_lines(discussion, with_text=True)]
    assert [line[1:] for line in lines[-2:]] == [["markup      ", "<Ann>"], ["stub        ", "One of many."]]


def test_the_receipt_of_a_file_that_is_being_read_says_so() -> None:
    page = parse(PAGE)
    page.complete = False
    assert "comments: 3 read so far" in ["".join(part for part, _ in line) for line in receipt_lines(page)]


def test_on_a_sheet_the_numbers_of_lines_take_no_more_room_than_they_need() -> None:
    lines = ["".join(part for part, _ in line) for line in receipt_lines(parse(PAGE), with_text=True)]
    rows = lines[lines.index("lines") + 1 : -2]
    assert rows[0].startswith("    1  ")
    assert [row for row in rows if row[5:7] != "  " or not row[4].isdigit()] == []
