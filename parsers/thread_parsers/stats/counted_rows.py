"""The values of columns in the rows that are counted: all of a discussion, or those that a query matches."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from thread_parsers.discussion.columns import Columns

Rows: TypeAlias = "range | array[int]"
"""The indices of the comments that are counted, ascending: a range is all of them."""
SLICE_ROWS = 8192
"""Comments between two yields."""


def values(column: array[int], rows: Rows) -> array[int]:
    """The values of a column in these rows."""
    if isinstance(rows, range):
        return column if len(rows) == len(column) else column[rows.start : rows.stop]
    return array(column.typecode, map(column.__getitem__, rows))


def gathered(column: array[int], rows: Rows) -> Generator[None, None, array[int]]:
    """The same, a slice at a time. Of all rows, it is the column itself."""
    if isinstance(rows, range):
        return values(column, rows)
    found: array[int] = array(column.typecode)
    for start in range(0, len(rows), SLICE_ROWS):
        found.extend(values(column, rows[start : start + SLICE_ROWS]))
        yield
    return found


def instants(columns: Columns, rows: Rows) -> Sequence[int]:
    """The times of these rows by one clock, as `Columns.instants`; NO_TIME where there is none."""
    if isinstance(rows, range):
        return columns.instants(slice(rows.start, rows.stop))
    if not columns.zones:
        return values(columns.time, rows)
    return array("q", map(columns.instant, rows))


def people_in_steps(columns: Columns, rows: Sequence[int]) -> Generator[None, None, int]:
    """The number of different authors in these rows, counted a slice at a time."""
    authors = columns.author
    if len(rows) <= SLICE_ROWS:
        return len(set(map(authors.__getitem__, rows)))
    seen = bytearray(len(columns.author_names))
    for start in range(0, len(rows), SLICE_ROWS):
        for number in set(map(authors.__getitem__, rows[start : start + SLICE_ROWS])):
            seen[number] = 1
        yield
    return sum(seen)
