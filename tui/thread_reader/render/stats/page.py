"""Where the rows of the statistics are: in one column, or side by side in several."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from thread_reader.render.stats import balanced, columns_that_fit, sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_reader.render.stats.row import Canvas, Row

GUTTER = 1
"""Cells before the text of each column, for the cursor."""
GAP = 3
"""Cells between two columns."""
MOST_ON_PAGE, CHART_HEIGHT_ON_PAGE = 6, 6
"""The rows of lists and charts where the sections are in several columns."""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in columns. A row is known by its number, counted down the first column, then down the second …"""

    rows: Sequence[Row] = ()
    starts: Sequence[int] = (0, 0)
    """The first row of each column, and the number of rows."""
    cells: int = 1
    """The width of a column, with its gutter."""
    stops: Sequence[int] = (0,)
    """The rows that the cursor stops at, ascending; without any, the first one. Never empty."""

    @property
    def height(self) -> int:
        """The rows of the tallest column."""
        return max(end - start for start, end in pairwise(self.starts))

    @property
    def columns(self) -> range:
        """The numbers of the columns, from 0."""
        return range(len(self.starts) - 1)

    def column(self, row: int) -> int:
        """Return the column of a row."""
        return min(max(0, bisect_right(self.starts, row) - 1), len(self.starts) - 2)

    def y(self, row: int) -> int:
        """Return the line of a row on the page, from 0."""
        return row - self.starts[self.column(row)]

    def at(self, column: int, y: int) -> int | None:
        """Return the row of a column at a line of the page; None below its last one."""
        row = self.starts[column] + y
        return row if self.starts[column] <= row < self.starts[column + 1] else None

    def left(self, column: int) -> int:
        """Return the first cell of a column."""
        return column * (self.cells + GAP)

    def column_at(self, x: int) -> int:
        """Return the column at a cell, or left of it."""
        return min(max(0, x // (self.cells + GAP)), len(self.starts) - 2)

    def group(self, row: int) -> tuple[int, int]:
        """Return the first and the last row of what a stop of the cursor is on: a chart has several rows."""
        rows, first, last = self.rows, row, row
        while first and rows[first - 1].to_main == row - first + 1:
            first -= 1
        while last + 1 < len(rows) and rows[last + 1].to_main == row - last - 1:
            last += 1
        return first, last

    def nearest_stop(self, row: int, among: range | None = None) -> int:
        """Return the row nearest to another one that the cursor stops at."""
        stops = (at for at in self.stops if among is None or at in among)
        return min(stops, key=lambda at: abs(at - row), default=row)


def laid_out(canvas: Canvas, width: int) -> Page:
    """Lay out the statistics on `width` cells. The width of the canvas is that of a row and follows from it."""
    count = columns_that_fit(width)
    cells = (width - GAP * (count - 1)) // count
    canvas = replace(canvas, width=max(1, cells - GUTTER - (count == 1)))
    if count > 1:
        canvas = replace(canvas, most=MOST_ON_PAGE, chart_height=CHART_HEIGHT_ON_PAGE)
    found = sections(canvas)
    first = balanced([len(rows) for rows in found], count) if found else [0, 0]
    starts = [sum(len(rows) for rows in found[:section]) for section in first]
    rows = [row for section in found for row in section]
    stops = [at for at, row in enumerate(rows) if row.is_stop]
    return Page(rows, starts, cells, stops or [0])
