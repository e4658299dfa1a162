"""Which files were open, and how much of them is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.saves import page_of
from thread_parsers.identity.fingerprints import fingerprint_steps
from thread_parsers.reading import read
from thread_parsers.steps import run_to_end
from thread_reader.state.discussions import recall, save_of
from thread_reader.state.marks import keep_reading
from thread_reader.state.recent import MAX_RECENT, history

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from thread_reader.state.recalled import Recalled


def opened(database: sqlite3.Connection, path: Path, comments: range | list[int]) -> Recalled:
    """Open a file with these comments."""
    path.write_bytes(page_of(comments))
    page = read(path)
    found = recall(database, save_of(page, run_to_end(fingerprint_steps(page))))
    page.close()
    return found


def test_nothing_was_open(database: sqlite3.Connection) -> None:
    assert history(database) == ([], [])


def test_what_is_not_read_is_counted(database: sqlite3.Connection, tmp_path: Path) -> None:
    found = opened(database, tmp_path / "a.json", range(20))
    keep_reading(database, found.discussion, [([0, 3, 19], True)], None)
    (known,) = history(database).known
    assert (known.path, known.part, known.comments, known.unread) == (str(tmp_path / "a.json"), 1, 20, 17)


def test_a_save_with_other_numbers_counts_its_own_comments(database: sqlite3.Connection, tmp_path: Path) -> None:
    found = opened(database, tmp_path / "a.json", range(20))
    keep_reading(database, found.discussion, [(range(10), True)], None)
    opened(database, tmp_path / "b.json", [30, *range(5, 20)])
    known = {each.path.rpartition("/")[2]: each for each in history(database).known}
    assert (known["a.json"].comments, known["a.json"].unread) == (20, 10)
    assert (known["b.json"].comments, known["b.json"].unread) == (16, 11)


def test_the_last_one_is_the_first_and_what_is_gone_is_not_recent(database: sqlite3.Connection, tmp_path: Path) -> None:
    for number in range(MAX_RECENT + 3):
        found = opened(database, tmp_path / f"{number}.json", range(100 * number, 100 * number + 9))
        database.execute("UPDATE discussion SET opened = ? WHERE id = ?", (number, found.discussion))
    (tmp_path / f"{MAX_RECENT + 2}.json").unlink()
    known, recent = history(database)
    assert [each.opened for each in known] == list(reversed(range(MAX_RECENT + 3)))
    assert [each.opened for each in recent] == list(reversed(range(2, MAX_RECENT + 2)))


def test_a_damaged_row_is_no_error(database: sqlite3.Connection, tmp_path: Path) -> None:
    opened(database, tmp_path / "a.json", range(9))
    database.execute("UPDATE file SET numbers = x'010203'")
    assert history(database).known[0].unread == 9
