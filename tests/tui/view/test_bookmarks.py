"""The jump list."""

from __future__ import annotations

from thread_reader.view.bookmarks import Bookmarks, Place


def test_the_same_place_in_a_row_is_one_jump() -> None:
    bookmarks = Bookmarks()
    for place in (Place(1), Place(2), Place(2), Place(2, 0), Place(1)):
        bookmarks.leave(place)
    assert bookmarks.jumps == [Place(1), Place(2), Place(2, 0), Place(1)]


def test_back_returns_the_last_jump_and_removes_it() -> None:
    bookmarks = Bookmarks()
    assert bookmarks.back() is None
    bookmarks.leave(Place(1))
    bookmarks.leave(Place(2))
    assert [bookmarks.back(), bookmarks.back(), bookmarks.back()] == [Place(2), Place(1), None]
