"""The stats pane. Rows that were counted from certain comments can filter by them, and so can columns of a chart."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment

from thread_reader.render.wrapping import fitted
from thread_reader.widgets.lines_pane import Bar, LinesPane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thread_parsers.stats import Stats
    from thread_reader.render.stats import Lead, Row
    from thread_reader.view.reader import Reader

GUTTER = 1
"""Cells before the text, for the cursor."""


class StatsPane(LinesPane):
    """The stats. The cursor moves by rows, and sideways by columns of a chart."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(id="stats")
        self.reader = reader
        self.cursor = 0
        self.column: int | None = None
        """The chart column under the cursor; None for the highest."""
        self.top = 0
        self._rows: list[Row] = []
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
        return self._rows

    def _laid_out(self, width: int) -> list[Row]:
        """The rows, laid out again if the stats or the width have changed."""
        stats, colours = self.reader.stats, self.reader.people.colours
        is_changed = width != self._width or stats is not self._rendered_stats or colours != self._colours
        if stats is not None and is_changed:
            # Imported here because the first screen is drawn before there are stats.
            from thread_reader.render.stats import Canvas, leads, rows

            before, self._width, self._rendered_stats, self._colours = leads(self._rows), width, stats, colours
            opened = frozenset(self._opened)
            self._rows = rows(
                Canvas(stats, self.reader.discussion, width - GUTTER - 1, self.signs, opened, self._colours)
            )
            self._follow(before, leads(self._rows))
        return self._rows

    def _follow(self, before: list[Lead], after: list[Lead]) -> None:
        """Keep the cursor on its row after rows were inserted or removed, and keep that row, or the top one if the pane
        is not focused, at its place on the screen."""
        place = {lead: number for number, lead in enumerate(after)}
        moves = dict(enumerate(place.get(lead, number) for number, lead in enumerate(before)))
        cursor = moves.get(self.cursor, self.cursor)
        self.top = self.top + cursor - self.cursor if self.active else moves.get(self.top, self.top)
        self.cursor = max(0, min(cursor, len(after) - 1))
        if self._rows:
            self.cursor += self._rows[self.cursor].to_main

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The visible rows."""
        laid_out = self._laid_out(width)
        if not laid_out:
            return [[], [Segment("  Counted once all comments are read.", self.looks["quiet"])]]
        if self.active:
            first, last = self._group
            self.top = max(min(self.top, first), last - height + 1)
        self.top = max(0, min(self.top, len(laid_out) - height))
        on_screen = range(self.top, min(self.top + height, len(laid_out)))
        return [_cut(self._line(number), width) for number in on_screen]

    def _line(self, number: int) -> list[Segment]:
        looks, row = self.looks, self._rows[number]
        here = self.active and number + row.to_main == self.cursor
        parts = [Segment(text, looks[role] if role else looks.base) for text, role in row.parts]
        chosen = self._chosen(row) if here and row.columns else -1
        for at, column in enumerate(row.columns):
            parts.append(Segment(column.text, looks["hit-current" if at == chosen else column.role]))
        below = self._rows[number + 1] if number + 1 < len(self._rows) else None
        if below is not None and below.columns and not row.columns:
            at = self._chosen(below, is_main=self.active and number + 1 + below.to_main == self.cursor)
            parts.append(Segment(f" · {below.columns[at].says}", looks["quiet"]))
        return [Segment(self.signs.cursor if here else " ", looks["cursor"]), *parts]

    def _chosen(self, row: Row, *, is_main: bool = True) -> int:
        """The column under the cursor; that of the largest value if the cursor was not moved within the chart."""
        at = row.fullest if self.column is None or not is_main else self.column
        return min(at, len(row.columns) - 1)

    @property
    def _group(self) -> tuple[int, int]:
        """The first and the last row of what the cursor is on: a chart has several rows."""
        rows, first, last = self._rows, self.cursor, self.cursor
        while first and rows[first - 1].to_main == self.cursor - first + 1:
            first -= 1
        while last + 1 < len(rows) and rows[last + 1].to_main == self.cursor - last - 1:
            last += 1
        return first, last

    @property
    def _row(self) -> Row | None:
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def scroll(self, lines: int) -> None:
        """Move the cursor by rows, down if positive. A chart is one row."""
        stops = [at for at, row in enumerate(self._rows) if not row.to_main]
        if stops:
            at = bisect_left(stops, self.cursor) + lines
            self.cursor = stops[max(0, min(at, len(stops) - 1))]
        self.column = None
        self.refresh()

    def sideways(self, columns: int) -> None:
        """Move the cursor within a chart, to the right if positive."""
        row = self._row
        if row is not None and row.columns:
            at = row.fullest if self.column is None else self.column
            self.column = max(0, min(at + columns, len(row.columns) - 1))
            self.refresh()

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
        """The query of the row or chart column under the cursor."""
        row = self._row
        if row is None:
            return None
        return row.columns[self._chosen(row)].query if row.columns else row.query

    def bar(self) -> Bar:
        """The visible part of the stats."""
        total = max(1, len(self._rows))
        return Bar(self.top / total, self.size.height / total)

    def wheel(self, lines: int) -> None:
        """Scroll by the wheel, down if positive. The cursor stays on the screen, also without the focus: if it had to
        be scrolled to when the pane gets the focus, a click would hit another row than it was aimed at."""
        height = self.size.height
        self.top = max(0, min(self.top + lines, len(self._rows) - height))
        if self._rows:
            seen = range(self.top, min(self.top + height, len(self._rows)))
            cursor = min((at for at in seen if not self._rows[at].to_main), key=self._distance, default=self.cursor)
            self.column = self.column if cursor == self.cursor else None
            self.cursor = cursor
        self.refresh()

    def _distance(self, row: int) -> int:
        return abs(row - self.cursor)

    def align(self, where: float) -> None:
        """Scroll so that the cursor is at the top (0.0), in the middle (0.5) or at the bottom (1.0)."""
        self.top = max(0, self.cursor - int((self.size.height - 1) * where))
        self.refresh()

    @property
    def place_row(self) -> int | None:
        """The row of the cursor."""
        row = self.cursor - self.top
        return row if self._rows and 0 <= row < self.size.height else None

    @property
    def cursor_row(self) -> int:
        """The row of the cursor."""
        return max(0, min(self.cursor - self.top, self.size.height - 1))

    def point(self, x: int, y: int) -> bool:
        """Move the cursor to a row, and to a column of a chart. False if there is no row."""
        if not 0 <= self.top + y < len(self._rows):
            return False
        self.cursor = self.top + y + self._rows[self.top + y].to_main
        self.column = None
        row = self._row
        if row is not None and row.columns:
            left = GUTTER + sum(cell_len(part.text) for part in row.parts)
            self.column = max(0, min((x - left) // cell_len(row.columns[0].text), len(row.columns) - 1))
        self.refresh()
        return True


def _cut(segments: list[Segment], width: int) -> list[Segment]:
    """The line, cut with an ellipsis if it is too long."""
    cut: list[Segment] = []
    for text, style, _ in segments:
        cut.append(Segment(fitted(text, width), style))
        width -= cell_len(text)
        if width <= 0:
            break
    return cut
