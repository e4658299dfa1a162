"""Compact columns behave like the dictionaries and sets that they stand for, in less memory."""

from __future__ import annotations

import random
from sys import getsizeof
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.discussion.compact_columns import LabelColumn, RowSet, StringColumn

ADDRESSES = ["https://tea.example/r/kettles/k8d", "https://tea.example/r/kettles/k9e", "https://tea.example/r/cups/☕"]
WORDS = st.sampled_from(["", "k8d", "k9e", "tea ☕", "\udc80", "1 year ago", "\0", "\0k8d", *ADDRESSES])
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.integers(0, 40), WORDS),
        st.tuples(st.just("extend"), st.integers(0, 40), st.lists(WORDS, max_size=9)),
        st.tuples(st.just("remove"), st.integers(0, 40), st.none()),
    )
)


@pytest.mark.parametrize("kind", [StringColumn, LabelColumn])
@given(changes=CHANGES, order=st.lists(st.integers(0, 60), max_size=60))
def test_a_column_of_strings_is_a_dictionary_without_empty_strings(
    kind: type[Any], changes: list[tuple[str, int, Any]], order: list[int]
) -> None:
    column, expected = kind(), {}
    for change, row, words in changes:
        if change == "set":
            column[row] = words
            expected[row] = words
        elif change == "extend":
            column.extend(row, words)
            expected.update(enumerate(words, row))
        else:
            assert column.pop(row, None) == (expected.pop(row, None) or None)
    stated = {row: words for row, words in expected.items() if words}
    assert column == stated
    assert bool(column) == bool(stated)
    assert [column.get(row) for row in range(-1, 60)] == [stated.get(row) for row in range(-1, 60)]
    copy = kind()
    copy.extend_from(3, column, order)
    assert copy == {at: stated[row] for at, row in enumerate(order, 3) if row in stated}


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40))), st.lists(st.integers(0, 60), max_size=60))
def test_a_set_of_rows_is_a_set(changes: list[tuple[bool, int]], order: list[int]) -> None:
    rows, expected = RowSet(), set[int]()
    for is_added, row in changes:
        (rows.add if is_added else rows.discard)(row)
        (expected.add if is_added else expected.discard)(row)
    assert set(rows) == expected
    assert len(rows) == len(expected)
    assert [row for row in range(-1, 60) if row in rows] == sorted(expected)
    copy = RowSet()
    copy.extend_from(3, rows, order)
    assert set(copy) == {at for at, row in enumerate(order, 3) if row in expected}


def test_what_addresses_have_in_common_is_kept_once() -> None:
    links = StringColumn()
    for at in range(0, 8_000, 100):
        links.extend(
            at, [f"https://tea.example/r/kettles/comments/warm_water/{number:06}/" for number in range(at, at + 100)]
        )
    links[8_000] = "https://cup.example/"
    assert links[7_999] == "https://tea.example/r/kettles/comments/warm_water/007999/"
    assert links[8_000] == "https://cup.example/"
    assert sum(getsizeof(getattr(links, name)) for name in StringColumn.__slots__) <= 8_000 * 16


def test_more_labels_than_two_bytes_can_number() -> None:
    ages = LabelColumn[str]()
    ages.extend(0, [str(row) for row in range(70_000)])
    ages[70_000] = "1"
    assert [ages[row] for row in (0, 65_535, 65_536, 69_999, 70_000)] == ["0", "65535", "65536", "69999", "1"]


def test_ids_and_words_that_many_rows_have_take_a_few_bytes_beyond_their_own() -> None:
    ids, ages, rows = StringColumn(), LabelColumn[str](), RowSet()
    for at in range(0, 8_000, 100):
        ids.extend(at, [f"k{number:09}" for number in random.sample(range(10**9), 100)])
        ages.extend(at, ["1 year ago", "2 years ago"] * 50)
        rows.update(range(at, at + 100))
    for column, most in ((ids, 22), (ages, 6), (rows, 2)):
        held = (getattr(column, name) for name in type(column).__slots__)
        assert sum(getsizeof(value) for value in held) <= 8_000 * most
