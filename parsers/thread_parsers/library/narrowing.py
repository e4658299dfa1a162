"""Which files may have a comment that fulfils a condition, as far as the index tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.library.candidates import AllOf, AnyOf, HasWords
from thread_parsers.library.tables import QUANTITIES
from thread_parsers.library.words import AFTER_AUTHORS, AUTHOR
from thread_parsers.query.nodes import MARKS, UNREAD, Within

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Generator, Iterator, Sequence

    from thread_parsers.library.candidates import Condition
    from thread_parsers.library.places import Place
    from thread_parsers.library.rows import KnownFiles
    from thread_parsers.library.words import Wanted

MAX_WORDS = 1000
"""Words of the vocabulary that contain what is looked for. If more do, most files have one of them."""
SLICE_WORDS = 1 << 13
"""Words of the vocabulary that are looked at between two steps."""
SLICE_PASSAGES = 1 << 12
"""Passages that are looked at between two steps."""
IN_SLICE = "BETWEEN (SELECT least FROM slice) AND (SELECT most FROM slice)"
"""Ids of the passages of a step, as SQL. (Numbered parameters are deprecated in Python 3.12.0 to 3.12.3.)"""
SLICE_FILES = 1 << 14
"""Files that are counted between two steps."""
PAGE_FILES = 500
"""Files that are read from the index at a time."""
FEW_FILES = 4 * PAGE_FILES
"""Up to so many files are looked up one by one and sorted; of more, all files are gone through in order."""

_READABLE = "reason = '' AND (is_partial = 0 OR size <= ?)"


class Candidates:
    """A search for files in the index. All methods may raise sqlite3.Error."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        wanted: Condition | None,
        places: Sequence[Place],
        max_bytes: int,
        known: KnownFiles | None,
    ) -> None:
        """`wanted`: None if every file may have a match; `known`: None if nothing is known of marks."""
        self._connection, self._wanted, self._places, self._max_bytes = connection, wanted, places, max_bytes
        self._known = known
        self.count = 0
        """How many files there are at most, from the first page on that has any."""

    def pages(self) -> Iterator[list[str]]:
        """The paths, in the order of the places and below each by path, in pages of a few milliseconds, some of them
        empty. Between two of them the index may change."""
        ids = None if self._wanted is None else (yield from self._ids(self._wanted))
        files = 0
        for place in self._places if ids is None or len(ids) > FEW_FILES else ():
            files += yield from self._files_below(place)
        self.count = files if ids is None else min(files or len(ids), len(ids))
        earlier = set[bytes]()
        for place in self._places:
            own = set[bytes]()
            for keys in self._ordered(place, ids) if ids is None or len(ids) > FEW_FILES else self._few(place, ids):
                yield [place.spelled(key) for key in keys if key not in earlier]
                own.update(keys)
            earlier |= own

    def _files_below(self, place: Place) -> Generator[list[str], None, int]:
        """How many files there are at and below a place, in steps."""
        files, execute = 0, self._connection.execute
        for first, end in place.spans:
            at = first
            while True:
                below = "FROM file WHERE path >= ? AND path < ?"
                row = execute(f"SELECT path {below} ORDER BY path LIMIT 1 OFFSET ?", (at, end, SLICE_FILES)).fetchone()
                if row is None:
                    (rest,) = execute(f"SELECT count(*) {below}", (at, end)).fetchone()
                    files += rest
                    break
                files, (at,) = files + SLICE_FILES, row
                yield []
        return files

    def _ids(self, wanted: Condition) -> Generator[list[str], None, set[int]]:
        """The files in which a condition may hold, and those that are not indexed, by their ids."""
        test, values = yield from self._sql_of(wanted)
        execute = self._connection.execute
        found = {file for (file,) in execute("SELECT id FROM file WHERE is_indexed = 0")}
        (last,) = execute("SELECT ifnull(max(id), 0) FROM passage").fetchone()
        for first in range(0, last + 1, SLICE_PASSAGES):
            rows = execute(
                f"WITH slice(least, most) AS (VALUES (?, ?)) SELECT file FROM passage WHERE id {IN_SLICE} AND {test}",
                (first, first + SLICE_PASSAGES - 1, *values),
            )
            found.update(file for (file,) in rows)
            yield []
        return found

    def _few(self, place: Place, ids: set[int]) -> Iterator[list[bytes]]:
        """Those of some files that are at and below a place, by path."""
        found, every = list[bytes](), list(ids)
        for at in range(0, len(every), PAGE_FILES):
            some = every[at : at + PAGE_FILES]
            rows = self._connection.execute(
                f"SELECT path FROM file WHERE id IN ({', '.join('?' * len(some))}) AND {_READABLE}"
                " AND (+path = ? OR +path >= ? AND +path < ?)",
                (*some, self._max_bytes, place.key, *place.below),
            )
            found += [key for (key,) in rows]
            yield []
        found.sort()
        for at in range(0, len(found), PAGE_FILES):
            yield found[at : at + PAGE_FILES]

    def _ordered(self, place: Place, ids: Container[int] | None) -> Iterator[list[bytes]]:
        """The same of many files, or of all that are known."""
        for first, end in place.spans:
            rows = [(0, first)]
            while rows:
                rows = self._connection.execute(
                    f"SELECT id, path FROM file WHERE path >= ? AND path < ? AND id != ? AND {_READABLE}"
                    " ORDER BY path LIMIT ?",
                    (rows[-1][1], end, rows[-1][0], self._max_bytes, PAGE_FILES),
                ).fetchall()
                yield [key for file, key in rows if ids is None or file in ids]

    def _sql_of(self, wanted: Condition) -> Generator[list[str], None, tuple[str, list[object]]]:
        """A condition on the row of a passage, as SQL with its values; `slice` has the ids of the passages. In steps:
        the vocabulary may be large."""
        match wanted:
            case HasWords(words):
                expression = yield from _expression(self._connection, words)
                if not expression:
                    return "1", []
                return f"passage.id IN (SELECT rowid FROM words WHERE words MATCH ? AND rowid {IN_SLICE})", [expression]
            case Within(mark) if mark in MARKS:
                return (yield from self._sql_of_mark(mark))
            case Within():
                return _sql_within(wanted)
            case AllOf(parts) | AnyOf(parts):
                tests, values = list[str](), list[object]()
                for part in parts:
                    test, some = yield from self._sql_of(part)
                    tests.append(test)
                    values += some
                joined = (" AND " if isinstance(wanted, AllOf) else " OR ").join(tests)
                return f"({joined or '0'})", values

    def _sql_of_mark(self, mark: str) -> Generator[list[str], None, tuple[str, list[object]]]:
        """The same for a mark, which a comment may also have by the page."""
        if self._known is None:
            return "1", []
        from thread_parsers.library.marked import marked_files, read_files

        if mark == UNREAD:
            search = yield from read_files(self._connection, self._known)
            return "passage.file NOT IN (SELECT file FROM temp.marked WHERE search = ?)", [search]
        search = yield from marked_files(self._connection, mark, self._places, self._known)
        by_page, values = _sql_within(Within(mark, 1, 1)) if mark in QUANTITIES else ("0", [])
        return f"(passage.file IN (SELECT file FROM temp.marked WHERE search = ?) OR {by_page})", [search, *values]


def _sql_within(wanted: Within) -> tuple[str, list[object]]:
    name, tests, values = wanted.quantity, ["quantity.file = passage.file"], list[object]()
    if wanted.least is not None:
        tests.append(f"{name}_most >= ?")
        values.append(wanted.least)
    if wanted.most is not None:
        tests.append(f"{name}_least <= ?")
        values.append(wanted.most)
    return f"EXISTS (SELECT 1 FROM quantity WHERE {' AND '.join(tests)})", values


def _expression(connection: sqlite3.Connection, words: tuple[Wanted, ...]) -> Generator[list[str], None, str]:
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


def _containing(connection: sqlite3.Connection, wanted: Wanted) -> Generator[list[str], None, list[str] | None]:
    """The words of the vocabulary that contain a text, in quotes; None if they are too many."""
    found: list[str] = []
    first, end = (AUTHOR, AFTER_AUTHORS) if wanted.by_author else ("", AUTHOR)
    while first < end:
        row = connection.execute(
            "SELECT word FROM vocabulary WHERE word > ? AND word < ? ORDER BY word LIMIT 1 OFFSET ?",
            (first, end, SLICE_WORDS - 1),
        ).fetchone()
        last = end if row is None else row[0]
        rows = connection.execute(
            "SELECT word FROM vocabulary WHERE word > ? AND word <= ? AND instr(word, ?)", (first, last, wanted.text)
        )
        found += [f'"{word}"' for (word,) in rows if not wanted.ends or word.endswith(wanted.text)]
        if len(found) > MAX_WORDS:
            return None
        yield []
        first = last
    return found
