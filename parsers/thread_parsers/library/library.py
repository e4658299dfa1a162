"""The library: rows of many files, their refresh, and search over them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from thread_parsers.errors import DiscussionError, Unreadable
from thread_parsers.library.file_rows import MAX_PARTS, read_steps, refused, row_of
from thread_parsers.library.rows import Refreshed, Row
from thread_parsers.library.searching import hits_in
from thread_parsers.library.walking import Found, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.identity.fingerprints import Fingerprints
    from thread_parsers.library.rows import Hit
    from thread_parsers.query import Query, UserMarks


class Library:
    """What is known of the files and folders that were opened or searched.

    Use it from one thread at a time. Only `refresh` and `search` read files. Several processes may use one folder.
    """

    def __init__(self, cache_folder: Path | None) -> None:
        """`cache_folder` holds the index, `library.db`; it is created with mode 0700. None keeps everything in memory,
        without an index of words. Never raises: where the folder or its database cannot be used, the library is in
        memory, and `messages` says why."""
        self.messages: list[str] = []
        """What the user should be told once, as clauses without a full stop."""
        self._rows: dict[str, list[Row]] = {}

    def rows(self, paths: Sequence[str] | None = None) -> list[Row]:
        """The rows of the files at and below some paths, as the last refresh left them; no file is looked at. None:
        all files that are known, by absolute paths. Sorted by path and part. Never raises."""
        found = [row for rows in self._rows.values() for row in rows if paths is None or _is_below(row.path, paths)]
        return sorted(found, key=lambda row: (row.path, row.part))

    def refresh(self, paths: Sequence[str]) -> Iterator[Refreshed]:
        """Bring the rows and the index of some files and folders up to date, in steps of a few milliseconds.

        First all folders are walked and the first 64 KiB of each changed file are read, then each changed file as a
        whole, the smallest first. A file with the same device, inode, size and modification time is not read again.
        Closing the generator at any step stops the work; what was done is kept. Files over MAX_BYTES are read as a
        whole only if they are named in `paths`. Never raises."""
        seen, waiting = 0, list[Found]()
        for found in walk(paths):
            if found is None:
                yield Refreshed(seen, len(waiting), 0)
                continue
            seen += 1
            if found.reason:
                self._rows[found.path] = [refused(found, found.reason)]
                yield Refreshed(seen, len(waiting), 0, {found.path: self._rows[found.path]})
            elif not self._is_known(found):
                waiting.append(found)
        for number, found in enumerate(waiting):
            rows: list[Row] = []
            try:
                work = read_steps(found.path)
                while True:
                    try:
                        next(work)
                    except StopIteration as done:
                        discussion: Discussion = done.value
                        break
                    yield Refreshed(seen, len(waiting) - number, number)
                parts = discussion.parts
                for part, each in enumerate(parts[:MAX_PARTS], 1):
                    rows.append(row_of(each, found, part, len(parts)))
                discussion.close()
            except DiscussionError as error:
                rows = [refused(found, error.reason if isinstance(error, Unreadable) else str(error))]
            self._rows[found.path] = rows
            yield Refreshed(seen, len(waiting) - number - 1, number + 1, {found.path: rows})

    def search(
        self,
        query: Query,
        paths: Sequence[str] | None = None,
        marks: Callable[[Discussion], UserMarks] | None = None,
    ) -> Iterator[Hit | None]:
        """Yield the comments that match a query, file by file in the order of paths; and None after every few
        milliseconds without a hit, so that a caller can do something else or stop by closing the generator.

        The answer is what `Matching` finds in each file, read as it is now. Files are those that are known at and below
        `paths` (None: all). The index tells which of them can contain the words of the query. A query without words, as
        `likes:>3` or `-word`, reads all of them. `marks` answers `is:unread`, `is:starred` and `is:new`. What cannot be
        read any more is left out. Raises PatternTooSlow."""
        for path in dict.fromkeys(row.path for row in self.rows(paths) if not row.reason):
            yield from hits_in(path, query, marks)

    def fingerprints(self, row: Row) -> Fingerprints | None:
        """The fingerprints of the comments of a row, from the index; None if it has none."""
        return None

    def forget(self, path: str) -> int:
        """Delete all that is stored of a file, or of the files below a folder; their words, too. Returns how many files
        that were."""
        gone = [each for each in self._rows if _is_below(each, [path])]
        for each in gone:
            del self._rows[each]
        return len(gone)

    def close(self) -> None:
        """Close the database."""
        self._rows.clear()

    def _is_known(self, found: Found) -> bool:
        rows = self._rows.get(found.path)
        return rows is not None and rows[0].stamp == found.stamp


def _is_below(path: str, paths: Sequence[str]) -> bool:
    return any(path == each or path.startswith(os.path.join(each, "")) for each in paths)  # noqa: PTH118
