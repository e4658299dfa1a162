"""Marks, the jump list and what was read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thread_reader.view.bookmarks import MAX_JUMPS, Bookmarks, Notes, Place, ReadComments


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
    bookmarks = Bookmarks()
    bookmarks.marks = {"z": Place(3), "a": Place(3, 1), "m": Place(4)}
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


NUMBERS = st.integers(0, 40)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sets(NUMBERS), st.booleans()),
        st.tuples(st.just("all"), st.builds(range, NUMBERS, NUMBERS).filter(len), st.just(True)),
        st.tuples(st.just("recall"), st.sets(NUMBERS), st.just(True)),
    )
)


@given(CHANGES, st.builds(range, NUMBERS, NUMBERS).filter(len))
def test_read_comments_are_a_set_of_numbers(changes: list[tuple[str, set[int] | range, bool]], asked: range) -> None:
    read, expected = ReadComments(), set[int]()
    for kind, numbers, is_read in changes:
        before = set(expected)
        expected = expected.union(numbers) if is_read else expected.difference(numbers)
        if kind == "put":
            assert set(read.put(numbers, is_read)) == before ^ expected
        elif isinstance(numbers, range):
            assert read.put_all(numbers) == len(expected) - len(before)
        else:
            read.recall(bytes(number in numbers for number in range(41)))
        assert (set(read), read.count) == (expected, len(expected))
    assert read.has_unread(asked) == (not expected.issuperset(asked))


@given(st.lists(st.tuples(st.integers(0, 3), st.none() | st.integers(0, 2), st.text(max_size=2))))
def test_notes_are_a_mapping_with_an_index(changes: list[tuple[int, int | None, str]]) -> None:
    notes, expected = Notes(), dict[Place, str]()
    for comment, segment, text in changes:
        place, before = Place(comment, segment), notes.on(comment)
        if text:
            notes[place] = expected[place] = text
        else:
            assert notes.pop(place, None) == expected.pop(place, None)
        assert notes.on(comment) == before or notes.on(comment) is not before
        assert (dict(notes), len(notes)) == (expected, len(expected))
    assert set(notes.comments) == {place.comment for place in expected}
    assert all(notes.on(place.comment)[place.segment] == text for place, text in expected.items())


def test_the_state_changes_with_notes() -> None:
    bookmarks = Bookmarks()
    before = bookmarks.state
    bookmarks.notes[Place(3, 1)] = "a"
    assert bookmarks.state != before
    assert bookmarks.note_on(3) == "a"
