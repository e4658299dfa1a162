"""Columns that are gathered page by page, and become arrays of Arrow all at once.

Numbers are kept as in memory, so that what discussions have is copied as a whole.
"""

from __future__ import annotations

import re
from array import array
from itertools import accumulate, count
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from thread_parsers.bulk.schema import KIND, KINDS, TEXTS, TIME
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from thread_parsers.bulk.schema import Column

NUMBER_TYPES = {"b": pa.int8(), "i": pa.int32(), "I": pa.uint32(), "q": pa.int64()}
"""The types of Arrow that have the numbers of an array of Python."""

_HALVES = re.compile("[\ud800-\udfff]")
"""What no UTF-8 has: bytes that were not, and halves of surrogate pairs."""


class Gathered(Protocol):
    """A column."""

    def extend(self, first: int, values: Any) -> None:
        """Add the values of the rows from `first` on. Rows before them that were left out state nothing."""

    def arrow(self, rows: int) -> pa.Array:
        """The column as an array with so many rows. Raises UnicodeEncodeError or ArrowInvalid for text that is not
        UTF-8."""

    def replace_broken(self) -> Iterable[tuple[int, int]]:
        """Put replacement characters for what is not UTF-8. Returns rows, and how many characters were replaced."""


class _WithoutText:
    """A column in which nothing can be broken."""

    def replace_broken(self) -> Iterable[tuple[int, int]]:
        """Nothing."""
        return ()


class Numbers(_WithoutText):
    """Numbers; those below `least` are null."""

    def __init__(self, type_: pa.DataType, code: str = "i", least: int = 0, factor: int = 1) -> None:
        """`code` is that of the array, `factor` what each number is multiplied by."""
        self._type, self._code, self._least, self._factor = type_, code, least, factor
        self._values = array(code)
        self._nothing = array(code, [0 if code == "I" else least - 1])

    def extend(self, first: int, values: Iterable[int]) -> None:
        """Add numbers; an array of the same kind is copied as a whole."""
        self._fill(first)
        if isinstance(values, array):
            self._values.extend(values)
        else:  # `extend` would take twice as long
            self._values.fromlist(list(values))

    def _fill(self, rows: int) -> None:
        if rows > len(self._values):
            self._values += self._nothing * (rows - len(self._values))

    def arrow(self, rows: int) -> pa.Array:
        """The numbers."""
        if not self._values:
            return pa.nulls(rows, self._type)
        self._fill(rows)
        found = pa.Array.from_buffers(NUMBER_TYPES[self._code], rows, [None, pa.py_buffer(self._values)])
        if self._code != "I":
            is_stated = pc.greater_equal(found, self._least)
            if not pc.all(is_stated).as_py():
                found = pc.if_else(is_stated, found, pa.scalar(None, found.type))
        return (found if self._factor == 1 else pc.multiply(found, self._factor)).cast(self._type)


class Repeated(_WithoutText):
    """The same value for all rows of a page."""

    def __init__(self, type_: pa.DataType) -> None:
        self._type = type_
        self._values: list[Any] = []
        self._places = array("i")

    def extend(self, first: int, values: tuple[Any, int]) -> None:
        """Add a value so many times."""
        value, count = values
        if not self._values or self._values[-1] != value:
            self._values.append(value)
        self._places += array("i", [len(self._values) - 1]) * count

    def arrow(self, rows: int) -> pa.Array:
        """The values."""
        places = pa.Array.from_buffers(pa.int32(), rows, [None, pa.py_buffer(self._places)])
        return pa.array(self._values, self._type).take(places)


class Flags(_WithoutText):
    """Whether something is true of a row: bytes of 0 and 1."""

    def __init__(self) -> None:
        self._values = bytearray()

    def extend(self, first: int, values: Iterable[int]) -> None:
        """Add flags."""
        self._fill(first)
        self._values.extend(values)

    def _fill(self, rows: int) -> None:
        self._values.extend(bytes(rows - len(self._values)))

    def arrow(self, rows: int) -> pa.Array:
        """The flags."""
        self._fill(rows)
        return pa.Array.from_buffers(pa.uint8(), rows, [None, pa.py_buffer(self._values)]).cast(pa.bool_())


class Values:
    """Objects of Python, None for nothing."""

    def __init__(self, type_: pa.DataType) -> None:
        self._type = type_
        self._values: list[Any] = []

    def extend(self, first: int, values: Iterable[Any]) -> None:
        """Add objects."""
        self._fill(first)
        self._values.extend(values)

    def _fill(self, rows: int) -> None:
        self._values.extend([None] * (rows - len(self._values)))

    def arrow(self, rows: int) -> pa.Array:
        """The objects."""
        if not self._values:
            return pa.nulls(rows, self._type)
        self._fill(rows)
        return pa.array(self._values, self._type)

    def replace_broken(self) -> Iterator[tuple[int, int]]:
        """In the texts, and in those of lists."""
        for row, value in enumerate(self._values):
            self._values[row], replaced = whole(value)
            if replaced:
                yield row, replaced


class Texts:
    """Lists of texts: all of them, one after the other, as bytes of UTF-8, and how many each row has."""

    def __init__(self, type_: pa.DataType) -> None:
        self._type = type_
        self._values: list[bytes] = []
        self._counts = array("i")

    def extend(self, first: int, values: tuple[Sequence[bytes], Iterable[int]]) -> None:
        """Add texts, and how many of them each row has."""
        texts, counts = values
        self._values += texts
        self._counts.extend(counts)

    def arrow(self, rows: int) -> pa.Array:
        """The lists."""
        ends = array("i", accumulate(self._counts, initial=0))
        places = pa.Array.from_buffers(pa.int32(), rows + 1, [None, pa.py_buffer(ends)])
        return pa.ListArray.from_arrays(places, pa.array(self._values, self._type.value_type), type=self._type)

    def replace_broken(self) -> Iterator[tuple[int, int]]:
        """In all texts."""
        places = count()
        for row, texts in enumerate(self._counts):
            for _, place in zip(range(texts), places, strict=False):
                text, replaced = whole(self._values[place].decode("utf-8", "surrogateescape"))
                if replaced:
                    self._values[place] = text.encode()
                    yield row, replaced


class Kinds(Numbers):
    """The kinds of a receipt, by their numbers in KINDS."""

    def __init__(self) -> None:
        super().__init__(pa.int8(), "b")

    def arrow(self, rows: int) -> pa.Array:
        """The kinds, as a dictionary."""
        return pa.DictionaryArray.from_arrays(super().arrow(rows), pa.array(KINDS, KIND.value_type))


_BY_NAME: dict[str, Callable[[], Gathered]] = {
    "page": lambda: Repeated(pa.string()),
    "part": lambda: Repeated(pa.int32()),
    "parent": lambda: Numbers(pa.int32(), "i", least=1),
    "depth": lambda: Numbers(pa.int32(), "I"),
    "time": lambda: Numbers(TIME, "q", least=NO_TIME + 1, factor=1000),
    "likes": lambda: Numbers(pa.int32(), "i", least=NO_SCORE + 1),
    "segments": lambda: Texts(TEXTS),
    "kind": Kinds,
}
_BY_TYPE: dict[pa.DataType, Callable[[], Gathered]] = {
    pa.int32(): lambda: Numbers(pa.int32(), "i"),
    pa.int64(): lambda: Numbers(pa.int64(), "q"),
    pa.bool_(): Flags,
}


def gathered(column: Column) -> Gathered:
    """What gathers a column of comments or receipts."""
    make = _BY_NAME.get(column.name) or _BY_TYPE.get(column.type)
    return make() if make is not None else Values(column.type)


def whole(value: Any) -> tuple[Any, int]:
    """A text, or a list or tuple of them, without what is not UTF-8, and how many characters were replaced."""
    if isinstance(value, str):
        return _HALVES.subn("\ufffd", value) if not value.isascii() else (value, 0)
    if isinstance(value, (list, tuple)):
        several = [whole(each) for each in value]
        return type(value)(each for each, _ in several), sum(replaced for _, replaced in several)
    return value, 0
