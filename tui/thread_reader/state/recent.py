"""Which files were open, when, and how much of them is read."""

from __future__ import annotations

import os
from itertools import compress, count
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.database_files import array_from_bytes
from thread_parsers.source.page_paths import exists
from thread_reader.state.bits import flags_of

if TYPE_CHECKING:
    import sqlite3

MAX_RECENT = 20
"""Discussions that are listed as recent."""


class Known(NamedTuple):
    """A discussion of a file as it was last open."""

    path: str
    """The absolute path of the file."""
    part: int
    """The number of the discussion in the file, from 1."""
    opened: int
    """Seconds since 1970 when it was last open."""
    comments: int
    """How many comments it had."""
    unread: int
    """How many of them are not read."""


class History(NamedTuple):
    """What the state knows of files."""

    known: list[Known]
    """All of them, the one that was open last first."""
    recent: list[Known]
    """The first of those that are still there."""


def history(connection: sqlite3.Connection) -> History:
    """Look up all files that were open. Runs in the thread of the database, since it also looks whether the recent ones
    are still there."""
    rows = connection.execute(
        "SELECT path, part, opened, comments, numbers, progress.read FROM file"
        " JOIN discussion ON discussion.id = file.discussion"
        " LEFT JOIN progress ON progress.discussion = discussion.id ORDER BY opened DESC, path, part"
    )
    known = [
        Known(os.fsdecode(path), part, opened, comments, unread_of(comments, numbers, read or b""))
        for path, part, opened, comments, numbers, read in rows
    ]
    recent: list[Known] = []
    for each in known:
        if len(recent) == MAX_RECENT:
            break
        if exists(each.path):
            recent.append(each)
    return History(known, recent)


def opened_files(connection: sqlite3.Connection) -> list[str]:
    """The files that were open and are still there, by absolute paths. Raises sqlite3.Error."""
    rows = connection.execute("SELECT DISTINCT path FROM file ORDER BY path")
    return [path for (key,) in rows if exists(path := os.fsdecode(key))]


def unread_of(comments: int, numbers: bytes, read: bytes) -> int:
    """How many comments of a file are not read, by the rows `file` and `progress`."""
    if not numbers:  # they are 0, 1, 2 and so on
        return comments - (int.from_bytes(read, "little") & ((1 << comments) - 1)).bit_count()
    try:
        listed = array_from_bytes("I", numbers)
    except ValueError:  # a damaged row
        return comments
    return comments - len(set(compress(count(), flags_of(read))).intersection(listed))
