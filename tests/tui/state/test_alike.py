"""Discussions of many files that are saves of one that was open, by what the index has of them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from harness.saves import page_of, save_of
from thread_parsers.library import Library
from thread_reader.state.alike import alike, known_by_content
from thread_reader.state.discussions import recall

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def test_saves_of_a_discussion_that_was_open_are_found_by_their_content(
    database: sqlite3.Connection, tmp_path: Path
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, comments in {"newer": range(15), "older": range(9), "other": range(40, 60), "few": range(0)}.items():
        (folder / f"{name}.json").write_bytes(page_of(comments))
    (folder / "edited.json").write_bytes(page_of(range(12), edited=[3]))
    found = recall(database, save_of(page_of(range(12)), "elsewhere.json"))
    database.execute(
        "UPDATE progress SET read = ? WHERE discussion = ?", (bytes([0b10000011, 0b1000]), found.discussion)
    )
    with closing(Library(tmp_path / "cache")) as library:
        for _ in library.refresh([str(folder)]):
            pass
        every = [keys for page in library.keys([str(folder)]) for keys in page]
        candidates = alike(database, every)
        saves = [(keys, library.identity(keys.path, keys.part)) for keys in candidates]
        known = known_by_content(database, [(keys, identity) for keys, identity in saves if identity is not None])
    assert len(every) == 5
    assert {each.path.rpartition("/")[2]: (each.comments, each.unread) for each in known} == {
        "newer.json": (12, 8),
        "older.json": (9, 6),
        "edited.json": (12, 8),
    }
