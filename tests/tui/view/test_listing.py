"""The rows of a list of discussions, without a screen: order, filter, and a cursor that stays on its row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.errors import QueryError
from thread_parsers.library import Row
from thread_reader.state.recent import Known
from thread_reader.view.listing import SORTS, Listing

SECTIONS = ["in this file", "recent", "here"]


def row(number: int, **changes: object) -> Row:
    """A row of a file with this number."""
    values = {"title": f"Title {99 - number}", "comments": number, "size": 100 * number, "newest": number * 86400}
    return Row(f"./{number:03}.txt", **(values | changes))  # type: ignore[arg-type]


def listing_of(*numbers: int) -> Listing:
    listing = Listing(sections=SECTIONS)
    listing.resized(10)
    listing.put(2, [row(number) for number in numbers])
    arrange(listing)
    return listing


def arrange(listing: Listing) -> None:
    for _ in listing.arrange():
        pass


def shown(listing: Listing) -> list[str]:
    return [
        f"[{listing.sections[-1 - line]}]" if line < 0 else listing.entries[line].row.path for line in listing.lines
    ]


def test_sections_are_in_their_order_and_what_is_no_discussion_is_last_in_each() -> None:
    listing = Listing(sections=SECTIONS)
    listing.put(2, [row(1), row(2, reason="not text"), row(3)])
    listing.put(1, [row(3)])
    listing.put(0, [row(9, part=2), row(9, part=1)])
    arrange(listing)
    assert shown(listing) == [
        "[in this file]", "./009.txt", "./009.txt", "[recent]", "./003.txt",
        "[here]", "./001.txt", "./003.txt", "./002.txt",
    ]  # fmt: skip
    assert (listing.count, listing.total) == (6, 6)


@pytest.mark.parametrize("sort", SORTS, ids=[sort.name or "as listed" for sort in SORTS])
def test_every_order_has_all_rows_and_keeps_the_cursor(sort: object) -> None:
    listing = listing_of(*range(40))
    listing.move(7)
    before = listing.cursor
    while listing.sort is not sort:
        listing.sort_next(1)
    listing.resort()
    arrange(listing)
    assert sorted(listing.lines[1:]) == list(range(40))
    assert listing.cursor == before


def test_unread_and_new_are_counted_from_what_was_known() -> None:
    listing = listing_of(3, 5, 7)
    listing.know("./003.txt", Known("/x/003.txt", 1, 10, 3, 0))
    listing.know("./005.txt", Known("/x/005.txt", 1, 10, 4, 1))
    listing.know("./000.txt", Known("/x/000.txt", 1, 10, 4, 1))
    facts = [(entry.unread, entry.new) for entry in listing.entries]
    assert facts == [(0, 0), (2, 1), (None, 0)]
    for query, files in (("is:unread", ["005", "007"]), ("is:new", ["005"]), ("-is:unread", ["003"])):
        listing.filter_by(query)
        arrange(listing)
        assert shown(listing)[1:] == [f"./{file}.txt" for file in files]
    listing.filter_by("")
    while listing.sort.name != "unread":
        listing.sort_next(1)
    arrange(listing)
    assert shown(listing)[1:] == ["./005.txt", "./003.txt", "./007.txt"]


def test_a_file_that_is_gone_leaves_the_list_and_comes_back() -> None:
    listing = listing_of(1, 2, 3)
    listing.put(2, [], "./002.txt")
    arrange(listing)
    assert (shown(listing), listing.total) == (["[here]", "./001.txt", "./003.txt"], 2)
    listing.put(2, [row(2)], "./002.txt")
    arrange(listing)
    assert shown(listing) == ["[here]", "./001.txt", "./002.txt", "./003.txt"]


def test_a_file_with_fewer_discussions_than_before_loses_the_last_rows() -> None:
    listing = Listing(sections=SECTIONS)
    listing.put(2, [row(1, part=part, parts=3) for part in (1, 2, 3)], "./001.txt")
    listing.put(2, [row(1, part=1, parts=1)], "./001.txt")
    arrange(listing)
    assert len(listing.lines) == 2


def test_rows_that_come_while_it_is_sorted_are_not_lost() -> None:
    listing = listing_of(*range(10, 20))
    steps = listing.arrange()
    next(steps)
    listing.put(2, [row(1)])
    for _ in steps:
        pass
    assert len(listing.lines) == 12
    listing.resort()
    arrange(listing)
    assert shown(listing)[1] == "./001.txt"


def test_a_filter_keeps_the_cursor_if_it_can() -> None:
    listing = listing_of(*range(40))
    listing.move(15)
    listing.filter_by("015")
    arrange(listing)
    assert shown(listing) == ["[here]", "./015.txt"]
    listing.filter_by("016")
    arrange(listing)
    assert listing.entry is not None
    assert listing.entry.row.path == "./016.txt"
    listing.filter_by("")
    arrange(listing)
    assert listing.entry.row.path == "./016.txt"
    with pytest.raises(QueryError):
        listing.filter_by("user:Ada")
    assert not listing.is_filtered


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 99)),
        st.tuples(st.just("gone"), st.integers(0, 99)),
        st.tuples(st.just("sort"), st.integers(0, 5)),
        st.tuples(st.just("resort"), st.just(0)),
        st.tuples(st.just("arrange"), st.just(0)),
    ),
    max_size=30,
)


@given(st.lists(st.integers(0, 99), min_size=1, max_size=60, unique=True), st.integers(0, 60), CHANGES)
def test_the_cursor_stays_on_its_row_through_everything_that_arrives(
    numbers: list[int], moves: int, changes: list[tuple[str, int]]
) -> None:
    listing = listing_of(*numbers)
    listing.move(moves)
    assert listing.entry is not None
    path, height = listing.entry.row.path, listing.at - listing.top
    for change, number in changes:
        if change == "put":
            listing.put(2, [row(number)], row(number).path)
        elif change == "gone" and row(number).path != path:
            listing.put(2, [], row(number).path)
        elif change == "sort":
            listing.sort_next(number)
        elif change == "resort":
            listing.resort()
        arrange(listing) if change == "arrange" else None
        assert listing.entry.row.path == path
        assert 0 <= listing.at - listing.top < listing.rows
        # It keeps its height, unless the first or the last line prevents it.
        is_at_an_end = listing.top in (0, max(0, len(listing.lines) - listing.rows))
        assert listing.at - listing.top == height or is_at_an_end
        height = listing.at - listing.top


@given(st.integers(0, 30), st.integers(1, 12), st.lists(st.tuples(st.booleans(), st.integers(-20, 20)), max_size=20))
def test_moving_and_scrolling_keep_the_cursor_on_a_row_of_the_screen(
    count: int, rows: int, moves: list[tuple[bool, int]]
) -> None:
    listing = listing_of(*range(count))
    listing.resized(rows)
    for is_move, by in moves:
        listing.move(by) if is_move else listing.scroll(by)
        assert (listing.cursor < 0) == (count == 0)
        assert 0 <= listing.top <= max(0, len(listing.lines) - rows)
        if count:
            assert listing.lines[listing.at] == listing.cursor
            assert listing.top <= listing.at < listing.top + rows
