"""A column of strings that takes little more memory than their bytes."""

from __future__ import annotations

from array import array
from collections.abc import MutableMapping
from itertools import accumulate, islice, repeat
from typing import TYPE_CHECKING

from thread_parsers.discussion.body_text import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class StringColumn(MutableMapping[int, str]):
    """Rows to strings. A row that states none is not in it; an empty string states nothing.

    As a dictionary, ids of ten letters take 150 bytes each, here 18. Rows are added in ascending order; what is set
    later for a row before the last one is kept in a dictionary.
    """

    __slots__ = ("_bytes", "_ends", "_later")

    def __init__(self) -> None:
        self._bytes = bytearray()
        """The strings of all rows in UTF-8."""
        self._ends = array("Q")
        """For each row, where its string ends in `_bytes`."""
        self._later: dict[int, str] = {}

    def extend(self, row: int, strings: Sequence[str]) -> None:
        """Set the strings of the rows from `row` on."""
        joined = "".join(strings)
        if not joined:
            return
        if row < len(self._ends):
            self.update(enumerate(strings, row))
        elif joined.isascii():
            self._append(row, joined.encode(), map(len, strings))
        else:
            pieces = list(map(encoded, strings))
            self._append(row, b"".join(pieces), map(len, pieces))

    def extend_from(self, row: int, other: StringColumn, rows: Sequence[int]) -> None:
        """Set the strings of the rows from `row` on to those that some rows of another column have."""
        if other._later or row < len(self._ends):
            self.extend(row, [other.get(at) or "" for at in rows])
            return
        data, ends, count = other._bytes, other._ends, len(other._ends)
        pieces = [data[ends[at - 1] if at else 0 : ends[at]] if at < count else b"" for at in rows]
        self._append(row, b"".join(pieces), map(len, pieces))

    def _append(self, row: int, data: bytes, sizes: Iterable[int]) -> None:
        size = len(self._bytes)
        self._ends.extend(repeat(size, row - len(self._ends)))
        self._ends.extend(islice(accumulate(sizes, initial=size), 1, None))
        self._bytes += data

    def get(self, row: int, default: str | None = None) -> str | None:  # type: ignore[override] # of this type only
        """The string of a row."""
        string = self._later.get(row) if self._later else None
        if string is None and 0 <= row < len(self._ends):
            start = self._ends[row - 1] if row else 0
            string = self._bytes[start : self._ends[row]].decode("utf-8", "surrogateescape")
        return string or default

    def __getitem__(self, row: int) -> str:
        string = self.get(row)
        if string is None:
            raise KeyError(row)
        return string

    def __setitem__(self, row: int, string: str) -> None:
        if row < len(self._ends):
            self._later[row] = string
        else:
            data = encoded(string)
            self._append(row, data, (len(data),))

    def __delitem__(self, row: int) -> None:
        self[row] = self[row][:0]

    def __iter__(self) -> Iterator[int]:
        return (row for row in range(len(self._ends)) if self.get(row))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return bool(self._bytes or self._later)
