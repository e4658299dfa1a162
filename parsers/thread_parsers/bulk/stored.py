"""A corpus that is read: the rows of one page, found by its name, or those of one page after the other.

The rows of a page are next to each other. To find them, the names of pages are read in those groups of rows that may
have it by their statistics; of the other columns only the groups that have it.
"""

from __future__ import annotations

from collections import deque
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from thread_parsers.bulk.folder import check_schema, part_file, part_numbers
from thread_parsers.bulk.rows import DUPLICATE, READ, SIEVED
from thread_parsers.bulk.schema import SCHEMAS
from thread_parsers.errors import Unreadable

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    import pyarrow.parquet as pq

BLOCK_ROWS = 1 << 12
"""Rows that become lists at a time."""
_NOT_NEEDED = frozenset({"source", "record", "address", "fetched", "sha256", "bytes", "score"})
"""Columns of discussions that say nothing of what a page says."""
COLUMNS = {name: [each for each in schema.names if each not in _NOT_NEEDED] for name, schema in SCHEMAS.items()}
"""Those from which a discussion is rebuilt."""


class Block(NamedTuple):
    """Some rows of a table as lists, and None for a column that states nothing. Times are milliseconds from 1970."""

    size: int
    columns: dict[str, list[Any] | None]

    @classmethod
    def of(cls, rows: pa.Table | pa.RecordBatch) -> Block:
        """The rows of a table."""
        return cls(rows.num_rows, {name: _listed(rows.column(name)) for name in rows.schema.names})

    def cut(self, first: int, last: int) -> Block:
        """The rows from `first` up to `last`."""
        if (first, last) == (0, self.size):
            return self
        cut = {name: None if values is None else values[first:last] for name, values in self.columns.items()}
        return Block(last - first, cut)

    def runs(self, name: str) -> Iterator[tuple[Any, Block]]:
        """The rows with each value of a column, which are next to each other."""
        at = 0
        for value, same in groupby(self.columns[name] or ()):
            end = at + sum(1 for _ in same)
            yield value, self.cut(at, end)
            at = end


class PageRows(NamedTuple):
    """The rows of a page in all tables. The later ones are read when they are asked for."""

    name: str
    discussions: Block
    comments: Iterable[Block]
    receipts: Iterable[Block]


class StoredCorpus:
    """A corpus in a folder. Raises Refused for one with other tables, and OSError for a folder that has none.

    What is damaged raises Refused when it is read."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        check_schema(self.folder)

    def parts(self) -> list[int]:
        """The numbers of its parts."""
        return sorted(part_numbers(self.folder, "discussions"))

    def page(self, name: str, part: int | None = None) -> PageRows:
        """The rows of a page. `part`: the part that has it, if that is known. Raises Unreadable if no part has it."""
        for number in self.parts() if part is None else (part,):
            heads = list(self._found("discussions", number, name))
            if heads:
                found = Block.of(pa.concat_tables(heads))
                return PageRows(name, found, self._rows("comments", number, name), self._rows("receipts", number, name))
        raise Unreadable(name, "is not in the corpus")

    def pages(self, part: int) -> Iterator[PageRows]:
        """The rows of all pages of a part, in its order, in one pass over its files. Those of a page are to be used
        before the next one is asked for."""
        with part_file(self.folder, "discussions", part) as discussions, ExitStack() as stack:
            rest = {
                table: _Cursor(stack.enter_context(part_file(self.folder, table, part)), table)
                for table in ("comments", "receipts")
            }
            for name, heads in _pages_in(discussions):
                read = sum(heads.columns["comments_read"] or ())
                of_page = {
                    table: cursor.take(name) if cursor.is_at(name) else self._rows(table, part, name)
                    for table, cursor in rest.items()
                    if heads.columns["outcome"] == [READ] * heads.size and (read or table == "receipts")
                }
                yield PageRows(name, heads, of_page.get("comments", ()), of_page.get("receipts", ()))
                for cursor in rest.values():
                    deque(cursor.take(name), maxlen=0)

    def _rows(self, table: str, part: int, page: str) -> Iterator[Block]:
        for rows in self._found(table, part, page):
            for at in range(0, rows.num_rows, BLOCK_ROWS):
                yield Block.of(rows.slice(at, BLOCK_ROWS))

    def _found(self, table: str, part: int, page: str) -> Iterator[pa.Table]:
        """The rows of a page in the file of a part."""
        with part_file(self.folder, table, part) as file:
            for group in _groups_with(file, page):
                names = file.read_row_group(group, columns=["page"]).column(0)
                found = pc.indices_nonzero(pc.equal(names, page))
                if not len(found):
                    continue
                rows = file.read_row_group(group, columns=COLUMNS[table])
                first, last = found[0].as_py(), found[-1].as_py() + 1
                yield rows.slice(first, last - first) if last - first == len(found) else rows.take(found)


class _Cursor:
    """The rows of a table in the file of a part, page by page."""

    def __init__(self, file: pq.ParquetFile, table: str) -> None:
        self._blocks = map(Block.of, file.iter_batches(BLOCK_ROWS, columns=COLUMNS[table]))
        self._block, self._at = Block(0, {}), 0

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


def _pages_in(discussions: pq.ParquetFile) -> Iterator[tuple[str, Block]]:
    """The rows of each page in the table of discussions. Those of one page may be in several batches."""
    last: tuple[str, list[Block]] | None = None
    for batch in discussions.iter_batches(BLOCK_ROWS, columns=COLUMNS["discussions"]):
        for page, rows in Block.of(batch).runs("page"):
            if last is not None and last[0] == page:
                last[1].append(rows)
                continue
            if last is not None:
                yield last[0], _joined(last[1])
            last = page, [rows]
    if last is not None:
        yield last[0], _joined(last[1])


def _joined(blocks: list[Block]) -> Block:
    if len(blocks) == 1:
        return blocks[0]
    columns = {
        name: [value for block in blocks for value in block.columns[name] or [None] * block.size]
        for name in blocks[0].columns
    }
    return Block(sum(block.size for block in blocks), dict(columns))


def _groups_with(file: pq.ParquetFile, page: str) -> Iterator[int]:
    """The groups of rows that may have a page, by the first and the last name in each."""
    metadata = file.metadata
    at = next(at for at in range(metadata.num_columns) if metadata.schema.column(at).path == "page")
    for group in range(metadata.num_row_groups):
        known = metadata.row_group(group).column(at).statistics
        if known is None or not known.has_min_max or known.min <= page <= known.max:
            yield group


def _listed(column: pa.Array | pa.ChunkedArray) -> list[Any] | None:
    if column.null_count == len(column):
        return None
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.int64())
    values: list[Any] = column.to_pylist()
    return values


def check_outcome(rows: PageRows) -> None:
    """Raises Unreadable for a page that has no comments."""
    heads = rows.discussions.columns
    outcome = (heads["outcome"] or [""])[0]
    if outcome == READ:
        return
    if outcome == DUPLICATE:
        first = (heads["duplicate_of"] or [None])[0]
        raise Unreadable(rows.name, f"has the same bytes as {first}")
    reason = (heads["error"] or [None])[0] or outcome
    raise Unreadable(rows.name, f"was not read: {reason}" if outcome == SIEVED else reason)
