"""Column charts of the stats: their cells, axes and labels, in Unicode and in ASCII."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.export.text_charts import LEVELS, axis_top, column_rows
from thread_reader.render.signs import ASCII, UNICODE, Signs
from thread_reader.render.stats.charts import Bar, Below, column_chart
from thread_reader.render.stats.row import Chart, Part, Row, bar, differ

BARS = [Bar(value, f"on:2025-03-{at + 10}") for at, value in enumerate([3, 0, 8, 1])]
CHART = Chart([3, 0, 8, 1], lambda first, last: f"{first} to {last}", lambda first, last: f"{first}-{last}")
BELOW = Below({0: "03-10", 3: "13"}, {2: Part("▲", "warning")})


def drawn(rows: list[Row]) -> list[str]:
    """The rows as text."""
    return ["".join([part.text for part in row.parts] + [each.text for each in row.columns]).rstrip() for row in rows]


def test_a_chart_has_axes_with_round_numbers_and_labels() -> None:
    assert drawn(list(column_chart(BARS, 2, 4, UNICODE, BELOW, CHART))) == [
        "   8┤    ██",
        "    │    ██",
        "   4┤▄▄  ██",
        "    │██  ██▄▄",
        "    └┴───▲─┴─",
        "     03-10 13",
    ]


def test_a_chart_in_ascii_has_no_other_characters() -> None:
    below = Below(BELOW.labels, {2: Part(ASCII.burst, "warning")})
    text = "\n".join(drawn(list(column_chart(BARS, 2, 4, ASCII, below, CHART))))
    assert text.isascii()
    assert "^" in text


def test_the_rows_of_a_chart_lead_to_the_lowest_row_of_its_columns() -> None:
    rows = list(column_chart(BARS, 1, 4, UNICODE, BELOW, CHART))
    assert [at + row.to_main for at, row in enumerate(rows)] == [3] * 6
    assert rows[3].chart is CHART
    assert CHART.fullest == 2
    assert CHART.described(1, 3) == "1 to 3 · 9 comments"
    assert [row.is_axis for row in rows] == [False] * 4 + [True, False]
    assert [column.query for column in rows[3].columns] == ["on:2025-03-10", None, "on:2025-03-12", "on:2025-03-13"]


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=30), st.integers(1, 6))
def test_columns_are_as_high_as_their_numbers(numbers: list[int], height: int) -> None:
    top = axis_top(max(numbers))
    rows = column_rows(numbers, top, height)
    assert len(rows) == height
    for column, number in zip(zip(*rows, strict=True), numbers, strict=True):
        eighths = sum(LEVELS.index(cell) for cell in column)
        assert (eighths > 0) is (number > 0)
        assert abs(eighths - number / top * height * 8) <= 1


@given(st.integers(0, 10**12))
def test_the_end_of_an_axis_is_round_and_its_half_is_whole(largest: int) -> None:
    top = axis_top(largest)
    assert top >= max(largest, 2)
    assert top % 2 == 0
    assert str(top).rstrip("0") in {"1", "2", "4", "6", "8"}
    assert top <= max(2, 2 * largest)


@given(st.floats(0, 1), st.integers(1, 60), st.sampled_from([UNICODE, ASCII]))
def test_a_bar_is_exact_to_half_a_cell(share: float, cells: int, signs: Signs) -> None:
    text = bar(share, cells, signs)
    halves = 2 * text.count(signs.bar) + text.count(signs.half_bar)
    assert len(text) <= cells
    assert (halves > 0) is (share > 0)
    assert abs(halves - share * cells * 2) <= 1


def test_bars_are_drawn_only_where_they_differ() -> None:
    assert differ([9, 4, 1], int)
    assert not differ([1, 1, 1, 1], int)
    assert not differ([2, 1, 1], int)
    assert not differ([2, 1, 0], int)
    assert not differ([100, 99, 98], int)
    assert not differ([], int)
