"""Columns that many rows state, but not all: mappings and sets of rows in little more memory than what they hold.

In dictionaries, ids of ten letters take 150 bytes each, and "1 year ago" takes 40 even if it is one object. Rows are
added in ascending order; what is changed later takes a little longer.
"""

from __future__ import annotations

from array import array
from collections.abc import MutableMapping, MutableSet
from itertools import accumulate, islice, repeat
from typing import TYPE_CHECKING, Generic, TypeVar

from thread_parsers.discussion.body_text import encoded
from thread_parsers.discussion.offsets import MAX_NARROW, is_wide, narrow, widened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Label = TypeVar("Label", bound=str)
_MARK = "\0"
"""Stands for the shared beginning of a string."""
MAX_SHORT = (1 << 16) - 1
"""The largest number of a label that two bytes hold."""
FEW_ROWS = 8
"""Rows whose labels are found without a dictionary."""
MIN_SHARED = 8
"""Bytes of a beginning that is worth a mark."""


def _shared_address(strings: Sequence[str]) -> bytes:
    """What all of some strings begin with, up to the last slash; nothing if that is short."""
    known = [string for string in strings if string]
    first, last = min(known), max(known)
    differs = next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    data = encoded(first[: first.rfind("/", 0, differs) + 1])
    return data if len(data) >= MIN_SHARED else b""


class StringColumn(MutableMapping[int, str]):
    """Rows to strings that differ. An empty string states nothing. The beginning that addresses of one page share is
    kept once."""

    __slots__ = ("_bytes", "_ends", "_later", "_prefix")

    def __init__(self) -> None:
        self._bytes = bytearray()
        """The strings of all rows in UTF-8."""
        self._ends = narrow()
        """For each row, where its string ends in `_bytes`."""
        self._later: dict[int, str] = {}
        """What was set for rows before the last one, and strings that begin like a mark."""
        self._prefix: bytes | None = None
        """What strings after a mark begin with; None until several strings are known."""

    def extend(self, row: int, strings: Sequence[str]) -> None:
        """Set the strings of the rows from `row` on."""
        joined = "".join(strings)
        if row < len(self._ends) or _MARK in joined:
            self.update(enumerate(strings, row))
            return
        if not joined:
            return
        if self._prefix is None and len(strings) > 1:
            self._prefix = _shared_address(strings)
        if not self._prefix and joined.isascii():
            self._append(row, joined.encode(), map(len, strings))
        elif joined.isascii() and all(map(str.startswith, strings, repeat(prefix := self._shared()))):
            rests = [string[len(prefix) :] for string in strings]
            self._append(row, (_MARK + _MARK.join(rests)).encode(), [len(_MARK) + len(rest) for rest in rests])
        else:
            pieces = list(map(self._piece, strings))
            self._append(row, b"".join(pieces), map(len, pieces))

    def _shared(self) -> str:
        """What strings after a mark begin with."""
        return (self._prefix or b"").decode("utf-8", "surrogateescape")

    def _piece(self, string: str) -> bytes:
        """What is kept of a string."""
        data = encoded(string)
        return b"\0" + data[len(self._prefix) :] if self._prefix and data.startswith(self._prefix) else data

    def extend_from(self, row: int, other: StringColumn, rows: Sequence[int]) -> None:
        """Set the strings of the rows from `row` on to those that some rows of another column have."""
        if not self._bytes and self._prefix is None:
            self._prefix = other._prefix
        if other._later or row < len(self._ends) or (other._prefix or b"") != (self._prefix or b""):
            self.extend(row, [other.get(at) or "" for at in rows])
            return
        data, ends, count = other._bytes, other._ends, len(other._ends)
        pieces = [data[ends[at - 1] if at else 0 : ends[at]] if at < count else b"" for at in rows]
        self._append(row, b"".join(pieces), map(len, pieces))

    def _append(self, row: int, data: bytes, sizes: Iterable[int]) -> None:
        size = len(self._bytes)
        if size + len(data) > MAX_NARROW and not is_wide(self._ends):
            self._ends = widened(self._ends)
        self._ends.extend(repeat(size, row - len(self._ends)))
        self._ends.extend(islice(accumulate(sizes, initial=size), 1, None))
        self._bytes += data

    def get(self, row: int, default: str | None = None) -> str | None:  # type: ignore[override] # of this type only
        """The string of a row."""
        string = self._later.get(row) if self._later else None
        if string is None and 0 <= row < len(self._ends):
            start = self._ends[row - 1] if row else 0
            data = bytes(self._bytes[start : self._ends[row]])
            if self._prefix and data.startswith(b"\0"):
                data = self._prefix + data[1:]
            string = data.decode("utf-8", "surrogateescape")
        return string or default

    def __getitem__(self, row: int) -> str:
        string = self.get(row)
        if string is None:
            raise KeyError(row)
        return string

    def __setitem__(self, row: int, string: str) -> None:
        if row < len(self._ends):
            self._later[row] = string
            return
        is_marked = string.startswith(_MARK)
        data = b"" if is_marked else self._piece(string)
        self._append(row, data, (len(data),))
        if is_marked:
            self._later[row] = string

    def __delitem__(self, row: int) -> None:
        if row not in self:
            raise KeyError(row)
        self[row] = ""

    def __iter__(self) -> Iterator[int]:
        return (row for row in range(len(self._ends)) if self.get(row))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None if self._later else bool(self._bytes)


class LabelColumn(MutableMapping[int, Label], Generic[Label]):
    """Rows to strings of which many are the same. An empty string states nothing."""

    __slots__ = ("_labels", "_numbers", "_rows")

    def __init__(self) -> None:
        self._rows = array("H")
        """For each row, the number of its label; 0 for none. Of four bytes each once there are many labels."""
        self._labels: list[Label | None] = [None]
        self._numbers: dict[Label | None, int] | None = None
        """The number of each label, once there are more than a few rows: a mailbox has thousands of discussions."""

    def extend(self, row: int, labels: Sequence[Label | None]) -> None:
        """Set the labels of the rows from `row` on."""
        if row < len(self._rows):
            for at, label in enumerate(labels, row):
                self._set(at, self._number(label))
        elif any(labels):
            if self._numbers is None and row + len(labels) <= FEW_ROWS:
                self._append(row, list(map(self._number, labels)))
                return
            known = self._counted()
            self._append(row, [known[label] if label in known else self._number(label) for label in labels])

    def extend_from(self, row: int, other: LabelColumn[Label], rows: Sequence[int]) -> None:
        """Set the labels of the rows from `row` on to those that some rows of another column have."""
        numbers = other._rows
        if row < len(self._rows) or len(other._labels) > len(rows):
            self.extend(row, [other.get(at) for at in rows])
            return
        same = list(map(self._number, other._labels))
        count = len(numbers)
        self._append(row, [same[numbers[at]] if at < count else 0 for at in rows])

    def between(self, first: int, stop: int) -> Iterator[tuple[int, Label]]:
        """The rows from one row up to another one that have a label, with it."""
        labels = self._labels
        for row, number in enumerate(self._rows[first:stop], first):
            label = labels[number]
            if label is not None:
                yield row, label

    def _number(self, label: Label | None) -> int:
        labels, wanted = self._labels, label or None
        if self._numbers is None and len(self._rows) < FEW_ROWS:
            if wanted in labels:
                return labels.index(wanted)
            labels.append(label)
            return len(labels) - 1
        known = self._counted()
        number = known.get(wanted)
        if number is None:
            number = known[label] = len(labels)
            labels.append(label)
            if number > MAX_SHORT and self._rows.typecode == "H":
                self._rows = array("I", self._rows)
        return number

    def _counted(self) -> dict[Label | None, int]:
        """The number of each label."""
        if self._numbers is None:
            self._numbers = {label: number for number, label in enumerate(self._labels)}
        return self._numbers

    def _append(self, row: int, numbers: list[int]) -> None:
        self._rows.frombytes(bytes(self._rows.itemsize * (row - len(self._rows))))
        self._rows.fromlist(numbers)

    def _set(self, row: int, number: int) -> None:
        if row < len(self._rows):
            self._rows[row] = number
        elif number:
            self._append(row, [number])

    def get(self, row: int, default: Label | None = None) -> Label | None:  # type: ignore[override] # of these only
        """The label of a row."""
        label = self._labels[self._rows[row]] if 0 <= row < len(self._rows) else None
        return default if label is None else label

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and 0 <= row < len(self._rows) and self._rows[row] > 0

    def __getitem__(self, row: int) -> Label:
        label = self._labels[self._rows[row]] if 0 <= row < len(self._rows) else None
        if label is None:
            raise KeyError(row)
        return label

    def __setitem__(self, row: int, label: Label) -> None:
        known, rows = self._numbers, self._rows
        number = None if known is None else known.get(label)
        if number and row == len(rows):  # as most are set
            rows.append(number)
        elif number is not None and row < len(rows):
            rows[row] = number
        else:
            self._set(row, self._number(label))

    def __delitem__(self, row: int) -> None:
        if row not in self:
            raise KeyError(row)
        self._rows[row] = 0

    def __iter__(self) -> Iterator[int]:
        return (row for row, number in enumerate(self._rows) if number)

    def __len__(self) -> int:
        return len(self._rows) - self._rows.count(0)

    def __bool__(self) -> bool:
        return any(self._rows)


class RowSet(MutableSet[int]):
    """A set of rows."""

    __slots__ = ("_count", "_flags")

    def __init__(self) -> None:
        self._flags = bytearray()
        """For each row, whether it is in the set."""
        self._count = 0

    def extend_from(self, row: int, other: RowSet, rows: Sequence[int]) -> None:
        """Add the rows from `row` on for which some rows of another set are in that."""
        flags, count = other._flags, len(other._flags)
        self.update(at for at, old in enumerate(rows, row) if old < count and flags[old])

    def add(self, row: int) -> None:
        """Add a row."""
        if row == len(self._flags):  # as most are added
            self._flags.append(0)
        elif row > len(self._flags):
            self._flags.extend(bytes(row + 1 - len(self._flags)))
        self._count += not self._flags[row]
        self._flags[row] = 1

    def update(self, rows: Iterable[int]) -> None:
        """Add rows."""
        for row in rows:
            self.add(row)

    def discard(self, row: int) -> None:
        """Remove a row if it is in the set."""
        if row in self:
            self._flags[row] = 0
            self._count -= 1

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and 0 <= row < len(self._flags) and self._flags[row] > 0

    def __iter__(self) -> Iterator[int]:
        return (row for row, flag in enumerate(self._flags) if flag)

    def __len__(self) -> int:
        return self._count
