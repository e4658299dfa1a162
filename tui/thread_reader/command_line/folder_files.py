"""The files that a call writes: those that it names, and those in the folders that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_reader.command_line.inputs import check_folders, is_library

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
    hidden ones, and then the pages of corpora. A folder that is read like one file, as a Maildir is, stays. Raises
    Unreadable for a corpus that cannot be read."""
    check_folders(paths)
    every: list[str] = []
    found: set[str] = set()
    unread = 0
    for path in paths:
        if not is_library(path, format_name):
            every.append(path)
            continue
        from thread_parsers.library.walking import walk

        readable, pages = list[str](), list[str]()
        for each in walk([path]):
            if each is not None and not each.reason:
                (pages if each.corpus else readable).append(each.path)
            elif each is not None:
                unread += 1
        # The order of a corpus stays: its pages are read faster in that.
        every += [*sorted(readable), *pages]
        found.update(readable, pages)
    return Files(every, frozenset(found), unread)
