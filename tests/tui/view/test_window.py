"""A screenful of comments: where the cursor can be drawn, and what scrolling does."""

from __future__ import annotations

import pytest

from thread_reader.view.position import Position, Window
from thread_reader.view.visible import VisibleComments


class Heights:
    """Comments of these heights. The segments of each begin on the lines 1 and 8, as far as it has such lines."""

    def __init__(self, *heights: int) -> None:
        self._heights = heights

    def height(self, comment: int, enough: int = 1, /) -> int:
        return self._heights[comment]

    def segment_count(self, comment: int) -> int:
        return sum(line < self._heights[comment] for line in (1, 8))

    def segment_line(self, comment: int, segment: int) -> int:
        return (1, 8)[segment]

    def text_line(self, comment: int, paragraph: int, character: int) -> int:
        return 0


def window(*heights: int, rows: int = 10) -> Window:
    return Window(VisibleComments(range(len(heights))), Heights(*heights), rows)


@pytest.mark.parametrize(
    ("heights", "position", "settled"),
    [
        ((4,) * 10, Position(3, None, 5), Position(3, None, 5)),
        ((4,) * 10, Position(3, None, 99), Position(3, None, 9)),
        ((4,) * 10, Position(3, None, -2), Position(3, None, -2)),
        ((4,) * 10, Position(3, None, -9), Position(3, None, -3)),
        ((4,) * 10, Position(1, None, 9), Position(1, None, 4)),
        ((4,) * 10, Position(9, None, 0), Position(9, None, 6)),
        ((4,) * 2, Position(1, None, 9), Position(1, None, 4)),
        ((20, 4), Position(0, 0, -3), Position(0, 0, 0)),
        ((20, 4), Position(0, 1, -3), Position(0, 1, 0)),
        ((20, 4), Position(0, 2, 3), Position(0, None, 0)),
        ((20, 4), Position(0, None, -13), Position(0, None, -13)),
        ((20, 4), Position(0, None, -19), Position(0, None, -14)),
    ],
)
def test_a_position_is_moved_to_where_it_can_be_drawn(
    heights: tuple[int, ...], position: Position, settled: Position
) -> None:
    assert window(*heights).settled(position) == settled


@pytest.mark.parametrize(
    ("heights", "rows", "place", "near", "row"),
    [
        ((4,) * 10, 10, (2, None), Position(0, None, 0), 6),
        ((4,) * 10, 10, (1, None), Position(0, None, 0), 4),
        ((2,) * 20, 20, (2, None), Position(5, None, 10), 4),
        ((2,) * 20, 20, (7, None), Position(5, None, 10), 14),
        ((4,) * 10, 10, (5, None), None, 0),
        ((4, 4, 20, 4), 10, (2, None), Position(1, None, 4), 0),
        ((4, 4, 20, 4), 10, (2, 0), Position(2, None, 0), 1),
        ((4, 4, 20, 4), 10, (2, 1), Position(2, 0, 1), 0),
        ((2,) * 99, 10, (90, None), Position(3, None, 4), 8),
        ((2,) * 99, 10, (3, None), Position(90, None, 4), 0),
    ],
)
def test_going_to_a_comment_scrolls_as_little_as_possible(
    heights: tuple[int, ...], rows: int, place: tuple[int, int | None], near: Position | None, row: int
) -> None:
    assert window(*heights, rows=rows).at(*place, near=near) == Position(*place, row)


@pytest.mark.parametrize(
    ("heights", "position", "lines", "scrolled"),
    [
        ((4,) * 10, Position(2, None, 6), 2, Position(2, None, 4)),
        ((4,) * 10, Position(2, None, 6), -2, Position(2, None, 8)),
        ((4,) * 10, Position(0, None, 0), 3, Position(1, None, 1)),
        ((4,) * 10, Position(5, None, 8), -5, Position(4, None, 9)),
        ((30, 30), Position(0, None, 0), 15, Position(0, None, -15)),
        ((30, 30), Position(1, None, 9), -15, Position(0, None, -6)),
        ((4,) * 10, Position(0, None, 0), -3, Position(0, None, 0)),
        ((4,) * 10, Position(9, None, 6), 3, Position(9, None, 6)),
    ],
)
def test_scrolling_moves_the_view_and_keeps_the_cursor_on_it(
    heights: tuple[int, ...], position: Position, lines: int, scrolled: Position
) -> None:
    assert window(*heights).scrolled(position, lines) == scrolled


@pytest.mark.parametrize(
    ("position", "hidden"),
    [
        (Position(0, None, 0), 10),
        (Position(0, None, -5), 5),
        (Position(0, None, -10), 0),
        (Position(1, None, 6), 0),
        (Position(1, None, 8), 2),
        (Position(0, 0, 0), 0),
        (Position(0, 0, 5), 2),
        (Position(0, 1, 5), 7),
    ],
)
def test_lines_of_a_comment_or_a_segment_are_hidden_below_the_screen(position: Position, hidden: int) -> None:
    assert window(20, 4).hidden_below(position, 100) == hidden


@pytest.mark.parametrize(
    ("position", "first", "last"),
    [
        (Position(0, None, 0), (0, 0), (2, 1)),
        (Position(0, None, -9), (2, 1), (4, 2)),
        (Position(3, None, 2), (2, 2), (4, 3)),
        (Position(3, None, 9), (0, 3), (3, 0)),
        (Position(3, 0, 0), (3, 1), (5, 2)),
    ],
)
def test_lines_are_drawn_from_the_top_of_the_screen(
    position: Position, first: tuple[int, int], last: tuple[int, int]
) -> None:
    lines = list(window(*(4,) * 10).lines(position))
    assert (lines[0], lines[-1], len(lines)) == (first, last, 10)


def test_nothing_is_drawn_of_no_comments() -> None:
    empty = window()
    assert list(empty.lines(Position())) == []
    assert empty.settled(Position(0, None, 5)) == empty.scrolled(Position(0, None, 5), 1) == Position(0, None, 5)
