"""Steps of the cursor, and what the reader does when the filter or a fold is in the way."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

from thread_reader.view.bookmarks import Place
from thread_reader.view.cursor_steps import scroll, step_down, step_up
from thread_reader.view.fold_levels import folded_below, open_levels
from thread_reader.view.folds import Folds
from thread_reader.view.position import Position

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_reader.view.reader import Reader

THREE = [("Ann", "One.", -1), ("Bo", "Two.", 0), ("Cy", "Three.", -1)]
"""Each is drawn on four lines, with two segments."""


def positions(reader: Reader, step: Callable[[Reader], None], count: int) -> list[tuple[int | None, ...]]:
    """Where steps lead, one after the other."""
    found = []
    for _ in range(count):
        step(reader)
        found.append(tuple(reader.position))
    return found


def test_steps_go_from_comment_to_comment(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(THREE)
    assert positions(reader, step_down, 3) == [(1, None, 4), (2, None, 8), (2, None, 8)]
    assert positions(reader, step_up, 3) == [(1, None, 4), (0, None, 0), (0, None, 0)]


def test_within_a_comment_steps_go_from_segment_to_segment(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(THREE)
    reader.go(Place(0, 0))
    assert positions(reader, step_down, 2) == [(0, 1, 2), (1, None, 4)]
    reader.go(Place(1, 1))
    assert positions(reader, step_up, 3) == [(1, 0, 5), (1, None, 4), (0, None, 0)]


def test_a_comment_that_is_taller_than_the_screen_is_stepped_through(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(THREE, rows=3)
    assert positions(reader, step_down, 4) == [(0, None, -1), (1, None, 0), (1, None, -1), (2, None, 0)]
    assert positions(reader, step_up, 4) == [(1, None, -1), (1, None, 0), (0, None, -1), (0, None, 0)]


def test_a_comment_that_fills_the_screen_exactly_is_one_step(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(THREE, rows=4)
    assert positions(reader, step_down, 2) == [(1, None, 0), (2, None, 0)]
    reader.returns_to(Position(1, None, 2))
    assert positions(reader, step_down, 1) == [(2, None, 0)]


def test_without_comments_there_is_nowhere_to_go(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader([])
    assert positions(reader, step_down, 1) == positions(reader, step_up, 1) == [(0, None, 0)]
    scroll(reader, 3)
    assert reader.position == Position()
    assert not reader.go(Place(0))


def test_going_to_what_the_filter_hides_is_refused(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(THREE)
    reader.filter.text, reader.filter.matches = "x", array("I", [0, 2])
    reader.rearrange()
    assert not reader.go(Place(1), jump=True)
    assert (reader.position.comment, reader.bookmarks.jumps) == (0, [])
    assert reader.go(Place(2, 1), jump=True)
    assert (reader.place, reader.bookmarks.jumps) == (Place(2, 1), [Place(0)])


def test_going_to_what_a_fold_hides_unfolds_it(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(THREE)
    reader.fold(Folds(all=True))
    assert list(reader.visible) == [0, 2]
    assert reader.go(Place(1))
    assert [comment in reader.folds for comment in range(3)] == [False, True, True]
    assert reader.go(Place(1, 0))
    assert [comment in reader.folds for comment in range(3)] == [False, False, True]


def test_scrolling_against_an_end_of_the_list_moves_the_cursor_there(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(THREE, rows=8)
    found = []
    for lines in (99, 99, 99, -99, -99, -99):
        scroll(reader, lines)
        found.append(tuple(reader.position))
    assert found == [(1, None, 0), (2, None, 4), (2, None, 4), (1, None, 4), (0, None, 0), (0, None, 0)]


def test_levels_of_the_tree_are_left_open(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader([*THREE, ("Dee", "Four.", 2), ("Eve", "Five.", 3)])
    assert open_levels(reader) == 3
    for level in (0, 1, 2):
        reader.fold(folded_below(reader, level))
        assert open_levels(reader) == level
    assert [comment in folded_below(reader, 1) for comment in range(5)] == [False, True, False, True, True]
    assert folded_below(reader, -1) == Folds(all=True)


@pytest.mark.parametrize(
    ("complete", "stopped", "ended"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_reading_has_ended_when_the_file_is_read_or_it_was_stopped(
    make_reader: Callable[..., Reader], complete: bool, stopped: bool, ended: bool
) -> None:
    reader = make_reader(THREE)
    reader.discussion.complete, reader.stopped = complete, stopped
    assert reader.reading_ended == ended
