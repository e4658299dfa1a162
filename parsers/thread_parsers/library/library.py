"""The library: rows of many files, their refresh, and search over them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from thread_parsers.database_files import delete_database, is_damage, is_mismatch
from thread_parsers.library.opening import INDEX_FILE, memory_index, open_index
from thread_parsers.library.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.library.index import Index
    from thread_parsers.library.opening import Opened
    from thread_parsers.library.rows import Hit, Identity, Keys, KnownFiles, Refreshed, Row
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

    def rows(self, paths: Sequence[str]) -> list[Row]:
        """The rows of the files at and below some paths, as the last refresh left them; no file is looked at. In the
        order of `paths`, and below each by path and part. Never raises."""
        return [row for page in self.pages(paths) for row in page]

    def pages(self, paths: Sequence[str]) -> Iterator[list[Row]]:
        """The same rows in pages of a few milliseconds, also while a refresh goes on."""
        index = self._index
        try:
            yield from index.pages(_places(paths))
        except sqlite3.Error as error:
            self._replace(index, error)

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
        from thread_parsers.library.refreshing import Refresh  # a list that is drawn from the index reads no file

        for _ in range(2):  # once more with another index
            index = self._index
            try:
                yield from Refresh(index, paths).steps()
                return
            except sqlite3.Error as error:
                self._replace(index, error)

    def search(
        self,
        query: Query,
        paths: Sequence[str],
        marks: Callable[[Discussion], UserMarks] | None = None,
        refused: Callable[[str, str], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        *,
        known: KnownFiles | None = None,
    ) -> Generator[Hit | None, None, None]:
        """Yield the comments that match a query, file by file in the order of paths; and None after every few
        milliseconds without a hit, so that a caller can do something else, or stop by closing the generator.

        The answer is what `Matching` finds in each file as it is now. The files are those at and below `paths` that the
        last refresh found; without an index of words, in memory or where SQLite has no FTS5, those that are there now.
        The index tells which of them can have a match by words and phrases, by the words that hits of a regular
        expression must have, by `user:`, `to:` and `value:`, and by the numbers and marks of `query.nodes.Within`. A
        query without any of these, as `-word`, reads all files. What cannot be read is left out, and files over
        MAX_BYTES unless they are named.

        `marks` answers `is:unread`, `is:starred`, `is:new`, `is:edited` and `has:note`; `known` says which
        discussions can have such a mark, so that not all are read. Without an index of words, `refused` is
        called with each of the paths that cannot be read, and the reason; with one, a refresh tells. `progress` is
        called before each file that the index has not left out, with how many were read and how many these are at
        most. Raises PatternTooSlow."""
        from thread_parsers.library.candidates import condition
        from thread_parsers.library.searching import hits_in, scan
        from thread_parsers.library.walking import MAX_BYTES

        read = set[str]()
        if self._index.has_words:
            index = self._index
            candidates = index.candidates(condition(query.root), _places(paths), MAX_BYTES, known)
            pages = candidates.pages()
            while True:
                try:
                    page = next(pages, None)
                except sqlite3.Error as error:
                    self._replace(index, error)
                    break
                if page is None:
                    return
                yield None
                for path in page:
                    if progress is not None:
                        progress(len(read), candidates.count)
                    read.add(path)
                    yield from hits_in(path, query, marks)
        yield from scan(paths, query, marks, refused, progress, without=read)

    def keys(self, paths: Sequence[str]) -> Iterator[list[Keys]]:
        """The keys of the discussions at and below some paths, in pages of a few milliseconds. Never raises."""
        index = self._index
        try:
            yield from index.keys_of_parts(_places(paths))
        except sqlite3.Error as error:
            self._replace(index, error)

    def identity(self, path: str, part: int) -> Identity | None:
        """The identity of a discussion; None if its file is not known as a whole. Never raises."""
        return self._guarded(lambda: self._index.identity(Place.of(path).key, part), None)

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
        index = self._index
        try:
            return read()
        except sqlite3.Error as error:
            self._replace(index, error)
            return otherwise

    def _replace(self, index: Index, error: sqlite3.Error) -> None:
        """Use another index in place of one that failed, unless that is done: a new one if it was damaged, otherwise
        one in memory."""
        if index is not self._index:
            return
        index.close()
        if self._folder is not None and (is_damage(error) or is_mismatch(error)):
            delete_database(self._folder / INDEX_FILE)
            self._use(open_index(self._folder))
        else:
            self._use(memory_index(f"the search index cannot be used ({error}); every file is read again"))

    def _use(self, opened: Opened) -> None:
        self._index = opened.index
        if opened.message:
            self.messages.append(opened.message)


def _places(paths: Sequence[str]) -> list[Place]:
    return list(map(Place.of, paths))
