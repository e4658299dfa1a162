"""The stats pane. Rows that were counted from certain comments can filter by them, and so can columns of a chart."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment

from thread_reader.render.chart_cursor import ChartCursor
from thread_reader.render.stats_lines import Paint, StatsLines
from thread_reader.view.progress import minutes_for
from thread_reader.widgets.lines_pane import Bar, LinesPane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thread_parsers.stats import Stats
    from thread_reader.render.stats import Lead, Row
    from thread_reader.render.stats.page import Page
    from thread_reader.view.reader import Reader


class StatsPane(LinesPane):
    """The stats. The cursor moves by rows, and sideways by columns of a chart, of which it can choose a range."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(id="stats")
        self.reader = reader
        self.cursor = 0
        self.in_chart = ChartCursor()
        self.top = 0
        """The first line of the page that is on the screen."""
        self._page: Page | None = None
        self._lines: StatsLines | None = None
        """The drawn lines of the page."""
        self._opened: set[str] = set()
        """The expanded sections."""
        self._width = 0
        self._rendered_stats: Stats | None = None
        """The stats that the rows were made from."""
        self._colours: Mapping[str, str] = {}
        """The colours of authors in the rows."""

    @property
    def rows(self) -> Sequence[Row]:
        """The rows, as last laid out."""
        return self._page.rows if self._page is not None else ()

    def _laid_out(self, width: int) -> Page | None:
        """The page, laid out again if the stats or the width have changed."""
        stats, colours = self.reader.shown_stats, self.reader.people.colours
        is_changed = width != self._width or stats is not self._rendered_stats or colours != self._colours
        if stats is not None and is_changed:
            # Imported here because the first screen is drawn before there are stats.
            from thread_reader.render.stats import Canvas, leads
            from thread_reader.render.stats.page import laid_out

            before = self._page
            self._width, self._rendered_stats, self._colours = width, stats, colours
            canvas = Canvas(
                stats,
                self.reader.discussion,
                width,
                self.signs,
                frozenset(self._opened),
                self._colours,
                partial(minutes_for, self.reader),
            )
            self._page = laid_out(canvas, width)
            self._lines = StatsLines(self._page, self.in_chart)
            if before is not None:
                self._follow(before, leads(before.rows), leads(self._page.rows))
        return self._page

    def _follow(self, before: Page, old: list[Lead], new: list[Lead]) -> None:
        """Keep the cursor on its row after rows were inserted or removed, and keep that row, or the top one if the pane
        is not focused, at its place on the screen."""
        page = self._page
        assert page is not None
        place = {lead: number for number, lead in enumerate(new)}
        kept = self.cursor if self.active else before.at(0, self.top) or 0
        moved = place.get(old[kept], kept) if kept < len(old) else 0
        self.top += page.y(moved) - before.y(kept)
        cursor = place.get(old[self.cursor], self.cursor) if self.cursor < len(old) else 0
        self.cursor = max(0, min(cursor, len(new) - 1))
        if page.rows:
            self.cursor = page.nearest_stop(self.cursor + page.rows[self.cursor].to_main)
        if before.rows and self.cursor < len(page.rows) and not self._is_same_chart(before):
            self.in_chart.clear()

    def _is_same_chart(self, before: Page) -> bool:
        """Whether the chart under the cursor has the same columns as before."""
        old = before.rows[self.cursor].chart if self.cursor < len(before.rows) else None
        new = self._row.chart if self._row is not None else None
        return old is not None and new is not None and len(old.comments) == len(new.comments)

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The visible rows."""
        page = self._laid_out(width)
        if page is None or self._lines is None:
            return [[], [Segment("  Counted once all comments are read.", self.looks["quiet"])]]
        if self.active and page.rows:
            first, last = (page.y(row) for row in page.group(self.cursor))
            stops = self._stops
            if self.cursor == stops[0]:
                first = 0  # what is above the first stop and below the last one has no other way to be seen
            elif self.cursor == stops[-1]:
                last = page.y(len(page.rows) - 1)
            self.top = max(min(self.top, first), last - height + 1)
        self.top = max(0, min(self.top, page.height - height))
        ys = range(self.top, min(self.top + height, page.height))
        return self._lines.drawn(ys, width, Paint(self.looks, self.signs, self.cursor if self.active else None))

    @property
    def _row(self) -> Row | None:
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def scroll(self, lines: int) -> None:
        """Move the cursor by rows, down if positive. A chart is one row."""
        self._go_along(self._stops, lines)

    def section(self, sections: int) -> None:
        """Move the cursor by sections, down if positive."""
        rows, stops = self.rows, self._stops
        headings = [at for at, row in enumerate(rows) if row.is_heading]
        first = [bisect_left(stops, heading) for heading in headings]
        self._go_along(sorted({stops[0], *(stops[at] for at in first if at < len(stops))}), sections)

    @property
    def _stops(self) -> Sequence[int]:
        """The rows that the cursor stops at; without any, the first one."""
        return self._page.stops if self._page is not None else (0,)

    def _go_along(self, stops: Sequence[int], steps: int) -> None:
        at = bisect_left(stops, self.cursor)
        between = at == len(stops) or stops[at] != self.cursor
        self.cursor = stops[max(0, min(at + steps - (between and steps > 0), len(stops) - 1))]
        self.in_chart.clear()
        self.refresh()

    def sideways(self, columns: int) -> None:
        """Move the cursor within a chart, to the right if positive; in other rows, and from the edge of a chart, to
        another column of the page."""
        row, page = self._row, self._page
        if row is None or page is None:
            return
        if row.chart is None or not self.in_chart.move(row.chart, columns):
            self._cross(page, columns)
        self.refresh()

    def _cross(self, page: Page, columns: int) -> None:
        """Move the cursor to another column of the page, to the right if positive."""
        here = page.column(self.cursor)
        there = max(0, min(here + columns, page.columns[-1]))
        if there != here and self.in_chart.start is None:
            rows = range(*page.starts[there : there + 2])
            self.cursor = page.nearest_stop(min(rows[0] + page.y(self.cursor), rows[-1]), rows)
            self.in_chart.clear()

    def toggle_range(self) -> bool:
        """Begin a range at the column of a chart under the cursor, or drop it. False if the cursor is on no chart."""
        row = self._row
        if row is None or row.chart is None:
            return False
        self.in_chart.toggle(row.chart)
        self.refresh()
        return True

    def drop_range(self) -> bool:
        """Drop the range that is being chosen. False if there is none."""
        was, self.in_chart.start = self.in_chart.start, None
        self.refresh()
        return was is not None

    def toggle_more(self) -> bool:
        """Expand or collapse a section. False if the row under the cursor does neither."""
        row = self._row
        if row is None or not row.opens:
            return False
        self._opened ^= {row.opens}
        self._width = 0
        self.refresh()
        return True

    @property
    def query_here(self) -> str | None:
        """The query of the row or the chosen chart columns under the cursor."""
        row = self._row
        if row is None or row.chart is None:
            return row.query if row is not None else None
        first, last = self.in_chart.columns(row.chart)
        return row.chart.query(first, last) if any(row.chart.comments[first : last + 1]) else None

    @property
    def says(self) -> str:
        """What is chosen in the chart under the cursor: `15 Dec 18:00 – 17 Dec 06:00 · 218 comments`; empty if the
        cursor is on no chart."""
        row = self._row
        return self.in_chart.described(row.chart) if row is not None and row.chart is not None else ""

    def bar(self) -> Bar:
        """The visible part of the stats."""
        total = max(1, self._page.height if self._page is not None else 1)
        return Bar(self.top / total, self.size.height / total)

    def wheel(self, lines: int) -> None:
        """Scroll by the wheel, down if positive. The cursor stays on the screen, also without the focus: if it had to
        be scrolled to when the pane gets the focus, a click would hit another row than it was aimed at."""
        height, page = self.size.height, self._page
        if page is not None and page.rows:
            self.top = max(0, min(self.top + lines, page.height - height))
            column = page.column(self.cursor)
            seen = (page.at(column, y) for y in range(self.top, self.top + height))
            stops = (at for at in seen if at is not None and page.rows[at].is_stop)
            cursor = min(stops, key=lambda at: abs(at - self.cursor), default=self.cursor)
            if cursor != self.cursor:
                self.in_chart.clear()
            self.cursor = cursor
        self.refresh()

    def align(self, where: float) -> None:
        """Scroll so that the cursor is at the top (0.0), in the middle (0.5) or at the bottom (1.0)."""
        self.top = max(0, self._cursor_y - int((self.size.height - 1) * where))
        self.refresh()

    @property
    def _cursor_y(self) -> int:
        return self._page.y(self.cursor) if self._page is not None else 0

    @property
    def place_row(self) -> int | None:
        """The line of the cursor on the screen; None if it is off the screen."""
        row = self._cursor_y - self.top
        return row if self.rows and 0 <= row < self.size.height else None

    @property
    def cursor_row(self) -> int:
        """The line of the cursor on the screen, kept within the pane."""
        return max(0, min(self._cursor_y - self.top, self.size.height - 1))

    def point(self, x: int, y: int) -> bool:
        """Move the cursor to a row, and to a column of a chart. False if there is no row."""
        page = self._page
        column = page.column_at(x) if page is not None else 0
        number = page.at(column, self.top + y) if page is not None else None
        if page is None or number is None:
            return False
        self.cursor = number + page.rows[number].to_main
        self.in_chart.clear()
        self._point_in_chart(x - page.left(column))
        self.refresh()
        return True

    def _point_in_chart(self, x: int) -> None:
        """Move the cursor to the column of the chart under it at a cell of the column of the page."""
        row = self._row
        if row is not None and row.columns:
            left = 1 + sum(cell_len(part.text) for part in row.parts)
            self.in_chart.column = max(0, min((x - left) // cell_len(row.columns[0].text), len(row.columns) - 1))

    def press(self, x: int, y: int) -> bool:
        """Begin to choose a range of a chart with the mouse. False if there is no chart."""
        page = self._page
        number = page.at(page.column_at(x), self.top + y) if page is not None else None
        if number is None or self.rows[number].chart is None:
            return False
        self.point(x, y)
        self.in_chart.start = self.in_chart.column
        return True

    def drag(self, x: int) -> None:
        """Widen the range up to a cell."""
        if self._page is not None:
            self._point_in_chart(x - self._page.left(self._page.column(self.cursor)))
            self.refresh()

    def release(self) -> bool:
        """End choosing with the mouse. Returns whether several columns are chosen; a single one is a click."""
        if self.in_chart.start == self.in_chart.column:
            self.in_chart.start = None
        return self.in_chart.start is not None
