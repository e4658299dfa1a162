"""The files that a call writes: those that it names, and those in the folders that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_reader.inputs import is_library

if TYPE_CHECKING:
    from collections.abc import Sequence


class Files(NamedTuple):
    """Files to read, one after the other."""

    paths: list[str]
    found: frozenset[str]
    """Those of the paths that were found in a folder. They may be anything."""
    unread: int
    """How many more were found that cannot be read: pipes, links to folders, folders without permission."""


def files_at(paths: Sequence[str], format_name: str | None = None) -> Files:
    """Return the files at some paths: in place of a folder all files below it, in the order of their paths, except
    hidden ones. A folder that is read like one file, as a Maildir is, stays."""
    every: list[str] = []
    found: set[str] = set()
    unread = 0
    for path in paths:
        if not is_library(path, format_name):
            every.append(path)
            continue
        from thread_parsers.library.walking import walk

        below = [each for each in walk([path]) if each is not None]
        readable = sorted(each.path for each in below if not each.reason)
        unread += len(below) - len(readable)
        every += readable
        found.update(readable)
    return Files(every, frozenset(found), unread)
