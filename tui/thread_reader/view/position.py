"""The anchor: where the cursor is and on which row of the screen it stands.

The whole scroll position is this: a comment, a segment of it (or none), and the row of the screen on which its focus
line is drawn. What is above and below follows from the heights of the comments around it, so only a screenful is ever
laid out, and whatever is folded, filtered, sorted or resized, the focus line stays on its row unless an end of the
list forbids it. The row that was wished for is kept, so that switching a filter on and off comes back to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.view.visible import VisibleComments


class Heights(Protocol):
    """What must be known of the drawing: how many lines things take at the present width."""

    def height(self, comment: int) -> int:
        """Lines of a comment as it is drawn now, at least 1."""

    def segment_line(self, comment: int, segment: int) -> int:
        """The line of a comment, from 0, on which a segment begins."""

    def segment_count(self, comment: int) -> int:
        """Segments that can be walked: 0 for a folded comment."""

    def text_line(self, comment: int, paragraph: int, character: int) -> int:
        """The line of a comment on which a character of one of its paragraphs stands; 0 for -1, the name."""


class Position(NamedTuple):
    """The cursor and where it is drawn."""

    comment: int = 0
    segment: int | None = None
    """A segment that the cursor has entered, from 0."""
    row: int = 0
    """Row of the screen of the focus line: the head of the comment, or the first line of the segment. Negative when
    a tall comment has been scrolled past its head."""


class Window(NamedTuple):
    """A screenful of a list: the shown comments, their heights, and the rows that there are to draw on."""

    visible: VisibleComments
    heights: Heights
    rows: int

    def lines(self, position: Position) -> Iterator[tuple[int, int]]:
        """What is drawn from the top of the screen down: (comment, line of it) for as many rows as there are."""
        if not self.visible:
            return
        at, line = self._top(position)
        left = self.rows
        while left > 0 and at < len(self.visible):
            comment = self.visible[at]
            drawn = min(self.heights.height(comment) - line, left)
            for offset in range(drawn):
                yield comment, line + offset
            at, line, left = at + 1, 0, left - drawn

    def focus_line(self, position: Position) -> int:
        """The line within the comment on which the cursor stands: 0, its head, or where its segment begins."""
        if position.segment is None:
            return 0
        return self.heights.segment_line(position.comment, position.segment)

    def settled(self, position: Position) -> Position:
        """The nearest position that can be drawn: the cursor on the screen, nothing blank above the first comment,
        and nothing blank below the last one while there are comments above to fill the screen with."""
        if not self.visible:
            return position
        if position.segment is not None and position.segment >= self.heights.segment_count(position.comment):
            position = position._replace(segment=None)
        lowest = 0 if position.segment is not None else 1 - self.heights.height(position.comment)
        row = max(lowest, min(position.row, self.rows - 1))
        return self._within_ends(position._replace(row=row))

    def at(self, comment: int, segment: int | None = None, *, near: Position | None = None) -> Position:
        """The cursor on `comment`, scrolled as little as possible from `near`: wholly visible where it fits, else
        with its head (or the segment's first line) on the top row."""
        landed = Position(comment, segment)
        size = self._end_line(landed) - self.focus_line(landed)
        row = 0 if near is None else near.row + self._distance(near, landed)
        return self.settled(landed._replace(row=max(0, min(row, self.rows - size))))

    def scrolled(self, position: Position, lines: int) -> Position:
        """The view moved by `lines`, down when positive. The cursor stays where its focus line is still visible,
        else it goes to the nearest comment whose head is, else to the one that covers the screen."""
        if not self.visible:
            return position
        moved = self._within_ends(position._replace(row=position.row - lines))
        if 0 <= moved.row < self.rows:
            return moved
        visible = list(self.lines(moved))
        heads = [(row, comment) for row, (comment, line) in enumerate(visible) if line == 0]
        if heads:
            row, comment = heads[0] if lines > 0 else heads[-1]
            return Position(comment, None, row)
        comment, line = visible[0]
        return Position(comment, None, -line)

    def hidden_below(self, position: Position) -> int:
        """Lines of the comment (or segment) under the cursor that are below the screen."""
        return max(0, position.row + self._end_line(position) - self.focus_line(position) - self.rows)

    def _end_line(self, position: Position) -> int:
        """One past the last line of the segment, or of the comment where no segment is entered."""
        comment, segment = position.comment, position.segment
        if segment is not None and segment + 1 < self.heights.segment_count(comment):
            return self.heights.segment_line(comment, segment + 1)
        return self.heights.height(comment)

    def _top(self, position: Position) -> tuple[int, int]:
        """(index into shown, line of that comment) of the top row of the screen."""
        at, line = self.visible.row(position.comment) or 0, self.focus_line(position) - position.row
        while line < 0 and at > 0:
            at -= 1
            line += self.heights.height(self.visible[at])
        while at + 1 < len(self.visible) and line >= self.heights.height(self.visible[at]):
            line -= self.heights.height(self.visible[at])
            at += 1
        return at, max(0, line)

    def _within_ends(self, position: Position) -> Position:
        row = min(position.row, self._lines_above(position, position.row))
        below = self._lines_below(position, self.rows - row)
        row += max(0, self.rows - row - below)
        return position._replace(row=min(row, self._lines_above(position, row)))

    def _lines_above(self, position: Position, enough: int) -> int:
        """Lines above the focus line, counted until there are `enough`."""
        at, lines = self.visible.row(position.comment) or 0, self.focus_line(position)
        while at > 0 and lines < enough:
            at -= 1
            lines += self.heights.height(self.visible[at])
        return lines

    def _lines_below(self, position: Position, enough: int) -> int:
        """Lines from the focus line to the end of the list, counted until there are `enough`."""
        at = self.visible.row(position.comment) or 0
        lines = self.heights.height(position.comment) - self.focus_line(position)
        while at + 1 < len(self.visible) and lines < enough:
            at += 1
            lines += self.heights.height(self.visible[at])
        return lines

    def _distance(self, start: Position, goal: Position) -> int:
        """Lines from one focus line to another, exact within two screens and cut off beyond, where it costs more
        than it tells."""
        here, there = self.visible.row(start.comment), self.visible.row(goal.comment)
        if here is None or there is None:
            return -start.row
        limit, lines = 2 * self.rows, self.focus_line(goal) - self.focus_line(start)
        step = 1 if there >= here else -1
        for at in range(min(here, there), max(here, there))[::step]:
            lines += step * self.heights.height(self.visible[at])
            if abs(lines) > limit + self.heights.height(start.comment):
                break
        return lines
