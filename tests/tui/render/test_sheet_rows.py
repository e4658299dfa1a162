"""What sheets share: their size, and how their rows are fitted."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.geometry import Size

from thread_reader.render.wrapping import fitted_middle
from thread_reader.view.sheet import Cell, Row
from thread_reader.widgets.sheet_rows import row_parts, sheet_size


@pytest.mark.parametrize(
    ("screen", "rows", "expected"),
    [
        (Size(120, 40), 8, (84, 10)),
        (Size(120, 40), 100, (84, 34)),
        (Size(200, 50), 1, (84, 3)),
        (Size(86, 40), 10, (82, 12)),
        (Size(80, 24), 100, (76, 22)),
        (Size(80, 24), 5, (76, 7)),
        (Size(40, 10), 100, (36, 8)),
        (Size(10, 3), 100, (10, 3)),
    ],
)
def test_a_sheet_is_as_wide_as_text_and_as_tall_as_its_rows(screen: Size, rows: int, expected: tuple[int, int]) -> None:
    assert sheet_size(screen, 80, rows) == expected


ROW = Row(
    [Cell("", "letters Ann Bo", 2), Cell("Ann Bo", "author Ann Bo", 8), Cell("9 replies", "", 11, right=True)],
    ((" the first words of it", "quiet"),),
    "6 · 4 people",
)


def text_of(row: Row, width: int) -> str:
    return "".join(text for text, _ in row_parts(row, width))


def test_columns_stand_below_each_other_and_words_get_the_rest() -> None:
    assert text_of(ROW, 70) == "AB Ann Bo     9 replies  the first words of it            6 · 4 people"
    assert text_of(ROW, 50) == "AB Ann Bo     9 replies  the first w… 6 · 4 people"


@pytest.mark.parametrize("width", [1, 5, 10, 20, 33, 47, 80])
def test_no_row_is_wider_than_the_sheet(width: int) -> None:
    wide = Row([Cell("东京" * 20, "", 18), Cell("x" * 50)], (("东" * 90, ""),), "东" * 30)
    for row in (ROW, wide, Row(), Row(words=(("word", ""),)), Row([Cell("a", width=5)])):
        assert cell_len(text_of(row, width).rstrip()) <= width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("https://a.example/long/path", 40, "https://a.example/long/path"),
        ("https://a.example/long/path", 15, "https:/…ng/path"),
        ("東京東京東京東京", 9, "東京…東京"),
        ("abcdef", 2, "a…"),
        ("abcdef", 0, ""),
    ],
)
def test_addresses_are_cut_in_the_middle(text: str, width: int, expected: str) -> None:
    assert fitted_middle(text, width) == expected
