"""Writing a corpus: pages that it has not yet are read by processes, and their rows are written in parts."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from thread_parsers.bulk.corpus import Corpus
from thread_parsers.bulk.folder import Refused
from thread_parsers.bulk.inputs import Inputs, Problem
from thread_parsers.bulk.known import KnownPages
from thread_parsers.bulk.rows import DUPLICATE, ERROR, NOTHING_READ, OF_PAGE, READ, SIEVED
from thread_parsers.bulk.schema import SCHEMAS, Tables
from thread_parsers.bulk.workers import NoWorkers, Pool
from thread_parsers.errors import system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.bulk.pages import Page

PART_BYTES = 1 << 27
"""Size of a part, of all its tables together."""
PART_SECONDS = 600
"""A part is finished after this time, however small it is: more is never lost if the process is killed."""
SHARD_PAGES = 128
SHARD_BYTES = 1 << 22
"""What a process reads at a time, about."""


class Unwritten(Exception):
    """Rows could not be written. The text is the reason; parts that were finished stay."""


@dataclass(slots=True)
class Report:
    """What a run has done."""

    pages: int = 0
    """Pages that were added."""
    comments: int = 0
    sieved: int = 0
    """Records of archives that do not look like discussions."""
    duplicates: int = 0
    """Pages with the same bytes as another one."""
    failed: int = 0
    """Pages that could not be read, and files that could not be found or opened."""
    known: int = 0
    """Pages that the corpus had before."""
    parts: int = 0
    """Parts that were written."""
    share_done: float = 0.0
    """How much of the files has been read, from 0 to 1."""


class Watcher(Protocol):
    """What a caller sees of a run, and how it stops it."""

    stopped: bool
    """Once this is true, what has been read is written, and the run ends."""

    def failure(self, name: str, reason: str) -> None:
        """A page could not be read, or a file not be opened."""

    def progress(self, report: Report) -> None:
        """Something may have been done; called a few times a second."""


class _Nobody:
    stopped = False

    def failure(self, name: str, reason: str) -> None: ...

    def progress(self, report: Report) -> None: ...


def write_corpus(
    inputs: Inputs | Sequence[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    workers: int | None = None,
    part_bytes: int = PART_BYTES,
    watcher: Watcher | None = None,
) -> Report:
    """Add the pages of files, folders and archives to the corpus in a folder, which is created if it does not exist. A
    page that the corpus has is not read again. `workers`: how many processes read; one for each processor without it.

    Raises Refused for a folder that is something else, or is being written to, and Unwritten, after which a new call
    goes on. The main module of the caller must be importable, as for all processes that Python spawns; otherwise
    NoWorkers is raised."""
    if not isinstance(inputs, Inputs):
        inputs = Inputs([os.fspath(each) for each in inputs], apart_from=os.fspath(folder))
    try:
        corpus = Corpus(Path(folder))
    except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
        raise Refused(f"cannot be written to ({_reason(error)})") from error
    except OSError as error:
        raise Unwritten(_reason(error)) from error
    with closing(corpus), closing(KnownPages()) as known:
        run = _Run(corpus, known, inputs, watcher or _Nobody())
        try:
            run.learn()
            run.write_views()
            with Pool(workers or os.cpu_count() or 1) as pool:
                run.write(pool, part_bytes)
        except sqlite3.Error as error:
            raise Unwritten(f"temporary file: {error}") from error
        return run.report


class _Run:
    def __init__(self, corpus: Corpus, known: KnownPages, inputs: Inputs, watcher: Watcher) -> None:
        self._corpus, self._known, self._inputs, self._watcher = corpus, known, inputs, watcher
        self._size = 0
        self._failure: NoWorkers | None = None
        self.report = Report()

    def learn(self) -> None:
        """Find out which pages the corpus has, and how much there is to read."""
        for page, outcome, sha256 in takewhile(self._goes_on, self._corpus.pages()):
            self._known.add(page)
            if outcome == READ and sha256 is not None:
                self._known.first_with(sha256, page)
        self._size = sum(takewhile(self._goes_on, self._inputs.sizes()))

    def _goes_on(self, _next: object) -> bool:
        return not self._watcher.stopped

    def write_views(self) -> None:
        """Write what asks the corpus in SQL. Raises Unwritten."""
        try:
            self._corpus.write_views()
        except OSError as error:
            raise Unwritten(_reason(error)) from error

    def write(self, pool: Pool, part_bytes: int) -> None:
        """Read the others, and write them part by part. Raises Unwritten, and NoWorkers after a last part."""
        tables = self._tables(pool)
        for first in filter(None, tables):
            until = monotonic() + PART_SECONDS
            try:
                with self._corpus.part() as part:
                    part.add(first)
                    while part.bytes < part_bytes and monotonic() < until:
                        try:
                            more = next(tables)
                        except StopIteration:
                            break
                        if more is not None:
                            part.add(more)
            except (OSError, pa.ArrowException) as error:
                raise Unwritten(_reason(error)) from error
            self.report.parts += 1
        if self._failure is not None and not self._watcher.stopped:  # the signal may have ended them
            raise self._failure

    def _tables(self, pool: Pool) -> Iterator[Tables | None]:
        """What is to be written, and None now and then, until there is no more or the watcher has stopped it."""
        try:
            for tables in pool.read(self._shards()):
                yield None if tables is None else self._without_duplicates(tables)
                self._tell()
                if self._watcher.stopped:
                    return
        except NoWorkers as error:
            self._failure = error

    def _tell(self) -> None:
        self.report.share_done = self._inputs.bytes_read / self._size if self._size else 0.0
        self._watcher.progress(self.report)

    def _shards(self) -> Iterator[list[Page]]:
        pages = self._new_pages()
        for first in pages:
            shard, size = [first], _size(first)
            while size < SHARD_BYTES and len(shard) < SHARD_PAGES and (page := next(pages, None)) is not None:
                shard.append(page)
                size += _size(page)
            yield shard

    def _new_pages(self) -> Iterator[Page]:
        for page in takewhile(self._goes_on, self._inputs.pages()):
            if isinstance(page, Problem):
                self.report.failed += 1
                self._watcher.failure(page.path, page.reason)
            elif self._known.add(page.name):
                yield page
            else:
                self.report.known += 1
                self._tell()

    def _without_duplicates(self, tables: Tables) -> Tables:
        """Count the pages of some tables. One with the bytes of an earlier page keeps a row that names that page."""
        names = ("page", "part", "outcome", "error", "sha256", "comments_read")
        columns = [tables.discussions.column(name).to_pylist() for name in names]
        firsts: dict[str, str] = {}
        report = self.report
        for page, part, outcome, error, sha256, comments in zip(*columns, strict=True):
            if part == 1:
                report.pages += 1
                if outcome == READ and sha256 is not None:
                    first = self._known.first_with(sha256, page)
                    if first != page:
                        firsts[page] = first
                        report.duplicates += 1
                elif outcome == SIEVED:
                    report.sieved += 1
                elif outcome == ERROR:
                    report.failed += 1
                    self._watcher.failure(page, error)
            if page not in firsts:
                report.comments += comments
        return _without(tables, firsts) if firsts else tables


def _without(tables: Tables, firsts: dict[str, str]) -> Tables:
    """Tables without the comments of some pages, whose rows name the pages that have them."""
    names = pa.array(firsts, pa.string())
    comments, receipts = (
        table.filter(pc.invert(pc.is_in(table.column("page"), names))) for table in (tables.comments, tables.receipts)
    )
    rows = []
    for row in tables.discussions.to_pylist():
        first = firsts.get(row["page"])
        if first is None:
            rows.append(row)
        elif row["part"] == 1:
            kept = {name: row[name] for name in OF_PAGE}
            rows.append(kept | NOTHING_READ | {"outcome": DUPLICATE, "duplicate_of": first})
    return Tables(pa.Table.from_pylist(rows, SCHEMAS["discussions"]), comments, receipts)


def _size(page: Page) -> int:
    return page.size if page.data is None else len(page.data)


def _reason(error: OSError | pa.ArrowException) -> str:
    return system_reason(error) if isinstance(error, OSError) else str(error)
