"""The pane of a list of discussions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment

from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import fitted
from thread_reader.view.list_columns import GAP, Column, title_of, widths
from thread_reader.widgets.list_rows import ListRows

if TYPE_CHECKING:
    from rich.style import Style

    from thread_reader.view.listing import Entry, Listing

MARGIN = 2
"""Cells for the sign of the cursor."""


class DiscussionRows(ListRows):
    """The rows below a line with the headings of the columns."""

    FIXED_LINES = 1

    def __init__(self, listing: Listing) -> None:
        super().__init__(listing, "discussions")
        self.listing = listing

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The headings and the rows from the first visible one on."""
        listing, looks = self.listing, self.looks
        listing.resized(height - 1)
        columns = widths(width - MARGIN)
        lines = [self._headings(columns)]
        for line in listing.lines[listing.top : listing.top + height - 1]:
            if line < 0:
                lines.append([Segment(fitted(f"  {listing.sections[-1 - line]}", width), looks["heading"])])
            else:
                is_cursor = line == listing.cursor
                row = self._row(listing.entries[line], columns, is_cursor=is_cursor)
                lines.append(self.on_cursor(row, width) if is_cursor else row)
        if len(lines) == 1 and height > 1:
            lines.append([Segment(fitted(f"  {self.empty}", width), looks["quiet"])])
        return lines[:height]

    def _headings(self, columns: list[tuple[Column, int]]) -> list[Segment]:
        looks, sort = self.looks, self.listing.sort.name
        line = [Segment(" " * MARGIN)]
        for column, cells in columns:
            is_sorted = column.sort and column.sort == sort
            words = f"{column.heading} {self.signs.unfolded}" if is_sorted else column.heading
            line.append(_aligned(words, cells, looks["key" if is_sorted else "pane-name"], right=column.right))
            line.append(Segment(" " * GAP))
        return line[:-1]

    def _row(self, entry: Entry, columns: list[tuple[Column, int]], *, is_cursor: bool) -> list[Segment]:
        looks = self.looks
        line = [Segment(self.signs.cursor, looks["cursor"]) if is_cursor else Segment(" "), Segment(" ")]
        if entry.row.reason:
            return [*line, *self._no_discussion(entry, columns, is_cursor=is_cursor)]
        for column, cells in columns:
            cell = column.text(entry)
            role = "head" if is_cursor and column.heading == "title" else cell.role
            look = looks[role] if role else looks.base
            segment = _aligned(cell.text, cells, look, right=column.right, keeps_end=column.keeps_end)
            line += [segment, Segment(" " * GAP)]
        return line[:-1]

    def _no_discussion(self, entry: Entry, columns: list[tuple[Column, int]], *, is_cursor: bool) -> list[Segment]:
        """The row of a file that is not a discussion: its name and the reason, over all columns but the path."""
        look, quiet = self.looks["head" if is_cursor else "quiet"], self.looks["quiet"]
        (_, title), *others = columns
        path = others.pop() if others and others[-1][0].heading == "path" else None
        line = [_aligned(title_of(entry), title, look)]
        room = sum(cells + GAP for _, cells in others) - GAP
        if room > 0:
            line += [Segment(" " * GAP), _aligned(printable(entry.row.reason), room, quiet)]
        if path is not None:
            line += [Segment(" " * GAP), _aligned(path[0].text(entry).text, path[1], quiet, keeps_end=True)]
        return line

    def sort_at(self, x: int) -> str | None:
        """The name of the order by the column at a cell of the headings; None if there is none."""
        at = MARGIN
        for column, cells in widths(self.text_width - MARGIN):
            if at <= x < at + cells + GAP:
                return column.sort
            at += cells + GAP
        return None


def _aligned(text: str, cells: int, look: Style, *, right: bool = False, keeps_end: bool = False) -> Segment:
    """A text in exactly this many cells; too long a one loses its beginning or its end."""
    cut = fitted(text[::-1], cells)[::-1] if keeps_end else fitted(text, cells)
    gap = " " * (cells - cell_len(cut))
    return Segment(gap + cut if right else cut + gap, look)
