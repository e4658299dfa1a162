"""Which discussion a file is: by its path and stamp, by its content, or a new one; what is new and edited in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.saves import page_of, save_of
from thread_parsers.discussion.kept import KeptNote, KeptOfGone
from thread_reader.state.database import empty_database
from thread_reader.state.discussions import forget, look_up, recall
from thread_reader.state.known_files import recall_file
from thread_reader.state.marks import Quoted, keep_mark, keep_note, keep_reading, keep_star

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path


COMMENTS = 6
"""Of the page of most tests."""


def test_a_file_that_has_not_changed_is_known_by_its_stamp(database: sqlite3.Connection) -> None:
    save = save_of(page_of(range(6)), "/a/page.json")
    assert save.file is not None
    assert recall_file(database, save.file, COMMENTS) is None, "never open"
    first = recall(database, save)
    assert (first.opened, first.new, list(first.numbers)) == (0, frozenset(), [0, 1, 2, 3, 4, 5])
    again = recall_file(database, save.file, COMMENTS)
    assert again is not None
    assert (again.discussion, again.opened > 0) == (first.discussion, True)
    assert recall_file(database, save.file._replace(stamp=save.file.stamp._replace(modified=9)), COMMENTS) is None
    assert recall_file(database, save.file, COMMENTS + 1) is None, "another format reads other comments"


def test_a_newer_save_has_what_is_new_edited_and_gone(database: sqlite3.Connection) -> None:
    older = recall(database, save_of(page_of(range(8)), "/a/old.json"))
    newer = recall(database, save_of(page_of([9, *range(1, 8), 10], edited=[3]), "/b/new.json"))
    assert newer.discussion == older.discussion
    assert (newer.new, newer.edited, newer.gone) == (frozenset({0, 8}), frozenset({3}), 1)
    assert newer.other_path == b"/a/old.json"
    assert list(newer.numbers) == [8, 1, 2, 3, 4, 5, 6, 7, 9]
    again = recall(database, save_of(page_of([9, *range(1, 8), 10], edited=[3]), "/c/copy.json"))
    assert (again.new, again.edited) == (frozenset(), frozenset()), "it was seen"


def test_texts_of_another_format_are_not_called_edited(database: sqlite3.Connection) -> None:
    save = save_of(page_of(range(8)), "/a/old.json")
    recall(database, save)
    other = save_of(page_of(range(8), edited=[2]), "/a/new.json")
    assert look_up(database, other._replace(format_name="html")).edited == frozenset()  # type: ignore[union-attr]
    assert recall(database, other._replace(format_name="html")).edited == frozenset()


def test_another_discussion_is_another_one(database: sqlite3.Connection) -> None:
    one = recall(database, save_of(page_of(range(8)), "/a/one.json"))
    two = recall(database, save_of(page_of(range(100, 108)), "/a/two.json"))
    assert one.discussion != two.discussion


def test_no_two_parts_of_a_file_are_the_same_discussion(database: sqlite3.Connection) -> None:
    save = save_of(page_of(range(8)), "/a/one.json")
    assert save.file is not None
    first = recall(database, save)
    second = recall(database, save._replace(file=save.file._replace(part=2)))
    assert first.discussion != second.discussion


def test_standard_input_is_known_by_its_content(database: sqlite3.Connection) -> None:
    first = recall(database, save_of(page_of(range(8))))
    assert recall(database, save_of(page_of(range(9)))).discussion == first.discussion


def test_what_was_taken_for_the_same_can_be_kept_apart(database: sqlite3.Connection) -> None:
    first = recall(database, save_of(page_of(range(8)), "/a/one.json"))
    save = save_of(page_of(range(1, 8)), "/a/two.json")
    assert recall(database, save).discussion == first.discussion
    apart = recall(database, save, is_new=True)
    assert apart.discussion != first.discussion
    assert (apart.opened, apart.read_comments) == (0, [])
    assert recall(database, save).discussion == apart.discussion, "also the next time"


def test_marks_move_with_their_comments(database: sqlite3.Connection) -> None:
    old = recall(database, save_of(page_of(range(6)), "/a/old.json"))
    number = old.numbers[4]
    keep_star(database, old.discussion, Quoted(number, "reader4", "4 My grandmother"))
    keep_note(database, old.discussion, Quoted(number, "reader4", "4 My grandmother"), 0, "ask her")
    keep_note(database, old.discussion, Quoted(old.numbers[0], "reader0", "0 The kiln"), -1, "gone later")
    keep_mark(database, old.discussion, Quoted(number, "", ""), -1, "k")
    keep_reading(database, old.discussion, [([number], True)], {"comment": number})
    new = recall(database, save_of(page_of([7, 4, *range(1, 4), 5]), "/a/new.json"))
    assert new.discussion == old.discussion
    assert list(new.numbers).index(number) == 1
    assert new.stars == {1: "4 My grandmother"}
    assert new.notes == {(1, 0): "ask her"}
    assert new.marks == {"k": (1, -1)}
    assert new.read_comments == [1]
    assert new.lost == [KeptOfGone("reader0", "0 The kiln", False, (KeptNote("gone later"),), old.numbers[0])]


def test_a_file_that_was_left_behind_has_only_its_own_comments(database: sqlite3.Connection) -> None:
    older = save_of(page_of(range(6)), "/a/old.json")
    recall(database, older)
    newer = recall(database, save_of(page_of(range(9)), "/b/new.json"))
    keep_star(database, newer.discussion, Quoted(newer.numbers[8], "reader3", "8 The kiln"))
    keep_note(database, newer.discussion, Quoted(newer.numbers[7], "reader2", "7 There"), -1, "later")
    assert older.file is not None
    again = recall_file(database, older.file, COMMENTS)
    assert again is not None
    assert (len(again.numbers), again.stars, again.notes) == (6, {}, {})
    assert again.lost == [
        KeptOfGone("reader3", "8 The kiln", True, (), newer.numbers[8]),
        KeptOfGone("reader2", "7 There", False, (KeptNote("later"),), newer.numbers[7]),
    ]


def test_an_address_is_kept_where_a_later_save_states_none(database: sqlite3.Connection) -> None:
    first = recall(database, save_of(page_of(range(8)))._replace(address=7))
    recall(database, save_of(page_of(range(8))))
    assert recall(database, save_of(page_of(range(7, 9)))._replace(address=7)).discussion == first.discussion


def test_looking_up_stores_nothing(database: sqlite3.Connection) -> None:
    save = save_of(page_of(range(6)), "/a/page.json")
    assert look_up(database, save) is None
    known = recall(database, save)
    keep_star(database, known.discussion, Quoted(2, "", ""))
    before = list(database.iterdump())
    found = look_up(database, save_of(page_of(range(8)), "/b/other.json"))
    assert found is not None
    assert (set(found.stars), found.new) == ({2}, frozenset({6, 7}))
    assert list(database.iterdump()) == before


def test_a_discussion_of_an_older_version_of_the_database_is_known(database: sqlite3.Connection) -> None:
    known = recall(database, save_of(page_of(range(COMMENTS)), "/a/page.json"))
    database.execute("UPDATE discussion SET timed = x''")
    again = recall(database, save_of(page_of(range(COMMENTS + 2)), "/a/page.json", version=2))
    assert (again.discussion, set(again.new)) == (known.discussion, {COMMENTS, COMMENTS + 1})
    (timed,) = database.execute("SELECT timed FROM discussion").fetchone()
    assert len(timed) == 8 * (COMMENTS + 2)


def test_nothing_of_a_forgotten_file_is_left(database: sqlite3.Connection) -> None:
    known = recall(database, save_of(page_of(range(6)), "/a/page.json"))
    keep_star(database, known.discussion, Quoted(2, "ada", "words"))
    keep_note(database, known.discussion, Quoted(2, "ada", "words"), -1, "note")
    keep_mark(database, known.discussion, Quoted(2, "", ""), -1, "a")
    recall(database, save_of(page_of(range(6)), "/a/copy.json"))
    assert forget(database, b"/a/page.json") == 1
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables} == dict.fromkeys(
        tables, 0
    )
    assert forget(database, b"/a/page.json") == 0


def test_nothing_of_a_forgotten_file_is_left_on_disk_while_another_reader_is_open(
    connect: Callable[[], sqlite3.Connection], tmp_path: Path
) -> None:
    own, other = connect(), connect()
    known = recall(own, save_of(page_of(range(6)), "/a/private.json"))
    keep_note(other, known.discussion, Quoted(2, "ada", "words"), -1, "a secret")
    forget(own, b"/a/private.json")
    on_disk = b"".join(path.read_bytes() for path in (tmp_path / "state").iterdir())
    assert not [each for each in (b"private.json", b"a secret") if each in on_disk]


def test_nothing_but_fingerprints_of_a_page_is_stored(
    connect: Callable[[], sqlite3.Connection],
) -> None:
    connection = connect()
    recall(connection, save_of(page_of(range(6)), "/a/page.json"))
    stored = "\n".join(connection.iterdump())
    assert b"/a/page.json".hex().upper() in stored.upper(), "the dump shows what is stored"
    assert not any(word in stored for word in ("kiln", "reader1", "Slate"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(saves=st.lists(st.sets(st.integers(0, 30), min_size=8, max_size=20).map(sorted), min_size=1, max_size=5))
def test_a_comment_has_its_number_in_every_save(saves: list[list[int]]) -> None:
    """Whatever comments the saves of a discussion have: what is read in one is read in the others."""
    database = empty_database().connection
    numbers: dict[int, dict[int, int]] = {}
    for comments in saves:
        found = recall(database, save_of(page_of(comments)))
        of_discussion = numbers.setdefault(found.discussion, {})
        assert len(set(found.numbers)) == len(comments)
        for comment, number in zip(comments, found.numbers, strict=True):
            assert of_discussion.setdefault(comment, number) == number
    database.close()
