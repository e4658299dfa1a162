"""The index in its database: rows of files, and their words."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.database_files import array_from_bytes, array_to_bytes, empty_log, transaction
from thread_parsers.library import word_index
from thread_parsers.library.places import FIRST_PAGE_ROWS, PAGE_ROWS, paged
from thread_parsers.library.rows import Identity, Keys, Row
from thread_parsers.library.tables import QUANTITIES
from thread_parsers.source.stamp import Stamp

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from thread_parsers.library.candidates import Condition
    from thread_parsers.library.contents import Content
    from thread_parsers.library.narrowing import Candidates
    from thread_parsers.library.places import Place
    from thread_parsers.library.rows import KnownFiles
    from thread_parsers.library.walking import Found

_ROWS = """
SELECT path, part.part, parts, title, family, comments, part.newest, size, reason
FROM file LEFT JOIN part ON part.file = file.id
WHERE path >= ? AND path < ? AND NOT (path = ? AND ifnull(part.part, 1) <= ?) ORDER BY path, part.part LIMIT ?
"""

_INSERT_QUANTITIES = f"INSERT INTO quantity VALUES (?{', ?' * 2 * len(QUANTITIES)})"
_KEYS = """
SELECT path, identity.part, address, keys FROM file JOIN identity ON identity.file = file.id
WHERE path >= ? AND path < ? AND NOT (path = ? AND identity.part <= ?) ORDER BY path, identity.part LIMIT ?
"""


class Known(NamedTuple):
    """What the index knows of a file."""

    id: int
    stamp: Stamp | None
    content: int
    reason: str
    is_partial: bool
    is_indexed: bool

    def is_version(self, found: Found) -> bool:
        """Whether the index is about this version of the file. Of a path whose status is not known there is none."""
        return found.stamp is not None and (self.stamp, self.content) == (found.stamp.signed, found.content)


STORED_WORDS = 1500
"""Words of a passage that are stored between two yields, to be searched for a part of them."""


class Index:
    """Reads and writes the database. All methods may raise sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection, *, has_words: bool) -> None:
        self._connection = connection
        self.has_words = has_words
        """Whether words are indexed; otherwise a search reads all files."""
        self._vocabulary = word_index.Vocabulary(connection)

    def known(self, key: bytes) -> Known | None:
        """What is known of a file."""
        found = self._connection.execute(
            "SELECT id, device, inode, size, modified, content, reason, is_partial, is_indexed FROM file"
            " WHERE path = ?",
            (key,),
        ).fetchone()
        if found is None:
            return None
        number, device, inode, size, modified, content, reason, is_partial, is_indexed = found
        stamp = None if device is None else Stamp(device, inode, size, modified)
        return Known(number, stamp, content, reason, bool(is_partial), bool(is_indexed))

    def pages(self, places: Sequence[Place]) -> Iterator[list[Row]]:
        """The rows at and below some places, in pages of a few milliseconds. Between two of them the index may
        change."""
        earlier = set[bytes]()
        for place in places:
            own = set[bytes]()
            for found in paged(self._connection, _ROWS, place):
                yield [_row(place, *values) for values in found if values[0] not in earlier]
                own.update(values[0] for values in found)
            earlier |= own

    def keys(self, place: Place) -> Iterator[list[bytes]]:
        """The files at and below a place, in pages, as for `pages`."""
        query = "SELECT path FROM file WHERE path > ? AND path < ? ORDER BY path LIMIT ?"
        yield [key for (key,) in self._connection.execute("SELECT path FROM file WHERE path = ?", (place.key,))]
        last, end = place.below
        while True:
            found = [key for (key,) in self._connection.execute(query, (last, end, PAGE_ROWS))]
            yield found
            if len(found) < PAGE_ROWS:
                return
            last = found[-1]

    def store(self, contents: Iterable[Content]) -> None:
        """Store what was read of some files, unless another process has stored it already."""
        with self._writing():
            for content in contents:
                known = self.known(content.found.key)
                if known is None or not known.is_version(content.found) or self._has_more(content, known):
                    self._replace(content)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction that may add words."""
        try:
            with transaction(self._connection):
                yield
        except BaseException:
            self._vocabulary.forget()
            raise

    def _has_more(self, content: Content, known: Known) -> bool:
        return (not content.is_partial, content.is_indexed) > (not known.is_partial, known.is_indexed)

    def _replace(self, content: Content) -> int:
        """Store a file in place of what there was of it. Returns its id."""
        execute = self._connection.execute
        found = content.found
        stamp: Sequence[int | None] = found.stamp.signed if found.stamp is not None else (None,) * 4
        if not content.is_final:
            stamp = (None, *stamp[1:])
        execute("DELETE FROM file WHERE path = ?", (found.key,))
        file = execute(
            "INSERT INTO file (path, device, inode, size, modified, content, reason, parts, is_partial, is_indexed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(found.key, *stamp, found.content, _text(content.reason), content.rows[0].parts, content.is_partial),
                content.is_indexed,
            ),
        ).lastrowid
        assert file is not None
        limits = (content.quantities.get(name, (None, None)) for name in QUANTITIES)
        execute(_INSERT_QUANTITIES, (file, *chain.from_iterable(limits)))
        for row in content.rows:
            if row.family:
                execute(
                    "INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)",
                    (file, row.part, _text(row.title), row.family, row.comments, row.newest),
                )
        for row, (_, address, keys, fingerprints) in zip(content.rows, content.identities, strict=False):
            execute(
                "INSERT INTO identity VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (file, row.part, address, *map(array_to_bytes, (keys, *fingerprints))),
            )
        if self.has_words:
            for passage in content.passages:
                word_index.add_passage(self._connection, file, passage)
                self._vocabulary.add(passage)
        return file

    def store_in_steps(self, content: Content) -> Generator[None, None, None]:
        """Store what was read of a file with many words, a passage at a time. Until all of them are stored, each search
        reads the file."""
        with transaction(self._connection):
            known = self.known(content.found.key)
            if known is not None and known.is_version(content.found) and known.is_indexed:
                return  # another process has stored it
            # As another file, so that a process that is storing the same one stops.
            file = self._replace(replace(content, passages=[], is_indexed=False))
        yield
        for passage in content.passages:
            with transaction(self._connection):
                if not word_index.add_passage(self._connection, file, passage):
                    return
            yield
            words = list(passage)
            for at in range(0, len(words), STORED_WORDS):
                with self._writing():
                    self._vocabulary.add(frozenset(words[at : at + STORED_WORDS]))
                yield
        with transaction(self._connection):
            self._connection.execute("UPDATE file SET is_indexed = ? WHERE id = ?", (content.is_indexed, file))

    def merge_words(self) -> bool:
        """Merge some of the index of words, in a few milliseconds. Returns whether there is more to merge."""
        return self.has_words and word_index.merge(self._connection)

    def remove(self, keys: Iterable[bytes], roots: Iterable[bytes] = ()) -> None:
        """Delete the rows of some files, and some roots."""
        with transaction(self._connection):
            self._connection.executemany("DELETE FROM file WHERE path = ?", ((key,) for key in keys))
            self._connection.executemany("DELETE FROM root WHERE path = ?", ((key,) for key in roots))

    def keys_of_parts(self, places: Sequence[Place]) -> Iterator[list[Keys]]:
        """The keys of the discussions at and below some places, in pages, as for `pages`."""
        for place in places:
            for found in paged(self._connection, _KEYS, place, FIRST_PAGE_ROWS):
                yield [
                    Keys(place.spelled(key), part, address, array_from_bytes("q", keys))
                    for key, part, address, keys in found
                ]

    def identity(self, key: bytes, part: int) -> Identity | None:
        """The identity of a discussion; None if the file is not known as a whole."""
        from thread_parsers.identity.fingerprints import Fingerprints  # a list is drawn without it

        found = self._connection.execute(
            "SELECT family, address, identity.keys, ids, words, texts, timed FROM file JOIN part ON part.file = file.id"
            " JOIN identity ON identity.file = file.id AND identity.part = part.part"
            " WHERE path = ? AND part.part = ?",
            (key, part),
        ).fetchone()
        if found is None:
            return None
        family, address, *blobs = found
        keys, *prints = (array_from_bytes("q", data) for data in blobs)
        return Identity(family, address, keys, Fingerprints(*prints))

    def roots(self) -> list[str]:
        """The folders and files that were refreshed, without those below another one."""
        found: list[bytes] = []
        for (key,) in self._connection.execute("SELECT path FROM root ORDER BY path"):
            if not found or not (key == found[-1] or key.startswith(found[-1].rstrip(b"/") + b"/")):
                found.append(key)
        return list(map(os.fsdecode, found))

    def add_roots(self, keys: Iterable[bytes]) -> None:
        """Remember what is refreshed."""
        missing = [key for key in keys if not self._has_root(key)]
        if missing:
            with transaction(self._connection):
                self._connection.executemany("INSERT OR IGNORE INTO root VALUES (?)", ((key,) for key in missing))

    def _has_root(self, key: bytes) -> bool:
        return self._connection.execute("SELECT 1 FROM root WHERE path = ?", (key,)).fetchone() is not None

    def candidates(
        self, wanted: Condition | None, places: Sequence[Place], max_bytes: int, known: KnownFiles | None
    ) -> Candidates:
        """The files in which a condition may hold. A file of more than `max_bytes` is among them if it was indexed.
        `known` tells which of them may have marks."""
        from thread_parsers.library.narrowing import Candidates  # a list that is drawn from the index asks nothing

        return Candidates(self._connection, wanted, places, max_bytes, known)

    def forget(self, place: Place) -> int:
        """Delete all that is stored of the files at and below a place. Their words cannot be told from those of other
        files, so all words are deleted; the next refresh indexes the other files again."""
        with transaction(self._connection):
            values = (place.key, *place.below)
            count = self._connection.execute(
                "DELETE FROM file WHERE path = ? OR path >= ? AND path < ?", values
            ).rowcount
            self._connection.execute("DELETE FROM root WHERE path = ? OR path >= ? AND path < ?", values)
            if count and self.has_words:
                self._drop_words()
        with suppress(sqlite3.OperationalError):  # another process reads; its pages are overwritten later
            self._connection.execute("VACUUM")
        empty_log(self._connection)
        return count

    def renew(self) -> Iterator[None]:
        """Make the index of words anew if much of it is dead, in steps: the next refresh reads all files."""
        if not self.has_words or not word_index.is_worn(self._connection):
            return
        (last,) = self._connection.execute("SELECT ifnull(max(id), 0) FROM file").fetchone()
        for first in range(0, last + 1, PAGE_ROWS):  # from now on, searches read these files
            with transaction(self._connection):
                word_index.mark_missing(self._connection, first, first + PAGE_ROWS - 1)
            yield
        # Nothing was forgotten, so the old words need not be overwritten: that takes long.
        self._connection.execute("PRAGMA secure_delete = FAST")
        try:
            with transaction(self._connection):
                self._drop_words()
        finally:
            self._connection.execute("PRAGMA secure_delete = ON")

    def _drop_words(self) -> None:
        word_index.drop(self._connection)
        self._vocabulary.forget()

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def _row(
    place: Place,
    key: bytes,
    part: int | None,
    parts: int,
    title: str | None,
    family: str | None,
    comments: int | None,
    newest: int | None,
    size: int | None,
    reason: str,
) -> Row:
    """A row of `_ROWS`. A file without a part is not a discussion."""
    return Row(place.spelled(key), part or 1, parts, title or "", family or "", comments, newest, size or 0, reason)


def _text(text: str) -> str:
    """A text that SQLite can store: bytes that are not UTF-8 are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
