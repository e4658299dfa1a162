"""Corpora as folders of discussions: what the library and the reader list and open."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from thread_parsers.bulk.folder import Refused, part_path
from thread_parsers.bulk.page_rows import check_outcome
from thread_parsers.bulk.rebuilt import begin_rebuilding
from thread_parsers.bulk.rows import DUPLICATE, READ, SIEVED
from thread_parsers.bulk.stored import StoredCorpus
from thread_parsers.discussion.stored_page import StoredPage
from thread_parsers.errors import DiscussionError, Unreadable, described
from thread_parsers.library.contents import MAX_PARTS, MAX_TITLE_CHARS, NO_COMMENTS, one_line
from thread_parsers.library.rows import Row
from thread_parsers.library.walking import Found
from thread_parsers.source.open import open_source, reason_of
from thread_parsers.source.page_paths import MARK, Corpora, PagePath, page_path
from thread_parsers.source.source import FileSource
from thread_parsers.source.stamp import Stamp, change, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.bulk.page_rows import Block, PageRows
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

MAX_COMPARED_BYTES = 1 << 23
"""Size of a file that is read to see whether it is still the one that was read for the corpus."""
MAX_OPEN = 4
"""Corpora that are open at a time."""
LISTED = ("page", "part", "outcome", "error", "bytes", "format", "title", "comments_read", "newest")
"""Columns from which discussions are listed."""
_open: dict[tuple[str, Stamp], StoredCorpus] = {}


class CorpusPage(StoredPage):
    """A page of a corpus."""

    def __init__(self, path: str, corpus: StoredCorpus, rows: PageRows) -> None:
        super().__init__(path)
        self.rows = rows
        self._corpus = corpus
        self._version = corpus.stamp(rows.part)
        self._is_begun = False
        self.stamp = _stamp(self._version, (rows.discussions.columns["bytes"] or [0])[0])

    def begin(self) -> tuple[Discussion, Iterator[None]]:
        with _naming(self.name):
            rows = self._corpus.page(self.rows.name) if self._is_begun else self.rows
            self._is_begun = True
            discussion, steps = begin_rebuilding(rows, self)
        return discussion, _guarded(self.name, steps)

    @property
    def was(self) -> str:
        return self.rows.name

    def original(self) -> Source | None:
        """The file, if it is not in an archive and small enough to be compared while a key waits."""
        sha256, record, size = (
            (self.rows.discussions.columns[name] or [None])[0] for name in ("sha256", "record", "bytes")
        )
        if sha256 is None or record is not None or size > MAX_COMPARED_BYTES:
            return None
        try:
            source = open_source(self.was)
        except DiscussionError:
            return None
        is_as_read = isinstance(source, FileSource) and source.size == size
        if is_as_read and hashlib.sha256(source.read(0, source.size)).digest() == sha256:
            return source
        source.close()
        return None

    def change(self) -> str | None:
        found = change(str(part_path(self._corpus.folder, "discussions", self.rows.part)), self._version)
        return found if found in (None, "is gone") else "was changed"


def _check(folder: str) -> None:
    _corpus(folder)


def _open_page(path: str, page: PagePath) -> CorpusPage:
    corpus = _corpus(page.folder)
    with _naming(path):
        rows = corpus.page(page.page)
        check_outcome(rows)
        return CorpusPage(path, corpus, rows)


def _page(path: str, page: PagePath) -> Found:
    corpus = _corpus(page.folder)
    with _naming(path):
        rows = corpus.page(page.page)
        found = _found(page.folder, path, rows.discussions, corpus.stamp(rows.part))
        check_outcome(rows)
    return found._replace(named=True)


def _pages(folder: str) -> Iterator[Found | None]:
    """All pages of a corpus with discussions or errors, and None now and then."""
    corpus = _corpus(folder)
    with _naming(folder, ""):
        for part in corpus.parts():
            version = corpus.stamp(part)
            for page, rows in corpus.heads(part, LISTED):
                if page is None:
                    yield None
                elif (rows.columns["outcome"] or [READ])[0] not in (SIEVED, DUPLICATE):
                    yield _found(folder, page_path(folder, page), rows, version)


def _found(folder: str, path: str, rows: Block, version: Stamp) -> Found:
    """A page as the library has it, with its discussions."""
    get = rows.columns.get
    nothing = [None] * rows.size
    outcome, reason, size = ((get(name) or nothing)[0] for name in ("outcome", "error", "bytes"))
    stamp = _stamp(version, size)
    if outcome != READ:
        return Found(path, stamp, reason or "was not read", corpus=folder)
    columns = [(get(name) or nothing)[:MAX_PARTS] for name in ("title", "format", "comments_read", "newest")]
    listed = [
        Row(
            path,
            part,
            rows.size,
            one_line(title or "", MAX_TITLE_CHARS),
            format_ or "",
            comments or 0,
            None if newest is None else newest // 1000,
            stamp.size,
            "" if comments else NO_COMMENTS,
        )
        for part, (title, format_, comments, newest) in enumerate(zip(*columns, strict=True), 1)
    ]
    return Found(path, stamp, rows=tuple(listed), corpus=folder)


def _stamp(version: Stamp, size: int | None) -> Stamp:
    """The version of a page: that of its part, with its own size."""
    return version._replace(size=size or 0)


def _corpus(folder: str) -> StoredCorpus:
    """The corpus in a folder, which is kept open. Raises Unreadable."""
    try:
        path = os.path.abspath(folder)  # noqa: PTH100
        key = path, stamp_of(os.stat(os.path.join(path, MARK)))  # noqa: PTH116, PTH118
        corpus = _open.pop(key, None) or StoredCorpus(path)
    except Refused as error:
        raise Unreadable(folder, str(error)) from error
    except (OSError, ValueError) as error:
        raise Unreadable(folder, reason_of(error)) from error
    _open[key] = corpus
    if len(_open) > MAX_OPEN:
        del _open[next(iter(_open))]
    return corpus


@contextmanager
def _naming(path: str, before: str = "the corpus ") -> Iterator[None]:
    """Let what is wrong with a corpus, or a page, be about a path. `before`: what else the path is in."""
    try:
        yield
    except Refused as error:
        raise Unreadable(path, f"{before}{error}") from error
    except Unreadable as error:
        raise Unreadable(path, error.reason) from error
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:  # values that no column can have
        raise Unreadable(path, f"{before}is damaged: {described(error)}") from error


def _guarded(path: str, steps: Iterator[None]) -> Iterator[None]:
    with _naming(path):
        yield from steps


CORPORA = Corpora(_check, _open_page, _pages, _page)
