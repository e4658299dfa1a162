"""Steps of the cursor over the visible comments: by one, by lines, and where on the screen it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.view.position import Position

if TYPE_CHECKING:
    from thread_reader.view.reader import Reader

STEP_LINES = 3
"""Lines that one step scrolls inside a comment taller than the screen."""


def step_down(reader: Reader) -> None:
    """Scroll within a tall comment, go to the next segment if one is entered, or else to the next comment."""
    window, position = reader.window, reader.position
    if not reader.visible:
        return
    hidden = window.hidden_below(position, STEP_LINES)
    if hidden and _is_tall(reader, position):
        reader.goes_to(window.settled(position._replace(row=position.row - min(hidden, STEP_LINES))))
        return
    segments = window.heights.segment_count(position.comment)
    if position.segment is not None and position.segment + 1 < segments:
        reader.goes_to(window.at(position.comment, position.segment + 1, near=position))
        return
    row = reader.visible.row(position.comment)
    if row is not None and row + 1 < len(reader.visible):
        reader.goes_to(window.at(reader.visible[row + 1], near=position))


def step_up(reader: Reader) -> None:
    """Scroll back within a tall comment, go to the previous segment, or else to the previous comment."""
    window, position = reader.window, reader.position
    if not reader.visible:
        return
    above = window.covered(position) - position.row
    if above > 0:  # the head, or the start of the segment, is above the screen or below pinned heads
        moved = window.settled(position._replace(row=position.row + min(above, STEP_LINES)))
        if moved != position:
            reader.goes_to(moved)
            return
    if position.segment is not None:
        before = position.segment - 1 if position.segment else None  # from the first segment to the comment itself
        reader.goes_to(window.at(position.comment, before, near=position))
    else:
        row = reader.visible.row(position.comment)
        if row:  # neither None (not visible) nor 0 (the first comment)
            reader.goes_to(_entered_from_below(reader, reader.visible[row - 1]))


def scroll(reader: Reader, lines: int, *, to_end: bool = True) -> None:
    """Scroll by lines, down if positive. At an end of the list, the cursor moves to the last or first comment if
    `to_end` is true."""
    if reader.visible:
        moved = reader.window.scrolled(reader.position, lines)
        if moved == reader.position and to_end:  # the view cannot move any further
            edge = reader.visible[-1] if lines > 0 else reader.visible[0]
            moved = reader.window.at(edge, near=reader.position) if edge != moved.comment else moved
        reader.goes_to(moved)


def align(reader: Reader, where: float) -> None:
    """Scroll so that what the cursor is on is at the top (0.0), in the middle (0.5) or at the bottom (1.0)."""
    if reader.visible:
        free = reader.rows - reader.window.lines_of(reader.position, reader.rows)
        row = max(reader.window.margin(reader.position), int(free * where))
        reader.goes_to(reader.window.settled(reader.position._replace(row=row)))


def _entered_from_below(reader: Reader, comment: int) -> Position:
    """Return the position on the comment above the cursor. Of a tall comment, its end is shown, not its head."""
    window = reader.window
    height = window.heights.height(comment)
    if height <= reader.rows - window.margin(Position(comment)):
        return window.at(comment, near=reader.position)
    # `position.row - height` does not scroll at all. At the top of the screen, scroll so that as many lines of the
    # comment as one step scrolls are visible.
    covered = min(window.levels_above(comment) + 1, window.most_pinned)
    row = max(reader.position.row - height, covered + STEP_LINES - height)
    return window.settled(Position(comment, None, row))


def _is_tall(reader: Reader, position: Position) -> bool:
    room = reader.rows - reader.window.margin(Position(position.comment))
    return reader.window.heights.height(position.comment, room + 1) > room
