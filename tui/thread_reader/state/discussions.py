"""Which discussion a file is, and what is known of it.

A file that has not changed since it was last open is recognized by its path and its stamp. Any other one is recognized
by its content: a page that was saved again, moved, renamed or converted is the same discussion. Each comment that was
ever seen has a number, which is its own in every save.
"""

from __future__ import annotations

import time
from array import array
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.database_files import array_from_bytes, array_to_bytes, empty_log, transaction
from thread_parsers.identity.changes import Changes, changes
from thread_parsers.identity.fingerprints import Fingerprints, address_key
from thread_parsers.identity.matching import is_same, match, sample
from thread_reader.state.known_files import recalled
from thread_reader.state.recalled import FilePart, Recalled, file_part

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion

MAX_KEYS = 500
"""Keys that are looked up by one statement."""
MAX_CANDIDATES = 8
"""Discussions that are compared with a file in full, those first that share the most keys."""


class Save(NamedTuple):
    """A discussion as it was read from a file or from standard input."""

    file: FilePart | None
    """None for standard input."""
    format_name: str
    fingerprints: Fingerprints
    address: int
    """Hash of its canonical address; 0 if it states none."""


class _Stored(NamedTuple):
    """A discussion as the database has it."""

    id: int
    address: int
    fingerprints: Fingerprints
    format_name: str
    """The format of the save that was last opened."""
    opened: int
    """Seconds since 1970 when that was."""


def save_of(discussion: Discussion, fingerprints: Fingerprints) -> Save:
    """A discussion that has been read."""
    return Save(file_part(discussion), discussion.format, fingerprints, address_key(discussion))


def recall(connection: sqlite3.Connection, save: Save, *, is_new: bool = False) -> Recalled:
    """What is known of a discussion by its content, which is stored. It is a new one if none is the same.

    `is_new`: it is a new one, as the user says. From then on the file at this path is a save of that one.
    """
    with transaction(connection):
        found = None if is_new else next(_same(connection, save), None)
        if found is None:
            discussion = _insert(connection, save)
            numbers: Sequence[int] = range(len(save.fingerprints.words))
            opened, changed, other_path = 0, Changes(array("q"), array("q"), array("q")), b""
        else:
            discussion, opened = found.id, found.opened
            numbers, changed = _update(connection, found, save)
            other_path = _other_path(connection, discussion, save.file)
        _store_file(connection, save.file, discussion, numbers)
    return recalled(connection, discussion, numbers, opened)._replace(
        new=frozenset(changed.new), edited=frozenset(changed.edited), gone=len(changed.gone), other_path=other_path
    )


def look_up(connection: sqlite3.Connection, save: Save) -> Recalled | None:
    """What is known of a discussion by its content, without storing anything. None if it was never open."""
    found = next(_same(connection, save), None)
    if found is None:
        return None
    numbers, changed = _compared(found, save)
    return recalled(connection, found.id, numbers, found.opened)._replace(
        new=frozenset(changed.new), edited=frozenset(changed.edited), gone=len(changed.gone)
    )


def forget(connection: sqlite3.Connection, path: bytes) -> int:
    """Delete all that is stored of the discussions of a file. Returns how many there were."""
    with transaction(connection):
        found = connection.execute("SELECT DISTINCT discussion FROM file WHERE path = ?", (path,)).fetchall()
        connection.executemany("DELETE FROM discussion WHERE id = ?", found)
    if found:
        empty_log(connection)  # it has what was written before
    return len(found)


def _same(connection: sqlite3.Connection, save: Save) -> Iterator[_Stored]:
    """Yield the discussions that this one is a save of."""
    shared = _sharing(connection, save.fingerprints)
    candidates = _at_path(connection, save.file) + sorted(shared, key=shared.__getitem__, reverse=True)[:MAX_CANDIDATES]
    if save.address:
        rows = connection.execute(
            "SELECT id FROM discussion WHERE address = ? ORDER BY opened DESC LIMIT ?", (save.address, MAX_CANDIDATES)
        )
        candidates += [one for (one,) in rows]
    taken = _other_parts(connection, save.file)
    for candidate in dict.fromkeys(candidates):
        if candidate not in taken:
            known = _stored(connection, candidate)
            if is_same(known.fingerprints, known.address, save.fingerprints, save.address):
                yield known


def _stored(connection: sqlite3.Connection, discussion: int) -> _Stored:
    address, *columns, format_name, opened = connection.execute(
        "SELECT address, ids, words, texts, timed, format, opened FROM discussion WHERE id = ?", (discussion,)
    ).fetchone()
    fingerprints = Fingerprints(*(array_from_bytes("q", column) for column in columns))
    _pad(fingerprints, len(fingerprints.words))
    return _Stored(discussion, address, fingerprints, format_name, opened)


def _at_path(connection: sqlite3.Connection, file: FilePart | None) -> list[int]:
    """The discussion that an earlier version of the file was, if there was one."""
    if file is None:
        return []
    query = "SELECT discussion FROM file WHERE path = ? AND part = ?"
    return [discussion for (discussion,) in connection.execute(query, (file.path, file.part))]


def _sharing(connection: sqlite3.Connection, now: Fingerprints) -> dict[int, int]:
    """Discussions that share keys with this one, and how many."""
    keys = [key for key in {*now.words, *now.ids, *now.timed} if key > 0]  # the telling ones, of which samples are
    shared: dict[int, int] = {}
    for discussion, count_ in _of_keys(connection, "discussion, count(*)", keys, "GROUP BY discussion"):
        shared[discussion] = shared.get(discussion, 0) + count_
    return shared


def shared_keys(connection: sqlite3.Connection, keys: Sequence[int]) -> set[int]:
    """Those of some keys that a discussion has."""
    return {key for (key,) in _of_keys(connection, "DISTINCT key", keys)}


def _of_keys(
    connection: sqlite3.Connection, columns: str, keys: Sequence[int], grouping: str = ""
) -> Iterator[tuple[int, ...]]:
    for at in range(0, len(keys), MAX_KEYS):
        some = keys[at : at + MAX_KEYS]
        marks = ", ".join("?" * len(some))
        yield from connection.execute(f"SELECT {columns} FROM sample WHERE key IN ({marks}) {grouping}", some)


def _other_parts(connection: sqlite3.Connection, file: FilePart | None) -> set[int]:
    """The discussions that are other parts of this version of the file: no two parts are the same one."""
    if file is None:
        return set()
    rows = connection.execute(
        "SELECT discussion FROM file"
        " WHERE path = ? AND part != ? AND device = ? AND inode = ? AND size = ? AND modified = ?",
        (file.path, file.part, *file.stamp.signed),
    )
    return {discussion for (discussion,) in rows}


def _insert(connection: sqlite3.Connection, save: Save) -> int:
    fingerprints = save.fingerprints
    cursor = connection.execute(
        "INSERT INTO discussion (address, ids, words, texts, timed, read, format, place, opened)"
        " VALUES (?, ?, ?, ?, ?, x'', ?, '', ?)",
        (save.address, *map(array_to_bytes, fingerprints), save.format_name, int(time.time())),
    )
    discussion = cursor.lastrowid
    assert discussion is not None
    connection.execute("INSERT INTO progress VALUES (?, x'', '{}')", (discussion,))
    _store_sample(connection, discussion, fingerprints)
    return discussion


def _compared(stored: _Stored, save: Save) -> tuple[Sequence[int], Changes]:
    """The numbers of the comments of a save, and what changed. Texts of two formats are not compared."""
    known = stored.fingerprints
    matched = match(known, save.fingerprints)
    changed = changes(known, save.fingerprints, matched)
    if stored.format_name != save.format_name:
        changed = changed._replace(edited=array("q"))
    return _numbered(matched, len(known.words)), changed


def _update(connection: sqlite3.Connection, stored: _Stored, save: Save) -> tuple[Sequence[int], Changes]:
    """Add what a save has more than is known. Returns the numbers of its comments and what changed."""
    numbers, changed = _compared(stored, save)
    known, now = stored.fingerprints, save.fingerprints
    comments = len(known.words) + len(changed.new)
    _pad(known, comments)
    for known_column, column in zip(known, now, strict=True):
        for number, key in zip(numbers, column, strict=True):
            known_column[number] = key or known_column[number]
    connection.execute(
        "UPDATE discussion SET address = ?, ids = ?, words = ?, texts = ?, timed = ?, format = ?, opened = ?"
        " WHERE id = ?",
        (save.address or stored.address, *map(array_to_bytes, known), save.format_name, int(time.time()), stored.id),
    )
    _store_sample(connection, stored.id, known)
    return numbers, changed


def _pad(fingerprints: Fingerprints, comments: int) -> None:
    """Make all columns as long as so many comments. An older version of this program has stored fewer columns."""
    for column in fingerprints:
        column.extend(array("q", bytes(8 * (comments - len(column)))))


def _numbered(matched: Sequence[int], known: int) -> array[int]:
    """The numbers of comments: those that were matched have theirs, the others the next ones after those known."""
    free = count(known)
    return array("I", (next(free) if number < 0 else number for number in matched))


def _store_sample(connection: sqlite3.Connection, discussion: int, fingerprints: Fingerprints) -> None:
    connection.execute("DELETE FROM sample WHERE discussion = ?", (discussion,))
    connection.executemany(
        "INSERT OR IGNORE INTO sample VALUES (?, ?)", ((key, discussion) for key in sample(fingerprints))
    )


def _store_file(connection: sqlite3.Connection, file: FilePart | None, discussion: int, numbers: Sequence[int]) -> None:
    if file is None:
        return
    in_order = all(map(int.__eq__, numbers, range(len(numbers))))
    connection.execute(
        "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(file.path, file.part, *file.stamp.signed, discussion, len(numbers)),
            b"" if in_order else array_to_bytes(array("I", numbers)),
        ),
    )


def _other_path(connection: sqlite3.Connection, discussion: int, file: FilePart | None) -> bytes:
    """A path from which the discussion was read before, if it was never read from this one."""
    rows = connection.execute("SELECT path FROM file WHERE discussion = ?", (discussion,)).fetchall()
    paths = [path for (path,) in rows]
    return b"" if not paths or (file is not None and file.path in paths) else paths[-1]
