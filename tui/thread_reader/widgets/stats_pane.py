"""The stats: what the page declares beside what was counted, people, time. A row that stands for comments filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from thread_reader.render.glance import Row, rows
from thread_reader.widgets.lines_pane import Bar, LinesPane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events

    from thread_parsers.stats import Stats
    from thread_reader.view.reader import Reader


class StatsPane(LinesPane):
    """The stats pane. The cursor goes to rows that filter; Enter filters by the one under it."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(id="stats")
        self.reader = reader
        self.cursor = 0
        self.top = 0
        self._stats: Stats | None = None
        self._rows: list[Row] = []
        self._width = 0

    def counting(self) -> Iterator[Stats]:
        """Count what the pane shows, in slices; it shows what is known after each."""
        from thread_parsers.stats import glance

        for stats in glance(self.reader.discussion):
            self._stats = stats
            yield stats

    def recount(self) -> None:
        """Lay the rows out anew: more is known."""
        self._width = 0
        self.refresh()

    def _laid_out(self, width: int) -> list[Row]:
        if width != self._width and self._stats is not None:
            self._width = width
            self._rows = rows(self._stats, self.reader.discussion.article, width - 3, self.signs)
        return self._rows

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The rows around the cursor."""
        laid_out = self._laid_out(width)
        if not laid_out:
            return [[], [Segment("  Counting …", self.looks["quiet"])]]
        self.top = max(0, min(self.top, len(laid_out) - height))
        if self.has_focus:
            self.top = max(min(self.top, self.cursor), self.cursor - height + 1)
        return [self._line(self.top + at, row) for at, row in enumerate(laid_out[self.top : self.top + height])]

    def _line(self, number: int, row: Row) -> list[Segment]:
        looks = self.looks
        here = self.has_focus and number == self.cursor
        sign = self.signs.cursor if here else " "
        parts = [Segment(text, looks[role] if role else looks.base) for text, role in row.parts]
        return [Segment(f" {sign}", looks["cursor"]), *parts]

    def scroll(self, lines: int) -> None:
        """Move the cursor by rows, down when positive."""
        self.cursor = max(0, min(self.cursor + lines, len(self._rows) - 1))
        self.refresh()

    @property
    def query_here(self) -> str | None:
        """The query of the row under the cursor."""
        return self._rows[self.cursor].query if self.cursor < len(self._rows) else None

    def bar(self) -> Bar:
        """Where the screen is in the stats."""
        total = max(1, len(self._rows))
        return Bar(self.top / total, self.size.height / total)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row."""
        self.cursor = max(0, min(self.top + event.y, len(self._rows) - 1))
        self.refresh()
