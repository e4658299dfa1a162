"""Choosing columns of a chart: one, or a range that is marked on the axis."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_reader.render.chart_cursor import ChartCursor
from thread_reader.render.signs import UNICODE
from thread_reader.render.stats.charts import Bar, Below, column_chart
from thread_reader.render.stats.row import Chart

VALUES = [3, 0, 8, 1, 2]
CHART = Chart(VALUES, lambda first, last: f"{first}-{last}", lambda first, last: f"{first}-{last}")


def axis(cursor: ChartCursor, cells: int) -> str:
    """The axis with what is chosen drawn on it."""
    rows = list(column_chart([Bar(value, "q") for value in VALUES], cells, 2, UNICODE, Below({}, {}), CHART))
    (row,) = [row for row in rows if row.is_axis]
    first, last = cursor.columns(CHART)
    texts = [cursor.text(row, at, UNICODE) if first <= at <= last else each.text for at, each in enumerate(row.columns)]
    return "".join(texts)


@pytest.mark.parametrize(
    ("column", "start", "cells", "drawn"),
    [
        (None, None, 1, "──━──"), (1, None, 2, "──━━──────"), (1, 3, 1, "─[━]─"), (3, 1, 1, "─[━]─"),
        (1, 2, 1, "─[]──"), (1, 1, 2, "──[]──────"), (1, 1, 1, "─[───"),
    ],
)  # fmt: skip
def test_what_is_chosen_is_marked_on_the_axis(column: int | None, start: int | None, cells: int, drawn: str) -> None:
    assert axis(ChartCursor(column, start), cells) == drawn


@given(st.lists(st.integers(-3, 3), max_size=9), st.integers(0, 9))
def test_a_range_is_from_where_it_was_begun_to_the_cursor(moves: list[int], begun: int) -> None:
    cursor, at, start = ChartCursor(), CHART.fullest, None
    for number, columns in enumerate(moves):
        if number == begun:
            cursor.toggle(CHART)
            start = at
        cursor.move(CHART, columns)
        at = list(accumulate([at, columns], lambda here, step: max(0, min(here + step, len(VALUES) - 1))))[-1]
    if start is None:
        assert cursor.columns(CHART) == (at, at)
    else:
        assert cursor.columns(CHART) == (min(at, start), max(at, start))
        cursor.toggle(CHART)
        assert cursor.columns(CHART) == (at, at)


def test_a_chart_with_fewer_columns_keeps_the_cursor_within_it() -> None:
    cursor = ChartCursor(9, 7)
    assert cursor.columns(CHART) == (4, 4)
    cursor.clear()
    assert cursor.columns(CHART) == (2, 2)
