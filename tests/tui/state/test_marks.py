"""Writing what the user did: two readers at once lose nothing of each other."""

from __future__ import annotations

import random
import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.saves import page_of, save_of
from thread_reader.state.bits import flags_of, with_bits
from thread_reader.state.database import open_database
from thread_reader.state.discussions import recall
from thread_reader.state.marks import (
    MAX_QUERIES,
    Quoted,
    drop_mark,
    drop_note,
    drop_star,
    keep_mark,
    keep_note,
    keep_query,
    keep_reading,
    keep_star,
    queries,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


SOME = st.sets(st.integers(0, 100)) | st.builds(range, st.integers(0, 100), st.integers(0, 100))


@given(st.lists(st.tuples(SOME, st.booleans())))
def test_bits_are_a_set_of_numbers(changes: list[tuple[set[int] | range, bool]]) -> None:
    expected: set[int] = set()
    for numbers, is_set in changes:
        expected = expected.union(numbers) if is_set else expected.difference(numbers)
    flags = flags_of(with_bits(b"", changes))
    assert [number for number, flag in enumerate(flags) if flag] == sorted(expected)


def test_stars_notes_and_marks_can_be_removed(database: sqlite3.Connection) -> None:
    save = save_of(page_of(range(4)))
    known = recall(database, save)
    keep_star(database, known.discussion, Quoted(1, "a", "b"))
    keep_note(database, known.discussion, Quoted(1, "a", "b"), -1, "one")
    keep_note(database, known.discussion, Quoted(1, "a", "b"), 0, "two")
    keep_note(database, known.discussion, Quoted(1, "a", "b"), 0, "three")
    keep_mark(database, known.discussion, Quoted(1, "a", "b"), 0, "x")
    found = recall(database, save)
    assert (set(found.stars), found.notes, found.marks) == ({1}, {(1, -1): "one", (1, 0): "three"}, {"x": (1, 0)})
    drop_star(database, known.discussion, Quoted(1, "a", "b"))
    drop_note(database, known.discussion, Quoted(1, "a", "b"), 0)
    drop_mark(database, known.discussion, "x")
    found = recall(database, save)
    assert (set(found.stars), found.notes, found.marks) == (set(), {(1, -1): "one"}, {})


def test_the_latest_queries_are_kept_each_once(database: sqlite3.Connection) -> None:
    for number in range(MAX_QUERIES + 5):
        keep_query(database, f"q{number}")
    keep_query(database, "q50")
    found = queries(database)
    assert (len(found), found[-2:]) == (MAX_QUERIES - 1, ["q104", "q50"])
    assert len(set(found)) == len(found)


def test_two_readers_lose_nothing_of_each_other(connect: Callable[[], sqlite3.Connection]) -> None:
    """200 random actions each, in random turns: what one has read, starred and noted the other does not undo."""
    chance = random.Random(18)
    readers = [connect(), connect()]
    save = save_of(page_of(range(60)))
    known = recall(readers[0], save)
    read: set[int] = set()
    starred: set[int] = set()
    notes: dict[tuple[int, int], str] = {}
    for turn in range(400):
        reader, number = chance.choice(readers), chance.randrange(60)
        action = chance.choice(["read", "star", "note", "place"])
        if action == "read":
            keep_reading(reader, known.discussion, [([number], True)], None)
            read.add(number)
        elif action == "star":
            keep_star(reader, known.discussion, Quoted(number, "", ""))
            starred.add(number)
        elif action == "note":
            keep_note(reader, known.discussion, Quoted(number, "", ""), -1, f"note {turn}")
            notes[number, -1] = f"note {turn}"
        else:
            keep_reading(reader, known.discussion, [], {"comment": number})
    for reader in readers:
        found = recall(reader, save)
        assert (set(found.read_comments), set(found.stars), found.notes) == (read, starred, notes)


def test_a_database_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    connection = open_database(tmp_path).connection
    connection.execute("PRAGMA query_only = ON")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        keep_query(connection, "tea")
    connection.close()
