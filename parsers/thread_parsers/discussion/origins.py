"""Where the parts of a rendered file are: runs of its bytes, each with what the receipt calls it."""

from __future__ import annotations

from array import array
from itertools import accumulate, count
from operator import add, neg, sub
from typing import TYPE_CHECKING
from zlib import compress, decompress

from thread_parsers.steps import sorted_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.discussion.receipt import Kind

_BLOCK_RUNS = 1 << 10
"""Runs that are packed together, in a fraction of a millisecond."""


class Origins:
    """Runs of bytes, in the order in which they were found. They are packed, since only the receipt reads them: a page
    of HTML has sixteen for a comment, which take seventeen bytes each as they are, and two packed."""

    def __init__(self, *, in_lines: bool = False) -> None:
        self.in_lines = in_lines
        """Whether they are runs of lines, numbered from 0: what is known of a text file that is not there."""
        self._start, self._end = array("q"), array("q")
        """First byte of the file, and one past the last, of the runs that are not packed yet."""
        self._kind = bytearray()
        self._packed: list[tuple[int, bytes]] = []
        """How many runs, and these."""
        self._packed_runs = 0
        self._kinds: list[Kind] = []
        self._numbers: dict[Kind, int] = {}
        """The indices of the kinds in `_kinds`."""

    def __len__(self) -> int:
        return self._packed_runs + len(self._start)

    def add(self, start: int, end: int, kind: Kind) -> None:
        """Add a run: bytes `start` to `end` of the file. `kind` is what the receipt calls them."""
        self._start.append(start)
        self._end.append(end)
        self._kind.append(self._number(kind))
        if len(self._start) >= _BLOCK_RUNS:
            self._pack()

    def extend(self, spans: Sequence[tuple[int, int]], kind: Kind) -> None:
        """Add many runs of one kind."""
        self._start.fromlist([start for start, _ in spans])
        self._end.fromlist([end for _, end in spans])
        self._kind += bytes((self._number(kind),)) * len(spans)
        if len(self._start) >= _BLOCK_RUNS:
            self._pack()

    def _number(self, kind: Kind) -> int:
        number = self._numbers.get(kind)
        if number is None:
            number = self._numbers[kind] = len(self._kinds)
            self._kinds.append(kind)
        return number

    def _pack(self) -> None:
        """Pack the runs so far. Their lengths, and the bytes from one to the next, are small and much alike."""
        starts, runs = self._start, len(self._start)
        steps = array("q", map(sub, starts, [0, *starts[:-1]]))
        lengths = array("q", map(sub, self._end, starts))
        self._packed.append((runs, compress(steps.tobytes() + lengths.tobytes() + self._kind, 1)))
        self._packed_runs += runs
        self._start, self._end, self._kind = array("q"), array("q"), bytearray()

    def _blocks(self) -> Iterator[tuple[array[int], array[int], bytes]]:
        """First bytes, ends and kinds of all runs so far, a block at a time."""
        packed, rest = tuple(self._packed), (self._start[:], self._end[:], bytes(self._kind))
        for runs, block in packed:
            yield _unpacked(runs, block)
        yield rest

    def in_file_order_in_steps(self) -> Generator[None, None, Iterator[tuple[int, int, Kind]]]:
        """(start, end, kind) of all runs by their position in the file; of runs that begin at the same byte the longer
        one first. Sorts in steps."""
        numbers = bytearray()
        """The kinds of all runs."""

        def found() -> Iterator[tuple[int, int, int]]:
            run = count()
            for starts, ends, kinds in self._blocks():
                numbers.extend(kinds)
                yield from zip(starts, map(neg, ends), run, strict=False)

        runs = yield from sorted_in_steps(found(), key=tuple)
        return ((start, -end, self._kinds[numbers[run]]) for start, end, run in runs)


def _unpacked(runs: int, block: bytes) -> tuple[array[int], array[int], bytes]:
    data, size = decompress(block), 8 * runs
    steps, lengths = array("q", data[:size]), array("q", data[size : 2 * size])
    starts = array("q", accumulate(steps))
    return starts, array("q", map(add, starts, lengths)), data[2 * size :]
