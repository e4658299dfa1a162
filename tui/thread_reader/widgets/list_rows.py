"""What the panes of a list with headings have in common: the rows of discussions, and hits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from thread_reader.widgets.lines_pane import Bar, LinesPane

if TYPE_CHECKING:
    from thread_reader.view.list_cursor import ListCursor


class ListRows(LinesPane):
    """The visible lines of a list, below lines that do not scroll. Only these are drawn, however many there are."""

    FIXED_LINES: ClassVar[int] = 0

    def __init__(self, rows: ListCursor, name: str) -> None:
        super().__init__(id=name)
        self.rows = rows
        self.empty = ""
        """What to say where there is no row."""

    @property
    def page_height(self) -> int:
        """Lines on the screen, without the fixed ones."""
        return max(1, self.size.height - self.FIXED_LINES)

    @property
    def cursor_row(self) -> int:
        """The line of the pane with the cursor."""
        return self.FIXED_LINES + max(0, self.rows.at - self.rows.top)

    def scroll(self, lines: int) -> None:
        """Scroll by lines, down if positive."""
        self.rows.scroll(lines)
        self.redraw()

    def bar(self) -> Bar:
        """The visible part of the lines."""
        total = max(1, len(self.rows.lines))
        return Bar(self.rows.top / total, self.page_height / total)

    def point(self, y: int) -> bool:
        """Move the cursor to a line of the pane. Whether it was there already; False for a heading."""
        rows = self.rows
        line = rows.top + y - self.FIXED_LINES
        if y < self.FIXED_LINES or line >= len(rows.lines) or rows.lines[line] < 0:
            return False
        was_there = rows.at == line
        rows.go(line)
        return was_there
