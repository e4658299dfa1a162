"""The library: rows of many files, their refresh, and search over them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from thread_parsers.database_files import delete_database, is_damage, is_mismatch
from thread_parsers.library.candidates import condition
from thread_parsers.library.index import Place
from thread_parsers.library.opening import INDEX_FILE, memory_index, open_index
from thread_parsers.library.refreshing import Refresh
from thread_parsers.library.searching import hits_in, scan
from thread_parsers.library.walking import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.identity.fingerprints import Fingerprints
    from thread_parsers.library.opening import Opened
    from thread_parsers.library.rows import Hit, Refreshed, Row
    from thread_parsers.query import Query, UserMarks
    from thread_parsers.steps import Result


class Library:
    """What is known of the files and folders that were opened or searched.

    Use it from one thread at a time. Only `refresh` and `search` read files. Several processes may use one folder, also
    at the same time. An index that is damaged, or of another version of the program, is made anew.
    """

    def __init__(self, cache_folder: Path | None) -> None:
        """`cache_folder` holds the index, `library.db`, which only its owner can read; it is created if it is missing.
        None keeps everything in memory, without an index of words. Never raises: where the folder or its database
        cannot be used, the library is in memory, and `messages` says why."""
        self.messages: list[str] = []
        """What the user should be told once, as clauses without a full stop."""
        self._folder = cache_folder
        self._use(open_index(cache_folder))

    @property
    def has_words(self) -> bool:
        """Whether words are indexed: not in memory, and not where SQLite has no FTS5. Without them a search walks and
        reads all files, and needs no refresh."""
        return self._index.has_words

    def rows(self, paths: Sequence[str] | None = None) -> list[Row]:
        """The rows of the files at and below some paths, as the last refresh left them; no file is looked at. None:
        all files that are known, by absolute paths. In the order of `paths`, and below each by path and part. Never
        raises."""
        places = _places(paths)
        return self._guarded(lambda: list(self._index.rows(places)), [])

    def roots(self) -> list[str]:
        """The folders and files that were refreshed, by absolute paths. Never raises."""
        return self._guarded(self._index.roots, [])

    def refresh(self, paths: Sequence[str]) -> Generator[Refreshed, None, None]:
        """Bring the rows and the index of some files and folders up to date, in steps of a few milliseconds.

        First all folders are walked and the first 64 KiB of each changed file are read, then each changed file as a
        whole, the smallest first. A file with the same device, inode, size and modification time is not read again.
        Closing the generator at any step stops the work; what was done is kept. Files over MAX_BYTES are read as a
        whole only if they are named in `paths`. Hidden files and folders are left out, unless they are named. A path
        that does not exist has a row with the reason in `changed`, which is not kept. Never raises."""
        for _ in range(2):  # once more with another index
            try:
                yield from Refresh(self._index, paths).steps()
                return
            except sqlite3.Error as error:
                self._replace(error)

    def search(
        self,
        query: Query,
        paths: Sequence[str] | None = None,
        marks: Callable[[Discussion], UserMarks] | None = None,
        refused: Callable[[str, str], None] | None = None,
    ) -> Generator[Hit | None, None, None]:
        """Yield the comments that match a query, file by file in the order of paths; and None after every few
        milliseconds without a hit, so that a caller can do something else, or stop by closing the generator.

        The answer is what `Matching` finds in each file as it is now. The files are those at and below `paths` (None:
        all `roots`) that the last refresh found; without an index of words, in memory or where SQLite has no FTS5,
        those that are there now. The index tells which of them can have a match by words and phrases, by the words
        that hits of a regular expression must have, by `user:` and `to:`, and by `before:`, `after:` and `on:`. A query
        without any of these, as `likes:>3` or `-word`, reads all files. What cannot be read is left out, and files over
        MAX_BYTES unless they are named. `marks` answers `is:unread`, `is:starred`, `is:new` and `is:edited`. Without
        an index of words, `refused` is called with each of the paths that cannot be read, and the reason; with one, a
        refresh tells. Raises PatternTooSlow."""
        scanned = self.roots() if paths is None else paths
        if self._index.has_words:
            places = _places(paths)
            try:
                candidates = yield from self._index.candidates(condition(query.root), places, MAX_BYTES)
            except sqlite3.Error as error:
                self._replace(error)
            else:
                for path in candidates:
                    yield from hits_in(path, query, marks)
                return
        yield from scan(scanned, query, marks, refused)

    def fingerprints(self, row: Row) -> Fingerprints | None:
        """The fingerprints of the comments of a row; None if there are none, or too many. Never raises."""
        return self._guarded(lambda: self._index.fingerprints(Place.of(row.path).key, row.part), None)

    def forget(self, path: str) -> int:
        """Delete all that is stored of a file, or of the files at and below a folder. Returns how many files that were.
        The words of all files are deleted with it, as they are stored together; the next refresh indexes the others
        again. Raises sqlite3.Error."""
        return self._index.forget(Place.of(path))

    def close(self) -> None:
        """Close the database."""
        self._index.close()

    def _guarded(self, read: Callable[[], Result], otherwise: Result) -> Result:
        """What is read from the index; `otherwise` if the index cannot be used."""
        try:
            return read()
        except sqlite3.Error as error:
            self._replace(error)
            return otherwise

    def _replace(self, error: sqlite3.Error) -> None:
        """Use another index in place of one that failed: a new one if it was damaged, otherwise one in memory."""
        self._index.close()
        if self._folder is not None and (is_damage(error) or is_mismatch(error)):
            delete_database(self._folder / INDEX_FILE)
            self._use(open_index(self._folder))
        else:
            self._use(memory_index(f"the search index cannot be used ({error}); every file is read again"))

    def _use(self, opened: Opened) -> None:
        self._index = opened.index
        if opened.message:
            self.messages.append(opened.message)


def _places(paths: Sequence[str] | None) -> list[Place] | None:
    return None if paths is None else list(map(Place.of, paths))
