"""A reader on a page that was read again is left as the old one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from thread_reader.view.bookmarks import Place
from thread_reader.view.folds import Folds
from thread_reader.view.position import Position
from thread_reader.view.reload import carry_over
from thread_reader.view.visible import Context

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_reader.view.reader import Reader

OLD = [("Ann", "one", -1, 1), ("Bo", "two", 0, 2), ("Cy", "three", -1, 3), ("Dee", "four", -1, 4)]
NEW = [("New", "zero", -1, 9), *((name, text, -1 if parent < 0 else 1, time) for name, text, parent, time in OLD)]
"""One comment more, before all others."""


def carried(make_reader: Callable[..., Reader], old: Reader, posts: list[tuple[str, str, int, int]]) -> Reader:
    """The reader on a page of these comments."""
    return carry_over(old, make_reader(posts).discussion)


def test_marks_jumps_and_what_was_seen_come_along(make_reader: Callable[..., Reader]) -> None:
    old = make_reader(OLD)
    old.bookmarks.marks = {"a": Place(1), "b": Place(2, 0)}
    old.bookmarks.jumps = [Place(3), Place(0, 0)]
    old.bookmarks.read.put({0, 2})
    new = carried(make_reader, old, NEW)
    assert new.bookmarks.marks == {"a": Place(2), "b": Place(3, 0)}
    assert new.bookmarks.jumps == [Place(4), Place(1, 0)]
    assert set(new.bookmarks.read) == {1, 3}


def test_what_belongs_to_a_comment_that_is_gone_goes_too(make_reader: Callable[..., Reader]) -> None:
    old = make_reader(OLD)
    old.bookmarks.marks = {"a": Place(3), "b": Place(1)}
    old.bookmarks.jumps = [Place(3), Place(2)]
    old.bookmarks.read.put({3})
    old.folds = Folds(exceptions=frozenset({0, 3}))
    new = carried(make_reader, old, OLD[:3])
    assert new.bookmarks.marks == {"b": Place(1)}
    assert new.bookmarks.jumps == [Place(2)]
    assert set(new.bookmarks.read) == set()
    assert new.folds == Folds(exceptions=frozenset({0}))


@pytest.mark.parametrize("every", [False, True])
def test_folds_order_and_the_sentence_come_along(make_reader: Callable[..., Reader], every: bool) -> None:
    old = make_reader(OLD)
    old.fold(Folds(every, frozenset({0, 2})))
    old.sort("newest")
    old.sentences.cursor = 3
    new = carried(make_reader, old, NEW)
    assert new.folds == Folds(every, frozenset({1, 3}))
    assert (new.order, new.sentences.cursor) == ("newest", 3)


def test_the_cursor_comes_along_with_its_segment_and_its_row(make_reader: Callable[..., Reader]) -> None:
    old = make_reader(OLD)
    old.position = Position(2, 0, 5)
    assert carried(make_reader, old, NEW).position == Position(3, 0, 5)


@pytest.mark.parametrize(("left", "position"), [([0, 1, 3], Position(2, None, 5)), ([0, 1], Position(1, None, 5))])
def test_where_its_comment_is_gone_the_cursor_goes_to_the_nearest(
    make_reader: Callable[..., Reader], left: list[int], position: Position
) -> None:
    """That after it before that before it."""
    old = make_reader([(name, text, -1, time) for name, text, _, time in OLD])
    old.position = Position(2, 0, 5)
    new = carried(make_reader, old, [(name, text, -1, time) for name, text, _, time in (OLD[row] for row in left)])
    assert new.position == position


def test_on_an_entirely_different_page_it_begins_at_the_first_comment(make_reader: Callable[..., Reader]) -> None:
    old = make_reader(OLD)
    old.go(Place(2))
    new = carried(make_reader, old, [("X", "x", -1, 7), ("Y", "y", -1, 8)])
    assert new.position == Position()
    assert set(new.bookmarks.read) == set()


def test_search_and_filter_are_asked_again(make_reader: Callable[..., Reader]) -> None:
    old = make_reader(OLD)
    old.search.ask("two")
    old.filter.ask("one OR two")
    old.filter.ask("two user:Bo")
    old.filter.remember()
    old.filter.switch(1)
    old.filter.on = False
    old.filter.context = Context.THREADS
    new = carried(make_reader, old, NEW)
    assert (new.search.text, new.search.complete) == ("two", False)
    assert (new.filter.text, new.filter.on, new.filter.context) == ("two user:Bo", False, Context.THREADS)
    assert new.filter.switched_off == {1}
    assert new.filter.query is not None
    assert new.filter.query.text == "two"
    assert new.filter.history == ["two user:Bo"]


def test_without_search_and_filter_there_are_none_afterwards(make_reader: Callable[..., Reader]) -> None:
    new = carried(make_reader, make_reader(OLD), NEW)
    assert (new.search.pattern, new.filter.query, new.filter.active, new.filter.on) == (None, None, False, True)
