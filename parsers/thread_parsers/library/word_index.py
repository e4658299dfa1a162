"""The full-text index: the words of all files, and which files have those of a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.database_files import statements
from thread_parsers.library.candidates import AllOf, AnyOf, HasTime, HasWords
from thread_parsers.library.tables import DROP_WORDS, WORD_TABLES
from thread_parsers.library.words import AUTHOR

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterable, Iterator

    from thread_parsers.library.candidates import Condition
    from thread_parsers.library.words import Wanted

MAX_WORDS = 1000
"""Words of the vocabulary that contain what is looked for. If more do, most files have one of them."""
SLICE_WORDS = 1 << 15
"""Words of the vocabulary that are looked at between two steps."""
MIN_DEAD = 200
"""Dead rows that are worth making the index anew."""
ALIVE_FOR_DEAD = 4
"""Live rows required for each dead one."""


def create(connection: sqlite3.Connection) -> None:
    """Create the tables within a transaction of the caller. Raises sqlite3.OperationalError if SQLite has no FTS5."""
    for statement in statements(WORD_TABLES):
        connection.execute(statement)


def drop(connection: sqlite3.Connection) -> None:
    """Delete all words within a transaction of the caller; the next refresh reads all files again."""
    for statement in statements(DROP_WORDS):
        connection.execute(statement)
    create(connection)


def is_worn(connection: sqlite3.Connection) -> bool:
    """Whether so much of the index is dead that it should be made anew."""
    added = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passage'").fetchone()
    (alive,) = connection.execute("SELECT count(*) FROM passage").fetchone()
    dead = (added[0] if added is not None else 0) - alive
    return bool(dead > max(MIN_DEAD, alive // ALIVE_FOR_DEAD))


def add(connection: sqlite3.Connection, file: int, passages: Iterable[frozenset[str]]) -> bool:
    """Add the words of a file within a transaction of the caller. A passage is some comments of the file. Returns False
    if there is no such file any more."""
    for words in passages:
        cursor = connection.execute("INSERT INTO passage (file) SELECT id FROM file WHERE id = ?", (file,))
        if not cursor.rowcount:
            return False
        connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (cursor.lastrowid, " ".join(words)))
        connection.executemany("INSERT OR IGNORE INTO vocabulary (word) VALUES (?)", ((word,) for word in words))
    return True


def sql_of(connection: sqlite3.Connection, wanted: Condition) -> Generator[None, None, tuple[str, list[object]]]:
    """A condition on the row of a passage and of its file, as SQL with its values. In steps: the vocabulary may be
    large."""
    values: list[object] = []
    match wanted:
        case HasWords(words):
            expression = yield from _expression(connection, words)
            if not expression:
                return "1", values
            return "passage.id IN (SELECT rowid FROM words WHERE words MATCH ?)", [expression]
        case HasTime(first, end):
            tests = ["file.newest IS NOT NULL"]
            if first is not None:
                tests.append("file.newest >= ?")
                values.append(first)
            if end is not None:
                tests.append("file.oldest < ?")
                values.append(end)
            return f"({' AND '.join(tests)})", values
        case AllOf(parts) | AnyOf(parts):
            tests = []
            for part in parts:
                test, some = yield from sql_of(connection, part)
                tests.append(test)
                values += some
            joined = (" AND " if isinstance(wanted, AllOf) else " OR ").join(tests)
            return f"({joined or '0'})", values


def _expression(connection: sqlite3.Connection, words: tuple[Wanted, ...]) -> Generator[None, None, str]:
    """What FTS5 is asked for to find the passages with all of some words; empty if nearly all have them."""
    groups: list[str] = []
    for word in words:
        text = (AUTHOR if word.by_author else "") + word.text
        if word.starts:
            groups.append(f'"{text}"' if word.ends else f'"{text}" *')
        else:
            known = yield from _containing(connection, word)
            if known is not None:
                groups.append(f"({' OR '.join(known)})" if known else '"  "')
    return " AND ".join(groups)


def _containing(connection: sqlite3.Connection, wanted: Wanted) -> Generator[None, None, list[str] | None]:
    """The words of the vocabulary that contain a text, in quotes; None if they are too many."""
    found: list[str] = []
    (last,) = connection.execute("SELECT ifnull(max(id), 0) FROM vocabulary").fetchone()
    for first in range(0, last + 1, SLICE_WORDS):
        rows = connection.execute(
            "SELECT word FROM vocabulary WHERE id BETWEEN ? AND ? AND instr(word, ?)",
            (first, first + SLICE_WORDS - 1, wanted.text),
        )
        found += [f'"{word}"' for word in _fitting((word for (word,) in rows), wanted)]
        if len(found) > MAX_WORDS:
            return None
        yield
    return found


def _fitting(words: Iterable[str], wanted: Wanted) -> Iterator[str]:
    for word in words:
        if word.startswith(AUTHOR) == wanted.by_author and (not wanted.ends or word.endswith(wanted.text)):
            yield word
