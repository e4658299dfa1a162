"""The lines of the stats pane: the rows of a page, drawn, with the cursor and what it chose in a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from thread_reader.render.wrapping import fitted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_reader.render.chart_cursor import ChartCursor
    from thread_reader.render.looks import Looks
    from thread_reader.render.signs import Signs
    from thread_reader.render.stats.page import Page
    from thread_reader.render.stats.row import Chart


class Paint(NamedTuple):
    """What the lines are drawn with."""

    looks: Looks
    signs: Signs
    cursor: int | None
    """The row under the cursor; None while it is in another pane."""


class StatsLines:
    """Draws the lines of one page. Rows that the cursor is not on are kept: most keys change none of them."""

    def __init__(self, page: Page, in_chart: ChartCursor) -> None:
        self._page = page
        self._in_chart = in_chart
        self._kept: dict[int, list[Segment]] = {}
        """The drawn rows by their numbers, without those of what the cursor is on."""
        self._looks: Looks | None = None
        """The styles that they were drawn with."""

    def drawn(self, lines: Iterable[int], width: int, paint: Paint) -> list[list[Segment]]:
        """Return lines of the page on `width` cells."""
        if self._looks is not paint.looks:
            self._kept.clear()
            self._looks = paint.looks
        return [self._across(y, width, paint) for y in lines]

    def _across(self, y: int, width: int, paint: Paint) -> list[Segment]:
        """A line of the page: one row of each column."""
        page = self._page
        if len(page.columns) == 1:
            return self._line(y, width, paint)
        line: list[Segment] = []
        used = 0
        for column in page.columns:
            row = page.at(column, y)
            if row is not None:
                blanks = page.left(column) - used
                here = self._line(row, page.cells, paint)
                line += [Segment(" " * blanks, paint.looks.base), *here] if blanks else here
                used += blanks + sum(cell_len(segment.text) for segment in here)
        return line

    def _line(self, number: int, width: int, paint: Paint) -> list[Segment]:
        """A row, which is drawn again only where the cursor is on it, or on its chart."""
        row, chart = self._page.rows[number], self._chosen_chart(paint)
        is_under = number + row.to_main == paint.cursor
        if is_under or (chart is not None and (row.is_heading or row.chart is chart)):
            return _cut(self._row(number, paint), width)
        line = self._kept.get(number)
        if line is None:
            line = self._kept[number] = _cut(self._row(number, paint), width)
        return line

    def _row(self, number: int, paint: Paint) -> list[Segment]:
        """A row of any length."""
        looks, row = paint.looks, self._page.rows[number]
        chart = self._chosen_chart(paint)
        is_under = number + row.to_main == paint.cursor
        parts = [Segment(text, looks[role] if role else looks.base) for text, role in self._parts(number, chart)]
        first, last = self._in_chart.columns(chart) if chart is not None and row.chart is chart else (0, -1)
        for at, column in enumerate(row.columns):
            text, style = column.text, looks[column.role]
            if first <= at <= last:
                text, style = self._in_chart.text(row, at, paint.signs), looks.on("place", looks["cursor"])
            parts.append(Segment(text, style))
        if is_under and row.parts and chart is None:
            blanks = max(0, self._page.cells - 1 - sum(cell_len(text) for text, _, _ in parts))
            parts = [
                Segment(text, looks.on("place", style or looks.base))
                for text, style, _ in (*parts, Segment(" " * blanks))
            ]
        return [Segment(paint.signs.cursor if is_under else " ", looks["cursor"]), *parts]

    def _parts(self, number: int, chosen: Chart | None) -> list[tuple[str, str]]:
        """The parts of a row. While the cursor is on a chart, its heading describes what is under it."""
        rows = self._page.rows
        row = rows[number]
        if row.is_heading and chosen is not None and number + 1 < len(rows) and rows[number + 1].chart is chosen:
            return [(row.parts[0].text, "heading"), ("  ", ""), (self._in_chart.described(chosen), "cursor")]
        return [(part.text, part.role) for part in row.parts]

    def _chosen_chart(self, paint: Paint) -> Chart | None:
        """The chart under the cursor."""
        rows = self._page.rows
        return rows[paint.cursor].chart if paint.cursor is not None and paint.cursor < len(rows) else None


def _cut(segments: list[Segment], width: int) -> list[Segment]:
    """The line, cut with an ellipsis if it is too long."""
    cut: list[Segment] = []
    for text, style, _ in segments:
        cut.append(Segment(fitted(text, width), style))
        width -= cell_len(text)
        if width <= 0:
            break
    return cut
