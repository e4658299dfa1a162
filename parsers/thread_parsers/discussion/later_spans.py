"""Where comments are in the file, worked out when it is first asked for.

Locating each comment of a nested page takes as long as decoding it, and most readers never ask. So of many comments
only the bytes that hold all of them are kept, with what finds each one in these.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thread_parsers.discussion.columns import Columns

    Span = tuple[int, int]
    FindAll = Callable[[bytes], Sequence[Span]]
    """Finds where each of some comments is in the bytes that hold all of them."""


class _Run(NamedTuple):
    """Rows that follow each other, and the bytes of the file that hold their comments."""

    first: int
    stop: int
    span: Span
    find: FindAll


class LaterSpans:
    """The rows of a discussion whose `file_start` and `file_end` are not known yet."""

    def __init__(self, read: Callable[[int, int], bytes]) -> None:
        """`read` reads the file."""
        self._read = read
        self._firsts: list[int] = []
        """The first row of each run, in ascending order."""
        self._runs: list[_Run | None] = []
        """None for those whose comments were found."""

    def add(self, rows: range, span: Span, find: FindAll) -> None:
        """Add rows, which are behind all that were added before."""
        self._firsts.append(rows.start)
        self._runs.append(_Run(rows.start, rows.stop, span, find))

    def find(self, columns: Columns, row: int) -> None:
        """Fill in the places of a row and of those in the same run, if they are not known. If the file has changed
        and they can no longer be found, each gets the span of the run."""
        at = bisect_right(self._firsts, row) - 1
        run = self._runs[at] if at >= 0 else None
        if run is not None and row < run.stop:
            self._find(columns, at, run)

    def find_all(self, columns: Columns) -> None:
        """Fill in the places of all rows."""
        for at, run in enumerate(self._runs):
            if run is not None:
                self._find(columns, at, run)

    def _find(self, columns: Columns, at: int, run: _Run) -> None:
        start, end = run.span
        found = run.find(self._read(start, end))
        if len(found) != run.stop - run.first:
            found = [(0, end - start)] * (run.stop - run.first)
        count = min(run.stop, len(columns)) - run.first  # the rest of them may not be complete yet
        for place, (first, last) in enumerate(found[:count], run.first):
            columns.file_start[place], columns.file_end[place] = start + first, start + last
        if run.first + count == run.stop:
            self._runs[at] = None
