"""Bringing the index up to date with the files: what has changed is read, and what is gone is deleted."""

from __future__ import annotations

import os
import sqlite3
from operator import attrgetter
from time import monotonic
from typing import TYPE_CHECKING

from thread_parsers.database_files import is_locked
from thread_parsers.library.contents import HEAD_BYTES, Content, beginning_steps, refused, whole_steps
from thread_parsers.library.places import Place
from thread_parsers.library.rows import Refreshed
from thread_parsers.library.walking import walk

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.library.index import Index, Known
    from thread_parsers.library.rows import Row
    from thread_parsers.library.walking import Found

STEP_SECONDS = 0.004
"""Time after which a refresh yields, if nothing in one step takes longer."""
BATCH_FILES, BATCH_WORDS = 16, 800
"""Files, and words of them, that are stored in one transaction."""
MAX_WAITING_FILES = 512
"""Files that wait to be stored while another process writes. They are read again another time if these are more."""
LOCKED_SECONDS = 2.0
"""How long the end of a refresh waits for another process."""
_GONE: tuple[Row, ...] = ()


class Refresh:
    """One refresh. `steps` may raise sqlite3.Error, except while another process writes.

    What is stored is reported with the next step, so that the files of a batch that waits when the work is stopped are
    read again by the next refresh: stored and not reported, they would be missing from the rows that are shown."""

    def __init__(self, index: Index, paths: Sequence[str]) -> None:
        self._index = index
        self._places = [Place.of(path) for path in paths]
        self._seen: set[bytes] = set()
        self._missing: list[bytes] = []
        """Paths of the call that do not exist."""
        self._read = 0
        self._later: list[Found] = []
        """Files of which only the beginning has been read, or is to be read."""
        self._pages: dict[str, int] = {}
        """Corpora, and how many pages of each are to be read."""
        self._batch: list[Content] = []
        self._changed: dict[str, Sequence[Row]] = {}
        self._stop_at = 0.0

    def steps(self) -> Iterator[Refreshed]:
        """Do the work."""
        yield from self._begin()
        yield from self._walk()
        self._store()
        yield self._progress()  # all beginnings are there
        yield from self._delete_gone()
        self._later.sort(key=attrgetter("size"), reverse=True)
        while self._later:
            yield from self._read_whole(self._later.pop())
        for folder in list(self._pages):
            yield from self._read_pages(folder)
        yield from self._store_rest()
        yield self._progress()

    def _begin(self) -> Iterator[Refreshed]:
        """Remember what is refreshed, and make a worn index anew, unless another process writes."""
        try:
            for _ in self._index.renew():
                yield self._progress()
            self._index.add_roots(place.key for place in self._places if os.path.exists(place.path))  # noqa: PTH110
        except sqlite3.OperationalError as error:
            if not is_locked(error):
                raise

    def _walk(self) -> Iterator[Refreshed]:
        """Find all files. Small ones are read as a whole, of others the beginning."""
        for found in walk([place.path for place in self._places]):
            if found is not None:
                yield from self._look_at(found)
            if self._is_time:
                yield self._progress()

    def _look_at(self, found: Found) -> Iterator[Refreshed]:
        key = found.key
        if key in self._seen:
            return
        if found.named and found.stamp is None:  # there is no such file
            self._missing.append(key)
            self._changed[found.path] = refused(found, found.reason).rows
            return
        self._seen.add(key)
        known = self._index.known(key)
        if known is not None and self._is_current(found, known):
            return
        if found.reason:
            yield from self._add(refused(found, found.reason))
        elif found.rows:
            if found.named:  # alone, and not with all others of its corpus
                self._later.append(found)
            else:
                self._pages[found.corpus] = self._pages.get(found.corpus, 0) + 1
            if known is None or not known.is_version(found):
                yield from self._add(Content(found, list(found.rows), is_partial=True))
        elif found.size <= HEAD_BYTES and not found.content:
            yield from self._read_whole(found)
        else:
            if found.is_read_whole:
                self._later.append(found)
            if known is None or not known.is_version(found):
                yield from self._read_beginning(found)

    def _read_pages(self, folder: str) -> Iterator[Refreshed]:
        """Read the pages of a corpus in its order: this is faster than any other one. They are looked up once more, as
        there may be more than memory should hold."""
        for found in walk([folder]):
            if found is not None and found.rows:
                known = self._index.known(found.key)
                if known is None or not self._is_current(found, known):
                    yield from self._read_whole(found)
                    self._pages[folder] -= 1
            if self._is_time:
                yield self._progress()
        del self._pages[folder]

    def _is_current(self, found: Found, known: Known) -> bool:
        """Whether the index has all that it can have of a file."""
        if not known.is_version(found) or (found.reason and found.reason != known.reason):
            return False
        is_whole = not known.is_partial and (known.is_indexed or not self._index.has_words)
        return bool(known.reason) or not found.is_read_whole or is_whole

    def _read_beginning(self, found: Found) -> Iterator[Refreshed]:
        yield from self._add((yield from self._content(beginning_steps(found))))

    def _read_whole(self, found: Found) -> Iterator[Refreshed]:
        content = yield from self._content(whole_steps(found, with_words=self._index.has_words))
        self._read += 1
        if content.words > BATCH_WORDS:
            yield from self._store_in_steps(content)
        else:
            yield from self._add(content)
        if self._is_time:
            yield self._progress()

    def _store_in_steps(self, content: Content) -> Iterator[Refreshed]:
        """Store a file with many words. If another process writes for long, the next refresh reads it again."""
        self._store()
        stop_at = monotonic() + LOCKED_SECONDS
        while True:
            try:
                for _ in self._index.store_in_steps(content):
                    yield self._progress()
                    yield from self._merge()
            except sqlite3.OperationalError as error:
                if not is_locked(error):
                    raise
                if monotonic() < stop_at:
                    yield self._progress()
                    continue
            break
        self._changed[content.found.path] = content.rows
        while content.passages:  # a hundred thousand words are freed in steps
            content.passages.pop()
            if self._is_time:
                yield self._progress()

    def _content(self, work: Generator[None, None, Content]) -> Generator[Refreshed, None, Content]:
        while True:
            try:
                next(work)
            except StopIteration as done:
                content: Content = done.value
                return content
            if self._is_time:
                yield self._progress()

    def _add(self, content: Content) -> Iterator[Refreshed]:
        self._batch.append(content)
        if len(self._batch) >= BATCH_FILES or sum(each.words for each in self._batch) >= BATCH_WORDS:
            yield self._progress()  # a file may have a thousand rows
            if self._store():
                yield self._progress()
                yield from self._merge()

    def _merge(self) -> Iterator[Refreshed]:
        """Merge the index of words as far as it is to be, unless another process writes."""
        try:
            while self._index.merge_words():
                yield self._progress()
        except sqlite3.OperationalError as error:
            if not is_locked(error):
                raise

    def _store(self) -> bool:
        """Store what was read. Returns False if another process writes: it stays in the batch."""
        try:
            self._index.store(self._batch)
        except sqlite3.OperationalError as error:
            if not is_locked(error):
                raise
            del self._batch[:-MAX_WAITING_FILES]
            return False
        for content in self._batch:
            self._changed[content.found.path] = content.rows
        self._batch.clear()
        return True

    def _store_rest(self) -> Iterator[Refreshed]:
        if self._batch:
            yield self._progress()
        stop_at = monotonic() + LOCKED_SECONDS
        while not self._store() and monotonic() < stop_at:
            yield self._progress()
        yield self._progress()
        yield from self._merge()

    def _delete_gone(self) -> Iterator[Refreshed]:
        """Delete the rows of files that are not there any more."""
        for place in self._places:
            for keys in self._index.keys(place):
                gone = [key for key in keys if key not in self._seen]
                if not self._removed(gone):
                    return  # the next refresh does it
                self._changed.update((place.spelled(key), _GONE) for key in gone if key not in self._missing)
                if gone or self._is_time:
                    yield self._progress()
        self._removed((), self._missing)

    def _removed(self, keys: Sequence[bytes], roots: Sequence[bytes] = ()) -> bool:
        """Delete files and roots. Returns False if another process writes."""
        if not keys and not roots:
            return True
        try:
            self._index.remove(keys, roots)
        except sqlite3.OperationalError as error:
            if not is_locked(error):
                raise
            return False
        return True

    @property
    def _is_time(self) -> bool:
        return monotonic() >= self._stop_at

    def _progress(self) -> Refreshed:
        changed, self._changed = self._changed, {}
        self._stop_at = monotonic() + STEP_SECONDS
        waiting = len(self._later) + sum(self._pages.values())
        return Refreshed(len(self._seen), waiting, self._read, changed)
