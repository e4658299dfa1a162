"""Where rendered text came from: runs of the text, each with the bytes of the file it was made from."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import count
from operator import neg
from typing import TYPE_CHECKING

from thread_parsers.steps import sorted_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.discussion.receipt import Kind


class Origins:
    """Runs in the order of the text. A run without text marks bytes of the file that are not in the text."""

    def __init__(self) -> None:
        self._text = array("Q")
        """Offset in the text at which a run begins."""
        self._start = array("Q")
        self._end = array("Q")
        """First byte of the file, and one past the last."""
        self._kind = array("B")
        self._kinds: list[Kind] = []
        self._numbers: dict[Kind, int] = {}
        """The indices of the kinds in `_kinds`."""

    def __len__(self) -> int:
        return len(self._text)

    def add(self, text: int, start: int, end: int, kind: Kind) -> None:
        """Add a run: it begins at an offset of the text, not before the last run, and came from bytes `start` to `end`
        of the file. `kind` is what the receipt calls these bytes."""
        self._text.append(text)
        self._start.append(start)
        self._end.append(end)
        self._kind.append(self._number(kind))

    def extend(self, texts: array[int], spans: Sequence[tuple[int, int]], kind: Kind) -> None:
        """Add many runs of one kind: the offsets of the text, and for each the bytes of the file."""
        self._text.extend(texts)
        self._start.fromlist([start for start, _ in spans])
        self._end.fromlist([end for _, end in spans])
        self._kind.frombytes(bytes((self._number(kind),)) * len(spans))

    def _number(self, kind: Kind) -> int:
        number = self._numbers.get(kind)
        if number is None:
            number = self._numbers[kind] = len(self._kinds)
            self._kinds.append(kind)
        return number

    def file_span(self, offset: int) -> tuple[int, int]:
        """The bytes of the file from which the text at an offset was made; (0, 0) before the first run."""
        run = bisect_right(self._text, offset) - 1
        return (self._start[run], self._end[run]) if run >= 0 else (0, 0)

    def in_file_order_in_steps(self) -> Generator[None, None, Iterator[tuple[int, int, Kind]]]:
        """(start, end, kind) of all runs by their position in the file; of runs that begin at the same byte the longer
        one first. Sorts in steps."""
        runs = yield from sorted_in_steps(zip(self._start, map(neg, self._end), count(), strict=False), key=tuple)
        return ((start, -end, self._kinds[self._kind[run]]) for start, end, run in runs)
