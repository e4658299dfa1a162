"""Orders that keep the tree."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME, Columns
from thread_parsers.discussion.order import ORDERS, ordered

NAMES = [order.name for order in ORDERS]
VALUES = st.tuples(
    st.integers(0, 3) | st.just(NO_TIME),
    st.integers(-3, 3) | st.just(NO_SCORE),
    st.integers(-1, 3),
    st.integers(0, 3),
    st.integers(0, 8),
)


def columns_of(rows: list[tuple[int, int, int, int, int]]) -> Columns:
    """Rows of time, likes, declared replies, length and how many levels to climb from the row before."""
    columns = Columns()
    for at, (time, likes, replies, length, climb) in enumerate(rows):
        parent = at - 1
        for _ in range(climb):
            parent = columns.parent[parent] if parent >= 0 else -1
        columns.append(
            start=at * 10,
            body_start=at * 10 + 1,
            body_end=at * 10 + 1 + length,
            end=at * 10 + 9,
            author="Ann",
            time=time,
            likes=likes,
            replies=replies,
            parent=parent,
        )
    return columns


@given(st.lists(VALUES, max_size=30), st.sampled_from(NAMES))
def test_every_comment_stands_under_its_parent_and_siblings_are_sorted(
    rows: list[tuple[int, int, int, int, int]], name: str
) -> None:
    columns = columns_of(rows)
    shown = list(ordered(columns, name))
    assert sorted(shown) == list(range(len(rows)))
    path: list[int] = []
    siblings: dict[int, list[int]] = defaultdict(list)
    for row in shown:
        del path[columns.depth[row] :]
        assert (path[-1] if path else -1) == columns.parent[row]
        path.append(row)
        siblings[columns.parent[row]].append(row)
    for level in siblings.values():
        assert level == naively_sorted(columns, level, name)


def naively_sorted(columns: Columns, level: list[int], name: str) -> list[int]:
    order = next(each for each in ORDERS if each.name == name)
    if order.key is None:
        return sorted(level)
    values, sign = order.key(columns), -1 if order.reverse else 1
    return sorted(level, key=lambda row: (values[row] == order.missing, sign * values[row], row))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("page", [0, 1, 2, 3, 4, 5]),
        ("oldest", [5, 3, 4, 0, 1, 2]),
        ("newest", [0, 2, 1, 3, 4, 5]),
        ("likes", [3, 4, 0, 2, 1, 5]),
        ("replies", [5, 0, 1, 2, 3, 4]),
        ("length", [0, 1, 2, 3, 4, 5]),
    ],
)
def test_these_comments_are_shown_in_this_order(name: str, shown: list[int]) -> None:
    """Two roots with replies to them, and a last one that says it has nine."""
    columns = columns_of(
        [
            (30, 1, -1, 5, 0),
            (10, 0, -1, 5, 0),
            (20, 7, -1, 5, 1),
            (20, 2, -1, 5, 2),
            (5, NO_SCORE, -1, 5, 0),
            (1, NO_SCORE, 9, 5, 2),
        ]
    )
    assert list(ordered(columns, name)) == shown


def test_a_negative_score_is_lower_than_none_and_higher_than_one_that_is_not_stated() -> None:
    columns = columns_of([(0, NO_SCORE, -1, 1, 9), (0, -3, -1, 1, 9), (0, 0, -1, 1, 9), (0, -1, -1, 1, 9)])
    assert list(ordered(columns, "likes")) == [2, 3, 1, 0]


def test_longest_first_goes_by_the_length_of_the_body() -> None:
    columns = columns_of([(0, 9, 0, 2, 0), (0, 0, 0, 1, 0), (0, 5, 0, 3, 1), (0, 0, 0, 7, 2), (0, 0, 0, 2, 1)])
    assert list(ordered(columns, "length")) == [3, 0, 2, 1, 4]


def test_every_order_has_a_name_and_a_title_in_lower_case() -> None:
    assert len({order.name for order in ORDERS}) == len({order.title for order in ORDERS}) == len(ORDERS)
    for order in ORDERS:
        assert order.name.islower()
        assert order.title.islower()


def test_an_order_that_is_not_in_the_table_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        ordered(Columns(), "mood")


def test_a_chain_and_a_fan_of_a_hundred_thousand_are_ordered() -> None:
    for climb in (0, 1):
        columns = columns_of([(0, -1, -1, 1, 0)] + [(time, -1, -1, 1, climb) for time in range(100_000)])
        assert len(ordered(columns, "newest")) == 100_001


def test_replies_are_those_in_the_file_or_those_that_the_page_declares() -> None:
    columns = columns_of([(0, -1, 5, 1, 0), (0, -1, -1, 1, 0), (0, -1, 0, 1, 1), (0, -1, -1, 1, 9)])
    assert list(columns.reply_counts()) == [5, 0, 0, 0]
    assert [columns.reply_count(index) for index in range(len(columns))] == [5, 0, 0, 0]


@given(st.lists(VALUES, max_size=30))
def test_reply_counts_in_one_pass_are_those_of_each_comment(rows: list[tuple[int, int, int, int, int]]) -> None:
    columns = columns_of(rows)
    assert list(columns.reply_counts()) == [columns.reply_count(index) for index in range(len(columns))]


def test_where_the_page_declares_no_reply_at_all_those_in_the_file_are_counted() -> None:
    columns = columns_of([(0, -1, 0, 1, 0), (0, -1, 0, 1, 0), (0, -1, 0, 1, 1), (0, -1, 0, 1, 9)])
    assert list(columns.reply_counts()) == [2, 0, 0, 0]
