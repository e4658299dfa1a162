"""A corpus that is read: the rows of one page, found by its name, or those of one page after the other.

The rows of a page are next to each other, in the same order in all tables, so that the numbers of rows in the table of
discussions say where those of a page begin in the others. Of these only the groups of rows that have the page are read.
Rows that others have written in another order are found by the names of pages.
"""

from __future__ import annotations

import os
from array import array
from collections import OrderedDict, deque
from contextlib import ExitStack
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from thread_parsers.bulk.folder import Refused, check_schema, part_file, part_numbers, part_path
from thread_parsers.bulk.page_rows import NO_ROWS, Block, PageRows, joined
from thread_parsers.bulk.schema import SCHEMAS
from thread_parsers.errors import Unreadable
from thread_parsers.source.stamp import Stamp, stamp_of
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Generator, Hashable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from contextlib import AbstractContextManager

    import pyarrow.parquet as pq

BLOCK_ROWS = 1 << 9
"""Rows that become lists at a time: a few milliseconds."""
FILTERED_ROWS = 1 << 13
"""Rows at a time of which some are left out."""
KEPT_PARTS, KEPT_GROUPS = 16, 12
"""Parts of which it is known where their pages are, and groups of rows that are kept in memory."""
_NOT_NEEDED = frozenset({"source", "address", "fetched", "score"})
"""Columns of discussions that say nothing of what a page says."""
COLUMNS = {name: [each for each in schema.names if each not in _NOT_NEEDED] for name, schema in SCHEMAS.items()}
"""Those from which a discussion is rebuilt."""
_COUNTS = {"comments": "comments_read", "receipts": "receipt_rows"}
"""Columns of discussions that have the numbers of rows in the other tables."""


class _Places(NamedTuple):
    """Where the pages of a part are: the names of pages in the table of discussions, and for each row, and the end,
    where its rows begin in the other tables."""

    names: pa.Array
    starts: dict[str, array[int]]


Kept = TypeVar("Kept")


class _Recent(OrderedDict["Hashable", Kept]):
    """What was used last."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def found(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What is kept under a key, or made now."""
        kept = self.get(key)
        return self.keep(key, make() if kept is None else kept)

    def keep(self, key: Hashable, value: Kept) -> Kept:
        """Keep it as the last one."""
        self[key] = value
        self.move_to_end(key)
        if len(self) > self._count:
            self.popitem(last=False)
        return value


class StoredCorpus:
    """A corpus in a folder. Raises Refused for one with other tables, and OSError for a folder that has none.

    What is damaged raises Refused when it is read."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        check_schema(self.folder)
        self._places = _Recent[_Places](KEPT_PARTS)
        self._metadata = _Recent["pq.FileMetaData"](KEPT_PARTS * len(SCHEMAS))
        self._groups = _Recent[pa.Table](KEPT_GROUPS)
        self._last_part: int | None = None

    def parts(self) -> list[int]:
        """The numbers of its parts."""
        return sorted(part_numbers(self.folder, "discussions"))

    def size(self, part: int) -> int:
        """How many rows a part has in the table of discussions."""
        with self._file("discussions", part) as file:
            return int(file.metadata.num_rows)

    def stamp(self, part: int) -> Stamp:
        """The version of a part. Raises Refused if it is gone."""
        return self._version("discussions", part)

    def page(self, name: str) -> PageRows:
        """The rows of a page. Raises Unreadable if the corpus does not have it."""
        last = self._last_part or 0  # the next page is in this part or in a later one, if they are read in order
        for part in sorted(self.parts(), key=lambda part: (part < last, part)):
            places = self._places_in(part)
            first = pc.index(places.names, name).as_py()
            if first >= 0:
                self._last_part = part
                return self._page_at(part, places, first, name)
        raise Unreadable(name, "is not in the corpus")

    def _page_at(self, part: int, places: _Places, first: int, name: str) -> PageRows:
        last = first + 1
        while last < len(places.names) and places.names[last].as_py() == name:
            last += 1
        with self._file("discussions", part) as file:
            blocks = [
                Block.of(run_to_end(self._group(file, "discussions", part, group)).slice(at, size))
                for group, at, size in _groups_at(file, first, last)
            ]
        others = {
            table: self._rows(table, part, name, starts[first], starts[last]) for table, starts in places.starts.items()
        }
        return PageRows(name, joined(blocks), others["comments"], others["receipts"], part)

    def heads(self, part: int, columns: Sequence[str]) -> Iterator[tuple[str | None, Block]]:
        """The rows of each page of a part in the table of discussions, with some columns; None is time for a step."""
        with self._file("discussions", part) as file:
            yield from _pages_in(file, columns)

    def pages(self, part: int, among: AbstractSet[str] | None = None, *, receipts: bool = True) -> Iterator[PageRows]:
        """The rows of all pages of a part, or of those with one of some names, in its order, in one pass over its
        files. Those of a page are to be used before the next one is asked for. `receipts`: whether the receipts are
        read, too."""
        tables = _COUNTS if receipts else ("comments",)
        with self._file("discussions", part) as discussions, ExitStack() as stack:
            rest = {table: _Cursor(stack.enter_context(self._file(table, part)), table, among) for table in tables}
            for name, heads in _pages_in(discussions, COLUMNS["discussions"], among):
                if name is None:
                    continue
                of_page = {
                    table: cursor.take(name) if cursor.is_at(name) else self._searched(table, part, name)
                    for table, cursor in rest.items()
                    if sum(heads.columns[_COUNTS[table]] or ())
                }
                yield PageRows(name, heads, of_page.get("comments", ()), of_page.get("receipts", ()), part)
                for cursor in rest.values():
                    deque(cursor.take(name), maxlen=0)

    def _file(self, table: str, part: int) -> AbstractContextManager[pq.ParquetFile]:
        """The file of a table in a part."""
        key = table, part, self._version(table, part)
        known = self._metadata.get(key)
        if known is None:
            with part_file(self.folder, table, part) as file:
                known = self._metadata.keep(key, file.metadata)
        return part_file(self.folder, table, part, known)

    def _version(self, table: str, part: int) -> Stamp:
        path = part_path(self.folder, table, part)
        try:
            return stamp_of(path.stat())
        except OSError as error:
            raise Refused(f"has a part that cannot be read: {table}/{path.name}: {error}") from error

    def _places_in(self, part: int) -> _Places:
        def read() -> _Places:
            with self._file("discussions", part) as file:
                rows = file.read(columns=["page", *_COUNTS.values()]).combine_chunks()
            starts = {
                table: array("q", accumulate(rows.column(count).to_pylist(), initial=0))
                for table, count in _COUNTS.items()
            }
            names = rows.column("page")
            return _Places(names.chunk(0) if names.num_chunks else pa.array([], pa.string()), starts)

        return self._places.found((part, self.stamp(part)), read)

    def _rows(self, table: str, part: int, page: str, first: int, last: int) -> Iterator[Block | None]:
        """The rows of a page in the file of a part, by their numbers."""
        if first == last:
            return
        with self._file(table, part) as file:
            for group, at, size in _groups_at(file, first, last):
                rows = yield from self._group(file, table, part, group)
                some = rows.slice(at, size)
                names = some.column("page")
                if not size or names[0].as_py() != page or names[-1].as_py() != page:
                    yield from self._searched(table, part, page)
                    return
                for start in range(0, size, BLOCK_ROWS):
                    yield Block.of(some.slice(start, BLOCK_ROWS))
                    yield None

    def _group(self, file: pq.ParquetFile, table: str, part: int, group: int) -> Generator[None, None, pa.Table]:
        """A group of rows. Reads it column by column, each in a step."""
        key = table, part, group, self._version(table, part)
        kept = self._groups.get(key)
        if kept is None:
            columns = []
            for name in COLUMNS[table]:
                columns.append(file.read_row_group(group, columns=[name]).column(0))
                yield
            kept = pa.table(columns, names=COLUMNS[table])
        return self._groups.keep(key, kept)

    def _searched(self, table: str, part: int, page: str) -> Iterator[Block | None]:
        """The rows of a page in the file of a part, by names: in groups that may have them by their statistics."""
        with self._file(table, part) as file:
            for group in _groups_with(file, page):
                names = file.read_row_group(group, columns=["page"]).column(0)
                found = pc.indices_nonzero(pc.equal(names, page))
                yield None
                if len(found):
                    rows = file.read_row_group(group, columns=COLUMNS[table]).take(found)
                    for at in range(0, rows.num_rows, BLOCK_ROWS):
                        yield Block.of(rows.slice(at, BLOCK_ROWS))


class _Cursor:
    """The rows of a table in the file of a part, page by page."""

    def __init__(self, file: pq.ParquetFile, table: str, among: AbstractSet[str] | None) -> None:
        self._blocks = _blocks(file, COLUMNS[table], among)
        self._block, self._at = NO_ROWS, 0

    def is_at(self, page: str) -> bool:
        """Whether the next row is of a page."""
        while self._at >= self._block.size:
            block = next(self._blocks, None)
            if block is None:
                return False
            self._block, self._at = block, 0
        names = self._block.columns["page"]
        return names is not None and names[self._at] == page

    def take(self, page: str) -> Iterator[Block]:
        """The next rows as long as they are of a page."""
        while self.is_at(page):
            first, names = self._at, self._block.columns["page"] or ()
            while self._at < self._block.size and names[self._at] == page:
                self._at += 1
            yield self._block.cut(first, self._at)


def _blocks(file: pq.ParquetFile, columns: Sequence[str], among: AbstractSet[str] | None) -> Iterator[Block]:
    """The rows of a table, or those of some pages."""
    if among is None:
        yield from map(Block.of, file.iter_batches(BLOCK_ROWS, columns=columns))
        return
    names = pa.array(among, pa.string())
    for batch in file.iter_batches(FILTERED_ROWS, columns=columns):
        rows = batch.filter(pc.is_in(batch.column("page"), names))
        for at in range(0, rows.num_rows, BLOCK_ROWS):
            yield Block.of(rows.slice(at, BLOCK_ROWS))


def _pages_in(
    discussions: pq.ParquetFile, columns: Sequence[str], among: AbstractSet[str] | None = None
) -> Iterator[tuple[str | None, Block]]:
    """The rows of each page in the table of discussions. Those of one page may be in several batches. None is time for
    a step."""
    last: tuple[str, list[Block]] | None = None
    for block in _blocks(discussions, columns, among):
        yield None, NO_ROWS
        for page, rows in block.runs("page"):
            if last is not None and last[0] == page:
                last[1].append(rows)
                continue
            if last is not None:
                yield last[0], joined(last[1])
            last = page, [rows]
    if last is not None:
        yield last[0], joined(last[1])


def _groups_at(file: pq.ParquetFile, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """The groups of rows that have the rows from `first` up to `last`: the number of each, and the first of these rows
    in it, and how many they are."""
    metadata, begin = file.metadata, 0
    for group in range(metadata.num_row_groups):
        end = begin + metadata.row_group(group).num_rows
        if begin < last and first < end:
            at = max(first - begin, 0)
            yield group, at, min(last, end) - begin - at
        begin = end
    if last > begin and metadata.num_row_groups:  # the file has fewer rows than are counted
        yield 0, 0, 0


def _groups_with(file: pq.ParquetFile, page: str) -> Iterator[int]:
    """The groups of rows that may have a page, by the first and the last name in each."""
    metadata = file.metadata
    at = next(at for at in range(metadata.num_columns) if metadata.schema.column(at).path == "page")
    for group in range(metadata.num_row_groups):
        known = metadata.row_group(group).column(at).statistics
        if known is None or not known.has_min_max or known.min <= page <= known.max:
            yield group
