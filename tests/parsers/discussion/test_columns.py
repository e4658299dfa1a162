"""The rows of a discussion: what is put into them comes out again, and they know their tree."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME, Columns
from thread_parsers.discussion.sparse_columns import SparseColumns
from thread_parsers.times.epoch import EPOCH

FAR = 1 << 40
"""An offset in a file of a terabyte."""

CLIMBS = st.lists(st.integers(0, 6), max_size=25)
"""For each comment, how many levels it climbs from being a reply to the comment before it."""


def tree_of(climbs: list[int]) -> tuple[Columns, list[int]]:
    """Comments with these climbs, and their parents as a plain list."""
    columns, parents = Columns(), list[int]()
    for index, climb in enumerate(climbs):
        parent = index - 1
        for _ in range(climb):
            parent = parents[parent] if parent >= 0 else -1
        parents.append(parent)
        columns.append(start=index, body_start=index, body_end=index, end=index, author="Ann", parent=parent)
    return columns, parents


def ancestors_in(parents: list[int], index: int) -> list[int]:
    above = []
    while parents[index] >= 0:
        index = parents[index]
        above.append(index)
    return above


@given(CLIMBS)
def test_a_row_knows_its_parent_its_replies_and_its_siblings(climbs: list[int]) -> None:
    columns, parents = tree_of(climbs)
    everyone = range(len(parents))
    above = [ancestors_in(parents, index) for index in everyone]
    children = {index: [each for each in everyone if parents[each] == index] for index in range(-1, len(parents))}
    assert len(columns) == len(parents)
    assert list(columns.parent) == parents
    assert list(columns.depth) == [len(each) for each in above]
    for index in everyone:
        siblings = children[parents[index]]
        at = siblings.index(index)
        assert list(columns.ancestors(index)) == above[index]
        assert list(columns.subtree(index)) == [each for each in everyone if each == index or index in above[each]]
        assert columns.next_sibling(index) == (siblings[at + 1] if at + 1 < len(siblings) else None)
        assert columns.previous_sibling(index) == (siblings[at - 1] if at else None)
    for index, replies in children.items():
        assert list(columns.children(index)) == replies


@given(CLIMBS)
def test_a_subtree_that_can_grow_no_more_says_where_it_ends(climbs: list[int]) -> None:
    columns, parents = tree_of(climbs)
    last = len(parents) - 1
    growing = {last, *ancestors_in(parents, last)} if parents else set()
    for index in range(len(parents)):
        assert columns.subtree_end[index] == (0 if index in growing else columns.subtree(index).stop)


def test_each_column_keeps_the_values_of_its_row() -> None:
    columns = Columns()
    values = {"start": FAR, "body_start": FAR + 1, "body_end": FAR + 2, "end": FAR + 3}
    values |= {"time": -FAR, "likes": 2_000_000_000, "replies": 1_000_000_000, "margin": 65_535}
    assert columns.append(**values, author="Ann") == 0
    assert columns.append(**dict.fromkeys(values, 7), author="Bo", parent=0) == 1
    for name, value in values.items():
        assert list(getattr(columns, name)) == [value, 7]
    assert [columns.author_names[number] for number in columns.author] == ["Ann", "Bo"]


def test_what_a_page_does_not_say_is_marked_as_missing() -> None:
    columns = Columns()
    columns.append(start=0, body_start=0, body_end=0, end=0, author="")
    assert (columns.time[0], columns.likes[0], columns.replies[0], columns.parent[0]) == (NO_TIME, NO_SCORE, -1, -1)
    assert (columns.margin[0], dict(columns.times_as_written), columns.zones) == (0, {}, {})


def test_offsets_may_be_beyond_four_gibibytes() -> None:
    columns, rows = Columns(), Columns()
    for at, each in ((0, columns), (FAR, columns), (FAR, rows)):
        each.append(start=at, body_start=at + 1, body_end=at + 2, end=at + 3, author="Ann")
    rows.file_start.append(FAR)
    few = Columns()
    for _ in few.fill(rows, [0], [-1]):
        pass
    columns.extend_flat(
        start=[FAR + 3],
        body_start=[FAR + 4],
        body_end=[FAR + 5],
        end=[FAR + 6],
        author=[0],
        time=[NO_TIME],
        replies=[-1],
    )
    assert list(columns.start) == [0, FAR, FAR + 3]
    assert list(columns.end) == [3, FAR + 3, FAR + 6]
    assert (few.body_end[0], few.file_start[0]) == (FAR + 2, FAR)


def test_no_time_is_not_the_time_of_any_calendar() -> None:
    assert (datetime.min - EPOCH).total_seconds() > NO_TIME


def test_an_author_has_one_number() -> None:
    columns = Columns()
    assert [columns.author_number(name) for name in ("Ann", "", "Bo", "Ann", "")] == [0, 1, 2, 0, 1]
    assert columns.author_names == ["Ann", "", "Bo"]


@pytest.mark.parametrize("parent", [1, 3, 99])
def test_a_reply_whose_parent_can_have_no_more_replies_is_refused(parent: int) -> None:
    """0 is a comment with reply 1; 2 is the next comment on the article."""
    columns, _ = tree_of([0, 0, 2])
    with pytest.raises(ValueError, match="parent"):
        columns.append(start=0, body_start=0, body_end=0, end=0, author="Ann", parent=parent)


@given(CLIMBS, st.integers(0, 4))
def test_many_comments_on_the_article_at_once_are_the_same_as_one_by_one(climbs: list[int], count: int) -> None:
    one_by_one, _ = tree_of(climbs)
    at_once, _ = tree_of(climbs)
    numbers = [at_once.author_number(name) for name in ("Bo", "Ann", "Cy", "Bo")][:count]
    rows = [FAR + 10 * at for at in range(count)]
    for at, row in enumerate(rows):
        name = at_once.author_names[numbers[at]]
        one_by_one.append(
            start=row, body_start=row + 1, body_end=row + 2, end=row + 3, author=name, time=-row, replies=at
        )  # fmt: skip
    at_once.extend_flat(
        start=rows,
        body_start=[row + 1 for row in rows],
        body_end=[row + 2 for row in rows],
        end=[row + 3 for row in rows],
        author=numbers,
        time=[-row for row in rows],
        replies=list(range(count)),
    )
    assert len(at_once) == len(one_by_one)
    for name in ("start", "body_start", "body_end", "end", "time", "likes", "replies", "parent", "depth", "margin"):
        assert getattr(at_once, name) == getattr(one_by_one, name), name
    assert at_once.subtree_end == one_by_one.subtree_end
    names = [[columns.author_names[number] for number in columns.author] for columns in (at_once, one_by_one)]
    assert names[0] == names[1]


@given(CLIMBS)
def test_columns_that_are_filled_have_the_tree_of_those_that_are_appended(climbs: list[int]) -> None:
    appended, parents = tree_of(climbs)
    filled = Columns()
    for _ in filled.fill(appended, range(len(parents)), parents):
        pass
    for name in ("parent", "depth", "subtree_end"):
        assert list(getattr(filled, name)) == list(getattr(appended, name))


def test_filling_keeps_the_columns_that_a_query_has_already_taken() -> None:
    columns, rows = Columns(), Columns()
    held = columns.time, columns.parent, columns.depth, columns.states, columns.accepted, columns.zones
    for time in (5, 7):
        rows.append(start=0, body_start=0, body_end=0, end=0, author=f"Ann{time}", time=time)
    rows.states[0], rows.zones[1] = "deleted", 60
    rows.accepted.add(0)
    for _ in columns.fill(rows, [1, 0], [-1, 0]):
        assert len({len(column) for column in held[:3]}) == 1, "all values of a row appear in the same step"
    assert (list(held[0]), list(held[1]), list(held[2])) == ([7, 5], [-1, 0], [0, 1])
    assert held[3:] == ({1: "deleted"}, {1}, {0: 60})
    assert [columns.author_names[number] for number in columns.author] == ["Ann7", "Ann5"]


def test_columns_that_few_rows_state_are_made_when_they_are_used() -> None:
    columns = Columns()
    assert all(columns.made(name) is None for name in SparseColumns.__slots__)
    assert columns.badges.get(3) is None
    columns.ids[3] = "k"
    assert (columns.made("badges"), columns.made("ids"), columns.made("states")) == ({}, {3: "k"}, None)
    assert not hasattr(columns, "colours")
