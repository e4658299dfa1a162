"""The columns of the list of discussions."""

from __future__ import annotations

import pytest

from thread_parsers.library import Row
from thread_reader.state.recent import Known
from thread_reader.view.list_columns import COLUMNS, GAP, comments_of, day_of, size_of, title_of, widths
from thread_reader.view.listed_paths import heading, is_below, shown_path, spellings
from thread_reader.view.listing import Entry


@pytest.mark.parametrize("width", range(1, 250))
def test_the_columns_fill_the_width_and_no_more(width: int) -> None:
    columns = widths(width)
    total = sum(cells for _, cells in columns) + GAP * (len(columns) - 1)
    assert total <= max(width, 1)
    assert all(cells > 0 for _, cells in columns)
    assert total == width or columns[-1][0].heading == "path"
    assert {column.heading for column, _ in columns} <= {column.heading for column in COLUMNS}


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, ""), (1, "1 B"), (999, "999 B"), (1000, "1.0 kB"), (9949, "9.9 kB"), (9951, "10 kB"), (999_499, "999 kB"),
     (999_600, "1.0 MB"), (1 << 40, "1,100 GB")],
)  # fmt: skip
def test_sizes_have_three_digits(size: int, words: str) -> None:
    assert size_of(size) == words


@pytest.mark.parametrize(("unread", "words"), [(0, "read"), (999, "999 unread"), (59_997, "59,997")])
def test_how_many_are_unread_is_not_cut(unread: int, words: str) -> None:
    (column,) = (column for column in COLUMNS if column.heading == "unread")
    assert column.text(Entry(0, Row("a"), Known("a", 1, 0, 0, unread))).text == words


def test_what_is_not_known_is_not_invented() -> None:
    assert day_of(None) == day_of(1 << 62) == ""
    assert day_of(0) == "1970-01-01"
    assert comments_of(Entry(0, Row("a"))) == "…"
    assert comments_of(Entry(0, Row("a", reason="not text"))) == ""
    assert comments_of(Entry(0, Row("a", comments=1200))) == "1,200"
    assert title_of(Entry(0, Row("x/a.txt"))) == "a.txt"
    assert title_of(Entry(0, Row("x/a.txt", part=2, parts=3))) == "a.txt (2)"
    assert title_of(Entry(0, Row("x/a.txt", title="\x1b[1mA"))) != "\x1b[1mA"


def test_paths_are_shown_as_they_would_be_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    assert shown_path("./a.txt") == "a.txt"
    assert shown_path("/home/ada/b.txt") == "~/b.txt"
    assert shown_path("/home/adam/b.txt") == "/home/adam/b.txt"
    assert heading(["."]) == "in this folder"
    assert heading(["/home/ada/x"]) == "in ~/x"
    assert heading(["a", "b"]) == "in 2 files and folders"
    monkeypatch.setenv("HOME", "")
    assert shown_path("/x") == "/x"


def test_a_path_is_found_as_it_is_spelled(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.chdir(str(tmp_path))
    absolute = f"{tmp_path}/pages/a.txt"
    assert spellings(absolute, ["."]) == [absolute, "./pages/a.txt"]
    assert spellings(absolute, ["pages"]) == [absolute, "pages/a.txt"]
    assert spellings(absolute, ["pages/a.txt", "page"]) == [absolute, "pages/a.txt"]
    assert is_below("pages/a.txt", ["pages"])
    assert not is_below("pages2/a.txt", ["pages"])


def test_titles_have_more_room_than_the_family_until_the_screen_is_wide() -> None:
    names = {width: [column.heading for column, _ in widths(width)] for width in (118, 160)}
    assert [names[width].count("family") for width in (118, 160)] == [0, 1]
    assert widths(118)[0][1] >= 40
