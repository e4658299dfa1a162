"""Marks, the jump list and what was read."""

from __future__ import annotations

from thread_reader.view.bookmarks import MAX_JUMPS, Bookmarks, Place


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


def test_the_last_jumps_are_kept() -> None:
    bookmarks = Bookmarks()
    for comment in range(MAX_JUMPS + 5):
        bookmarks.leave(Place(comment))
    assert MAX_JUMPS == 100
    assert [place.comment for place in bookmarks.jumps] == list(range(5, MAX_JUMPS + 5))


def test_a_comment_has_the_letters_of_its_marks_in_order() -> None:
    bookmarks = Bookmarks({"z": Place(3), "a": Place(3, 1), "m": Place(4)})
    assert [bookmarks.marked(comment) for comment in (3, 4, 5)] == ["az", "m", ""]


def test_comments_are_unread_until_they_are_marked_as_read() -> None:
    bookmarks = Bookmarks()
    assert bookmarks.read.put([1, 2]) == [1, 2]
    assert bookmarks.read.put([2, 5]) == [5], "only what changes"
    assert bookmarks.read.put([5], is_read=False) == [5]
    assert (list(bookmarks.read), bookmarks.read.count) == ([1, 2], 2)
    assert [comment in bookmarks.unread for comment in (1, 2, 3)] == [False, False, True]


def test_the_state_changes_with_stars_and_with_what_is_read() -> None:
    bookmarks = Bookmarks()
    states = [bookmarks.state]
    bookmarks.starred.add(1)
    states.append(bookmarks.state)
    bookmarks.read.put([7])
    states.append(bookmarks.state)
    bookmarks.read.put([7], is_read=False)
    states.append(bookmarks.state)
    bookmarks.recalls += 1
    states.append(bookmarks.state)
    assert len(set(states)) == 5
    bookmarks.marks["b"] = Place(2, 1)
    assert bookmarks.state == states[-1]
