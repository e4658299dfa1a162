"""The table: one row per segment, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.export.csv import HEADER, guarded, write

Build = Callable[..., Discussion]


def rows(discussion: Discussion) -> list[dict[str, str]]:
    text = "".join(write(discussion, range(len(discussion.comments))))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_segment_is_a_row_with_the_fields_of_its_comment(build: Build) -> None:
    got = rows(build(None, [], [{"author": "Ann", "likes": 3, "time": "2025-12-24T06:14", "body": "one\n---\ntwo"}]))
    assert [(row["id"], row["segment"], row["segments"], row["text"]) for row in got] == [
        ("1", "1", "2", "one"),
        ("1", "2", "2", "two"),
    ]
    assert {(row["author"], row["likes"], row["time"], row["parent"]) for row in got} == {
        ("Ann", "3", "2025-12-24T06:14:00", "")
    }


def test_a_time_as_written_has_a_column_of_its_own_and_so_have_badge_edit_and_what_is_inferred(build: Build) -> None:
    discussion = build(None, [], [{"time": "2024-03-01T00:00", "likes": -3}, {}, {"parent": 1}])
    columns = discussion.columns
    columns.times_as_written.update({0: "3 weeks ago", 1: "=1+1"})
    columns.badges[1] = "Mod"
    columns.edited.update({1: "", 2: "on 4 March"})
    columns.inferred_times.add(0)
    columns.inferred_parents.update({0, 2})
    names = ("time", "time_text", "likes", "badge", "edited", "inferred")
    assert [tuple(row[name] for name in names) for row in rows(discussion)] == [
        ("2024-03-01T00:00:00", "3 weeks ago", "-3", "", "", "parent time"),
        ("", "'=1+1", "", "Mod", "true", ""),
        ("", "", "", "", "on 4 March", "parent"),
    ]


def test_what_the_site_says_of_a_comment_has_columns_of_its_own(build: Build) -> None:
    discussion = build(None, [], [{"likes": -3, "body": "x"}, {}])
    columns = discussion.columns
    columns.states[1], columns.subjects[0], columns.permalinks[0] = "deleted", "=Re: trams", "https://forum.example/1"
    columns.accepted.add(0)
    names = ("likes", "text", "state", "accepted", "subject", "permalink")
    assert [tuple(row[name] for name in names) for row in rows(discussion)] == [
        ("-3", "x", "", "true", "'=Re: trams", "https://forum.example/1"),
        ("", "", "deleted", "", "", ""),
    ]


def test_a_comment_without_words_keeps_its_row(build: Build) -> None:
    (row,) = rows(build(None, [], [{"body": ""}]))
    assert (row["segments"], row["segment"], row["text"]) == ("0", "0", "")


def test_quotes_commas_and_line_breaks_stay_inside_their_cell(build: Build) -> None:
    body = 'say "no",\nthen; go\tor\rnot'
    (row,) = rows(build(None, [], [{"body": body, "author": 'O"Hara, Sue'}]))
    assert (row["text"], row["author"]) == (body, 'O"Hara, Sue')


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_no_cell_begins_as_a_formula(build: Build, start: str) -> None:
    text = f"{start}HYPERLINK(A1)"
    (row,) = rows(build(None, [], [{"author": text, "body": text}]))
    assert row["author"] == row["text"] == f"'{text}"


def test_the_header_is_there_without_comments(build: Build) -> None:
    assert "".join(write(build("Only an article", [], []), [])).splitlines() == [
        ",".join(f'"{name}"' for name in HEADER)
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
@pytest.mark.parametrize(
    "before", ["", "\u200b", "\ufeff", "\u200b\u2060\u202e", "\u00ad", "\ufe0f", "\u2063", "\u3164", "\x00"], ids=ascii
)
def test_a_formula_behind_invisible_characters_gets_an_apostrophe(before: str, sign: str) -> None:
    assert guarded(f"{before}{sign}1+1") == f"'{before}{sign}1+1"
    assert guarded(f"{before}a{sign}1") == f"{before}a{sign}1"
