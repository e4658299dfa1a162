"""Which columns of a chart are chosen: the one under the cursor, or a range from where it was begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from thread_reader.render.signs import Signs
    from thread_reader.render.stats.row import Chart, Row


class ChartCursor:
    """The cursor within a chart, and the beginning of a range."""

    def __init__(self, column: int | None = None, start: int | None = None) -> None:
        self.column = column
        """The column under the cursor; None for the highest."""
        self.start = start
        """The column at which a range was begun; None without a range."""

    def columns(self, chart: Chart) -> tuple[int, int]:
        """Return the first and the last chosen column."""
        last = len(chart.comments) - 1
        column = min(chart.fullest if self.column is None else self.column, last)
        start = column if self.start is None else min(self.start, last)
        return min(column, start), max(column, start)

    def described(self, chart: Chart) -> str:
        """Return what is chosen: `15 Dec 18:00 – 17 Dec 06:00 · 218 comments`."""
        return chart.described(*self.columns(chart))

    def move(self, chart: Chart, columns: int) -> bool:
        """Move the cursor, to the right if positive. False if it is at the edge."""
        at = chart.fullest if self.column is None else self.column
        self.column = max(0, min(at + columns, len(chart.comments) - 1))
        return self.column != at

    def toggle(self, chart: Chart) -> None:
        """Begin a range at the cursor, or drop it."""
        if self.start is None:
            self.column = self.start = self.columns(chart)[1]
        else:
            self.start = None

    def clear(self) -> None:
        """Forget the column and the range: the cursor has left the chart."""
        self.column = self.start = None

    def text(self, row: Row, at: int, signs: Signs) -> str:
        """Return what is drawn of a chosen column in a row of the chart: on the axis, a part of `[━━━━]`."""
        text = row.columns[at].text
        if not row.is_axis or row.chart is None:
            return text
        line = signs.bar * cell_len(text)
        if self.start is None:
            return line
        first, last = self.columns(row.chart)
        line = f"[{line[1:]}" if at == first else line
        return f"{line[:-1]}]" if at == last and line != "[" else line
