"""The rows of a page as lists."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from thread_parsers.bulk.rows import DUPLICATE, READ, SIEVED
from thread_parsers.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
    """The rows of a page in all tables. The later ones are read when they are asked for; None is time for a step."""

    name: str
    discussions: Block
    comments: Iterable[Block | None]
    receipts: Iterable[Block | None]
    part: int
    """The number of the part that has them."""


NO_ROWS = Block(0, {})


def joined(blocks: list[Block]) -> Block:
    """The rows of several blocks of the same columns, at least one."""
    if len(blocks) == 1:
        return blocks[0]
    columns: dict[str, list[Any] | None] = {
        name: [value for block in blocks for value in block.columns[name] or [None] * block.size]
        for name in blocks[0].columns
    }
    return Block(sum(block.size for block in blocks), columns)


def check_outcome(rows: PageRows) -> None:
    """Raises Unreadable for a page that has no comments."""
    heads = rows.discussions.columns
    outcome, first, reason = ((heads[name] or [None])[0] for name in ("outcome", "duplicate_of", "error"))
    if outcome == DUPLICATE:
        raise Unreadable(rows.name, f"has the same bytes as {first}")
    if outcome == SIEVED:
        raise Unreadable(rows.name, f"was not read: {reason}")
    if outcome != READ:
        raise Unreadable(rows.name, reason or "was not read")


def _listed(column: pa.Array | pa.ChunkedArray) -> list[Any] | None:
    if column.null_count == len(column):
        return None
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.int64())
    values: list[Any] = column.to_pylist()
    return values
