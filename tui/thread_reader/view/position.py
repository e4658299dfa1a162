"""The scroll anchor: where the cursor is and on which row of the screen.

The scroll position consists of a comment, optionally a segment of it, and the screen row of its focus line (the head of
the comment, or the first line of the segment). Everything above and below follows from the heights of the neighbouring
comments. So only one screenful is ever laid out, and when comments are folded, filtered or sorted, or the screen is
resized, the focus line stays on its row unless the start or end of the list prevents it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.view.visible import VisibleComments


class Heights(Protocol):
    """How many lines things take at the current width."""

    def height(self, comment: int, enough: int = ..., /) -> int:
        """Return the lines of a comment as it is drawn now, at least 1. Counting may stop at `enough`, because a
        comment may have a million lines: the result is then not less than that."""

    def segment_line(self, comment: int, segment: int) -> int:
        """Return the line of a comment, from 0, on which a segment begins."""

    def segment_count(self, comment: int) -> int:
        """Return the number of segments that the cursor can enter: 0 for a folded comment."""

    def text_line(self, comment: int, paragraph: int, character: int) -> int:
        """Return the line of a comment that a character of a paragraph is on; 0 for paragraph -1, the author's name."""


class Unmeasured:
    """The heights before the first layout, which keys may precede: one line for each comment."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion

    def height(self, _comment: int, _enough: int = 1, /) -> int:
        """Return 1."""
        return 1

    def segment_line(self, _comment: int, _segment: int) -> int:
        """Return 0: all segments are on the only line."""
        return 0

    def segment_count(self, comment: int) -> int:
        """Return the number of segments of the comment."""
        return len(self._discussion.segments(comment))

    def text_line(self, _comment: int, _paragraph: int, _character: int) -> int:
        """Return 0."""
        return 0


class Position(NamedTuple):
    """The cursor and where it is drawn."""

    comment: int = 0
    segment: int | None = None
    """The segment that the cursor has entered, from 0; None if it is on the comment."""
    row: int = 0
    """Screen row of the focus line. Negative if a tall comment has been scrolled past its head."""


class Window(NamedTuple):
    """The visible comments, their heights, and the number of screen rows."""

    visible: VisibleComments
    heights: Heights
    rows: int
    most_pinned: int = 0
    """The rows at the top that the heads of ancestors may lie over: see `covered`."""
    levels_above: Callable[[int], int] = lambda _comment: 0
    """How many ancestors of a comment are visible."""

    def lines(self, position: Position) -> Iterator[tuple[int, int]]:
        """Yield (comment, line of the comment) for each row of the screen, from the top."""
        if not self.visible:
            return
        at, line = self._top(position)
        left = self.rows
        while left > 0 and at < len(self.visible):
            comment = self.visible[at]
            drawn = min(self.heights.height(comment, line + left) - line, left)
            for offset in range(drawn):
                yield comment, line + offset
            at, line, left = at + 1, 0, left - drawn

    def covered(self, position: Position) -> int:
        """Return how many rows at the top are covered by pinned heads: by those that the first row of text below them
        needs, its own and its ancestors', as far as they fit."""
        for rows, (comment, line) in enumerate(islice(self.lines(position), self.most_pinned + 1)):
            needed = min(self.levels_above(comment) + (line > 0), self.most_pinned)
            if needed < rows:  # the rows below need fewer: then cover only those whose own heads they are
                return rows - 1
            if needed == rows:
                return rows
        return 0  # the list ends within these rows

    def uncovered(self, position: Position) -> Position:
        """Return the position, scrolled as little as needed if pinned heads cover the focus line."""
        if 0 <= position.row < self.covered(position):
            return self.settled(position._replace(row=self.margin(position)))
        return position

    def margin(self, position: Position) -> int:
        """Return the first row on which pinned heads never cover the focus line."""
        above = self.levels_above(position.comment) + (self.focus_line(position) > 0)
        return min(above, self.most_pinned)

    def focus_line(self, position: Position) -> int:
        """Return the line of the comment that the cursor is on: 0, the head, or the first line of the segment."""
        if position.segment is None:
            return 0
        return self.heights.segment_line(position.comment, position.segment)

    def settled(self, position: Position) -> Position:
        """Return the nearest position that can be drawn: the cursor is on the screen, no blank rows are above the first
        comment, and none are below the last one unless all comments together do not fill the screen."""
        if not self.visible:
            return position
        if position.segment is not None and position.segment >= self.heights.segment_count(position.comment):
            position = position._replace(segment=None)
        # A tall comment may be scrolled up until only its last line remains; the start of a segment must stay visible.
        enough = max(1, 1 - position.row)
        min_row = 0 if position.segment is not None else 1 - self.heights.height(position.comment, enough)
        row = max(min_row, min(position.row, self.rows - 1))
        return self._within_ends(position._replace(row=row))

    def at(self, comment: int, segment: int | None = None, *, near: Position | None = None) -> Position:
        """Return the position on `comment` that scrolls as little as possible from `near`: entirely visible if it fits,
        otherwise with its head (or the segment's first line) at the top, below pinned heads."""
        target = Position(comment, segment)
        size = self.lines_of(target, self.rows)
        row = 0 if near is None else near.row + self._distance(near, target)
        # `min` moves the end onto the screen; `max`, applied after it, wins if the whole does not fit.
        return self.settled(target._replace(row=max(self.margin(target), min(row, self.rows - size))))

    def scrolled(self, position: Position, lines: int) -> Position:
        """Return the position after scrolling by `lines`, down if positive. The cursor stays while its focus line is
        visible; otherwise it moves to the nearest visible head, or else to the comment that covers the screen."""
        if not self.visible:
            return position
        moved = self._within_ends(position._replace(row=position.row - lines))
        covered = self.covered(moved)
        if covered <= moved.row < self.rows:
            return moved
        visible = list(self.lines(moved))
        heads = [(row, comment) for row, (comment, line) in enumerate(visible) if line == 0 and row >= covered]
        if heads:
            row, comment = heads[0] if lines > 0 else heads[-1]
            return Position(comment, None, row)
        comment, line = visible[covered]
        return Position(comment, None, covered - line)  # the head is `line` rows above that row

    def lines_of(self, position: Position, enough: int) -> int:
        """Return the lines of the comment (or segment) under the cursor, or at least `enough` if there are more."""
        first = self.focus_line(position)
        return self._end_line(position, first + enough) - first

    def hidden_below(self, position: Position, enough: int) -> int:
        """Return how many lines of the comment (or segment) under the cursor are below the screen, or at least `enough`
        if there are more."""
        return max(0, position.row + self.lines_of(position, self.rows - position.row + enough) - self.rows)

    def _end_line(self, position: Position, enough: int) -> int:
        """Return the line after the last one of the segment, or of the comment if no segment is entered; or at least
        `enough`."""
        comment, segment = position.comment, position.segment
        if segment is not None and segment + 1 < self.heights.segment_count(comment):
            return self.heights.segment_line(comment, segment + 1)
        return self.heights.height(comment, enough)

    def _top(self, position: Position) -> tuple[int, int]:
        """Return (index into `visible`, line of that comment) of the top row of the screen."""
        # Start from the comment of the cursor. `line`, its line on the top row, may lie outside the comment: move to
        # the comment that contains it, above first, then below.
        at, line = self.visible.row(position.comment) or 0, self.focus_line(position) - position.row
        while line < 0 and at > 0:
            at -= 1
            line += self.heights.height(self.visible[at])
        while at + 1 < len(self.visible) and line >= self.heights.height(self.visible[at], line + 1):
            line -= self.heights.height(self.visible[at])
            at += 1
        return at, max(0, line)

    def _within_ends(self, position: Position) -> Position:
        """Return the position with its row changed so that no row is blank at an end of the list."""
        # Start of the list: the focus line cannot be lower than there are lines above it.
        row = min(position.row, self._lines_above(position, position.row))
        # End of the list: move down by the rows that would be blank at the bottom ...
        below = self._lines_below(position, self.rows - row)
        row += max(0, self.rows - row - below)
        # ... but if the list is shorter than the screen, the start takes precedence.
        return position._replace(row=min(row, self._lines_above(position, row)))

    def _lines_above(self, position: Position, enough: int) -> int:
        """Count the lines of the list above the focus line; stop at `enough`, which keeps this independent of the
        length of the list."""
        at, lines = self.visible.row(position.comment) or 0, self.focus_line(position)
        while at > 0 and lines < enough:
            at -= 1
            lines += self.heights.height(self.visible[at], enough - lines)
        return lines

    def _lines_below(self, position: Position, enough: int) -> int:
        """Count the lines from the focus line to the end of the list; stop at `enough`."""
        at = self.visible.row(position.comment) or 0
        first = self.focus_line(position)
        lines = self.heights.height(position.comment, first + enough) - first
        while at + 1 < len(self.visible) and lines < enough:
            at += 1
            lines += self.heights.height(self.visible[at], enough - lines)
        return lines

    def _distance(self, start: Position, goal: Position) -> int:
        """Return the lines from one focus line to another, negative upward. Exact up to two screens; beyond that, any
        value off the screen is good enough, and counting would lay out every comment between."""
        here, there = self.visible.row(start.comment), self.visible.row(goal.comment)
        if here is None or there is None:
            return -start.row  # puts the goal on the top row
        limit = 2 * self.rows + max(0, -start.row)  # the head may be far above the screen
        lines = self.focus_line(goal) - self.focus_line(start)
        step = 1 if there >= here else -1
        # The comments passed on the way: from `here` up to but excluding `there` downward, and upward from the one
        # before `here` to `there`. Nearest first, so that the loop can stop early.
        for at in range(min(here, there), max(here, there))[::step]:
            lines += step * self.heights.height(self.visible[at], limit + 1 + abs(lines))
            if abs(lines) > limit:
                break
        return lines
