"""Searches for what the user has not read, or has marked, read the files that may have it, and find what all have."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from harness.saves import page_of
from thread_parsers import parse_query, read
from thread_parsers.identity.fingerprints import fingerprint_steps
from thread_parsers.library import Library, searching
from thread_parsers.steps import run_to_end
from thread_reader.recalled_marks import recalled_marks
from thread_reader.state import marked
from thread_reader.state.discussions import recall, save_of
from thread_reader.state.marked import MarkedDiscussions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from thread_parsers.library import IndexedPart, KnownFiles

    Connect = Callable[[], sqlite3.Connection]

PAGES = {
    "known": range(20),  # opened, all read
    "starred": range(100, 120),  # opened, with a star on its third comment and a note on its second
    "moved": range(100, 120),  # the same in another file
    "newer": range(14),  # another save of what was opened as "older" and changed since
    "older": range(200, 212),
    "other": range(300, 310),  # never opened
}


@pytest.fixture
def folder(tmp_path: Path, database: sqlite3.Connection) -> Path:
    """Pages, some of which were open."""
    path = tmp_path / "pages"
    path.mkdir()
    for name, comments in PAGES.items():
        (path / f"{name}.json").write_bytes(page_of(comments))
    for name in ("known", "starred", "older"):
        with closing(read(path / f"{name}.json")) as discussion:
            save = save_of(discussion, run_to_end(fingerprint_steps(discussion)))
        number = recall(database, save).discussion
        if name == "known":
            database.execute("UPDATE progress SET read = ? WHERE discussion = ?", (b"\xff" * 3, number))
        if name == "starred":
            database.execute("INSERT INTO star VALUES (?, 2, 0, '', '')", (number,))
            database.execute("INSERT INTO note VALUES (?, 1, -1, 0, 'Look.', '', '')", (number,))
    (path / "newer.json").write_bytes(page_of(range(200, 214), edited=[205]))
    return path


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    with closing(Library(tmp_path / "cache")) as library:
        for _ in library.refresh([str(folder)]):
            pass
        yield library


ALL = " ".join(sorted(PAGES))


@pytest.mark.parametrize(
    ("query", "files"),
    [
        ("is:starred", "moved starred"),
        ("has:note", "moved starred"),
        ("has:note OR is:starred", "moved starred"),
        ("is:starred -tram", "moved starred"),
        ("is:starred user:nobody", ""),
        ("is:new", "moved newer"),
        ("is:edited", "moved newer"),
        ("is:unread", "moved newer older other starred"),
        ("is:unread is:starred", "moved starred"),
        ("-is:unread", ALL),
    ],
)
def test_files_that_cannot_have_a_mark_are_not_read(
    library: Library, folder: Path, database: sqlite3.Connection, query: str, files: str
) -> None:
    read_files: list[str] = []
    hits_in = searching.hits_in

    def noting(path: str, *rest: object) -> Iterator[object]:
        read_files.append(path.rpartition("/")[2].removesuffix(".json"))
        yield from hits_in(path, *rest)  # type: ignore[arg-type]

    def found(known: KnownFiles | None) -> list[object]:
        marks = partial(recalled_marks, database)
        hits = library.search(parse_query(query), [str(folder)], marks, known=known)
        return [hit for hit in hits if hit is not None]

    wanted = found(None)
    assert bool(wanted) == (query != "is:starred user:nobody")
    with patch.object(searching, "hits_in", noting):
        assert found(MarkedDiscussions(database)) == wanted
    assert " ".join(read_files) == files


def test_a_search_says_nothing_of_what_it_cannot_know(
    library: Library, folder: Path, database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Noting(MarkedDiscussions):
        def may_have(self, mark: str, parts: Sequence[IndexedPart]) -> list[bool]:
            asked.extend(part.key.decode() for part in parts)
            return super().may_have(mark, parts)

    def files(mark: str) -> int:
        searched: list[int] = []
        hits = library.search(
            parse_query(mark), [str(folder)], progress=lambda _, of: searched.append(of), known=Noting(database)
        )
        assert [hit for hit in hits if hit is not None] == [], "there are no marks here"
        return max(searched, default=0)

    assert files("is:starred") == 2
    assert len(asked) == len(PAGES)
    asked.clear()
    assert files("is:unread") == len(PAGES) - 1
    assert len(asked) == 1, "only of what was read to its end"
    with monkeypatch.context() as patched:
        patched.setattr(marked, "MAX_KEYS", 10)
        assert files("is:starred") == len(PAGES), "too many keys"
    with monkeypatch.context() as patched:
        patched.setattr("thread_parsers.library.marked.MAX_PARTS", 0)
        asked.clear()
        assert files("is:starred") == len(PAGES), "discussions without a row"
        assert asked == []
    (path,) = {path for path in folder.iterdir() if path.stem == "known"}
    path.write_bytes(page_of(range(20)) + b"\n")
    for _ in library.refresh([str(folder)]):
        pass
    assert files("is:unread") == len(PAGES), "it has changed since"
    for size in (1, 13, 30):
        monkeypatch.setattr("thread_parsers.library.marked.GROUP_COMMENTS", size)
        monkeypatch.setattr("thread_parsers.library.marked.GROUP_PARTS", size)
        asked.clear()
        assert files("is:starred") == 2
        assert len(asked) == len(set(asked)) == len(PAGES)
    database.execute("DROP TABLE file")
    assert files("is:starred") == len(PAGES), "a damaged state"
