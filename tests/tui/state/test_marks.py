"""Writing what the user did: two readers at once lose nothing of each other."""

from __future__ import annotations

import random
import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.saves import page_of, save_of
from thread_parsers.quoting import MAX_QUERY_CHARS
from thread_reader.state.authors import UNMARKED, AuthorMark, keep_author, marked_authors
from thread_reader.state.bits import flags_of, with_bits
from thread_reader.state.database import open_database
from thread_reader.state.discussions import recall
from thread_reader.state.marks import (
    MAX_QUERIES,
    Quoted,
    delete_query,
    drop_kept,
    drop_mark,
    drop_note,
    drop_star,
    has_kept,
    keep_mark,
    keep_note,
    keep_query,
    keep_reading,
    keep_star,
    queries,
    save_query,
    saved_queries,
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


def test_saved_queries_are_kept_each_once_the_latest_first(database: sqlite3.Connection) -> None:
    for text in ("bees", "has:link", "bees"):
        found = save_query(database, text)
    assert found == saved_queries(database) == ["bees", "has:link"]
    assert delete_query(database, "bees") == ["has:link"]
    assert delete_query(database, "never saved") == ["has:link"]


def test_a_very_long_query_or_one_of_broken_bytes_is_not_kept(database: sqlite3.Connection) -> None:
    keep_query(database, 'user:"a\udcff"')
    keep_query(database, "x" * (MAX_QUERY_CHARS + 1))
    keep_query(database, "x" * MAX_QUERY_CHARS)
    assert [len(text) for text in queries(database)] == [MAX_QUERY_CHARS]


def test_what_is_kept_of_a_comment_that_is_gone_can_be_deleted(database: sqlite3.Connection) -> None:
    known = recall(database, save_of(page_of(range(8)), "/a/page.json"))
    for number in (1, 2):
        keep_star(database, known.discussion, Quoted(number, "a", "b"))
        keep_note(database, known.discussion, Quoted(number, "a", "b"), 0, "note")
    assert has_kept(database)
    drop_kept(database, known.discussion, number=1)
    found = recall(database, save_of(page_of(range(8)), "/a/page.json"))
    assert (set(found.stars), found.notes) == ({2}, {(2, 0): "note"})
    drop_kept(database, known.discussion, number=2)
    assert not has_kept(database)


def test_two_readers_lose_nothing_of_each_other(connect: Callable[[], sqlite3.Connection]) -> None:
    """200 random actions each, in random turns: what one has read, starred, noted, tagged, muted and saved the other
    does not undo."""
    chance = random.Random(18)
    readers = [connect(), connect()]
    save = save_of(page_of(range(60)))
    known = recall(readers[0], save)
    read: set[int] = set()
    starred: set[int] = set()
    notes: dict[tuple[int, int], str] = {}
    authors: dict[str, AuthorMark] = {}
    saved: set[str] = set()
    used: set[str] = set()
    for turn in range(400):
        reader, number = chance.choice(readers), chance.randrange(60)
        action = chance.choice(["read", "star", "note", "place", "tag", "mute", "save", "query"])
        if action == "read":
            keep_reading(reader, known.discussion, [([number], True)], None)
            read.add(number)
        elif action == "star":
            keep_star(reader, known.discussion, Quoted(number, "", ""))
            starred.add(number)
        elif action == "note":
            keep_note(reader, known.discussion, Quoted(number, "", ""), -1, f"note {turn}")
            notes[number, -1] = f"note {turn}"
        elif action in ("tag", "mute"):
            name = f"reader{number % 5}"
            before = authors.get(name, UNMARKED)
            after = before._replace(tag=f"tag{turn}") if action == "tag" else before._replace(muted=True)
            # A reader knows of its own changes only: what it has not changed is as it was at the beginning.
            seen = UNMARKED if action == "tag" else UNMARKED._replace(tag=after.tag)
            keep_author(reader, "site", name, seen, after if action == "mute" else seen._replace(tag=after.tag))
            authors[name] = after
        elif action == "save":
            save_query(reader, f"saved {number}")
            saved.add(f"saved {number}")
        elif action == "query":
            keep_query(reader, f"used {number}")
            used.add(f"used {number}")
        else:
            keep_reading(reader, known.discussion, [], {"comment": number})
    for reader in readers:
        assert marked_authors(reader, "site") == authors
        assert (set(saved_queries(reader)), set(queries(reader))) == (saved, used)
        found = recall(reader, save)
        assert (set(found.read_comments), set(found.stars), found.notes) == (read, starred, notes)


def test_a_database_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    connection = open_database(tmp_path).connection
    connection.execute("PRAGMA query_only = ON")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        keep_query(connection, "tea")
    connection.close()
