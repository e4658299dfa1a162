"""The index in its database: rows of files, and their words."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.database_files import array_from_bytes, array_to_bytes, path_key, transaction
from thread_parsers.identity.fingerprints import Fingerprints
from thread_parsers.library import word_index
from thread_parsers.library.rows import Row
from thread_parsers.source.stamp import Stamp

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from thread_parsers.library.candidates import Condition
    from thread_parsers.library.contents import Content
    from thread_parsers.library.walking import Found

_ROW = """
SELECT path, part.part, parts, title, family, comments, part.newest, size, modified, reason, is_partial,
    device, inode, address
FROM file LEFT JOIN part ON part.file = file.id WHERE {} ORDER BY path, part.part
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


class Place(NamedTuple):
    """A path in the call, and how it is stored."""

    path: str
    key: bytes

    @classmethod
    def of(cls, path: str) -> Place:
        """The place of a path."""
        return cls(path, path_key(path))

    @property
    def below(self) -> tuple[bytes, bytes]:
        """What the paths below it begin with, and the first one that does not."""
        root = self.key if self.key.endswith(b"/") else self.key + b"/"
        return root, root[:-1] + b"0"

    def spelled(self, key: bytes) -> str:
        """A stored path as the call would write it."""
        rest = key[len(self.key) :].lstrip(b"/")
        return os.path.join(self.path, os.fsdecode(rest)) if rest else self.path  # noqa: PTH118


class Index:
    """Reads and writes the database. All methods may raise sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection, *, has_words: bool) -> None:
        self._connection = connection
        self.has_words = has_words
        """Whether words are indexed; otherwise a search reads all files."""

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

    def rows(self, places: Sequence[Place] | None) -> Iterator[Row]:
        """The rows at and below some places, or all by their absolute paths."""
        if places is None:
            yield from self._rows(Place("/", b"/"), "path >= ?", (b"",))
            return
        seen: set[bytes] | None = set() if len(places) > 1 else None
        for place in places:
            yield from self._rows(place, "path = ?", (place.key,), seen)
            yield from self._rows(place, "path >= ? AND path < ?", place.below, seen)

    def _rows(
        self, place: Place, where: str, values: Sequence[object], seen: set[bytes] | None = None
    ) -> Iterator[Row]:
        last, path, is_again = b"", "", False
        for (
            key,
            part,
            parts,
            title,
            family,
            comments,
            newest,
            size,
            modified,
            reason,
            is_partial,
            *rest,
        ) in self._connection.execute(_ROW.format(where), values):
            if key != last:
                last, path = key, place.spelled(key)
                if seen is not None:
                    is_again = key in seen
                    seen.add(key)
            if is_again:
                continue
            device, inode, address = rest
            yield Row(
                *(path, part or 1, parts, title or "", family or "", comments, newest),
                *(size or 0, modified or 0, reason, bool(is_partial)),
                None if device is None else _stamp(device, inode, size, modified),
                address or 0,
            )

    def keys(self, place: Place) -> Iterator[bytes]:
        """The files at and below a place."""
        query = "SELECT path FROM file WHERE path = ? OR path >= ? AND path < ?"
        for (key,) in self._connection.execute(query, (place.key, *place.below)):
            yield key

    def store(self, contents: Iterable[Content]) -> None:
        """Store what was read of some files, unless another process has stored it already."""
        with transaction(self._connection):
            for content in contents:
                known = self.known(content.found.key)
                if known is None or not known.is_version(content.found) or self._has_more(content, known):
                    self._replace(content)

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
            "INSERT INTO file (path, device, inode, size, modified, content, reason, parts, is_partial, is_indexed,"
            " oldest, newest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(found.key, *stamp, found.content, _text(content.reason), content.rows[0].parts, content.is_partial),
                *(content.is_indexed, content.oldest, content.newest),
            ),
        ).lastrowid
        assert file is not None
        for row in content.rows:
            if row.family:
                execute(
                    "INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (file, row.part, _text(row.title), row.family, row.comments, row.newest, row.address),
                )
        for row, fingerprints in zip(content.rows, content.fingerprints, strict=False):
            if fingerprints is not None:
                execute(
                    "INSERT INTO fingerprint VALUES (?, ?, ?, ?, ?)",
                    (file, row.part, *map(array_to_bytes, fingerprints)),
                )
        if self.has_words:
            word_index.add(self._connection, file, content.passages)
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
                if not word_index.add(self._connection, file, [passage]):
                    return
            yield
        with transaction(self._connection):
            self._connection.execute("UPDATE file SET is_indexed = ? WHERE id = ?", (content.is_indexed, file))

    def remove(self, keys: Iterable[bytes], roots: Iterable[bytes] = ()) -> None:
        """Delete the rows of some files, and some roots."""
        with transaction(self._connection):
            self._connection.executemany("DELETE FROM file WHERE path = ?", ((key,) for key in keys))
            self._connection.executemany("DELETE FROM root WHERE path = ?", ((key,) for key in roots))

    def fingerprints(self, key: bytes, part: int) -> Fingerprints | None:
        """The fingerprints of a discussion; None if none are stored."""
        found = self._connection.execute(
            "SELECT ids, words, texts FROM fingerprint JOIN file ON file.id = file WHERE path = ? AND part = ?",
            (key, part),
        ).fetchone()
        return Fingerprints(*(array_from_bytes("q", data) for data in found)) if found is not None else None

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
        self, wanted: Condition | None, places: Sequence[Place] | None, max_bytes: int
    ) -> Generator[None, None, list[str]]:
        """The files in which a condition may hold. A file of more than `max_bytes` is among them if it was indexed."""
        where, values = "reason = '' AND (is_partial = 0 OR size <= ?)", list[object]([max_bytes])
        below = "(path = ? OR path >= ? AND path < ?)"
        if wanted is not None and self.has_words:
            test, some = yield from word_index.sql_of(self._connection, wanted)
            where += (
                " AND id IN (SELECT id FROM file WHERE is_indexed = 0 UNION"
                f" SELECT file.id FROM passage JOIN file ON file.id = passage.file WHERE {test})"
            )
            values += some
            below = below.replace("path", "+path")  # looked at for these files only, and not for all that are below
        found: dict[bytes, str] = {}
        for place in [Place("/", b"/")] if places is None else places:
            query = f"SELECT path FROM file WHERE {below} AND {where} ORDER BY path"
            for (key,) in self._connection.execute(query, (place.key, *place.below, *values)):
                found.setdefault(key, place.spelled(key))
        return list(found.values())

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
                word_index.drop(self._connection)
        with suppress(sqlite3.OperationalError):  # another process reads; its pages are overwritten later
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def renew(self) -> None:
        """Make the index of words anew if much of it is dead: the next refresh reads all files."""
        if self.has_words and word_index.is_worn(self._connection):
            with transaction(self._connection):
                word_index.drop(self._connection)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def _stamp(device: int, inode: int, size: int, modified: int) -> Stamp:
    """A stamp as `stamp_of` returns it, from its signed numbers."""
    return Stamp(device % (1 << 64), inode % (1 << 64), size, modified)


def _text(text: str) -> str:
    """A text that SQLite can store: bytes that are not UTF-8 are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
