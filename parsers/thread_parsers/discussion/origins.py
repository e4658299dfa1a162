"""Where the parts of a rendered file are: runs of its bytes, each with what the receipt calls it."""

from __future__ import annotations

from array import array
from itertools import accumulate, count
from operator import add, neg, sub
from typing import TYPE_CHECKING
from zlib import compress, decompress

from thread_parsers.steps import sorted_in_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from thread_parsers.discussion.receipt import Kind

    Find = Callable[[bytes], tuple[int, int] | None]
    """Finds the part of some bytes that a run is about: where it begins and ends. None stands for all of them."""

_BLOCK_RUNS = 1 << 10
"""Runs that are packed together, in a fraction of a millisecond."""
MAX_SEARCHED_BYTES = 1 << 18
"""In longer runs no part is looked for."""
_SLICE_BYTES, _SLICE_RUNS = 1 << 17, 1 << 6
"""Bytes, and runs, in which parts are looked for between two yields."""


class Origins:
    """Runs of bytes, in the order in which they were found. They are packed, since only the receipt reads them: a page
    of HTML has sixteen for a comment, which take seventeen bytes each as they are, and two packed. For the same reason
    the words of a comment may be looked for only then, in the bytes that state it."""

    def __init__(self, read: Callable[[int, int], bytes] | None = None, *, in_lines: bool = False) -> None:
        """`read` reads the file."""
        self.in_lines = in_lines
        """Whether they are runs of lines, numbered from 0: what is known of a text file that is not there."""
        self._read = read
        self._start, self._end = array("q"), array("q")
        """First byte of the file, and one past the last, of the runs that are not packed yet."""
        self._kind = bytearray()
        self._packed: list[tuple[int, bytes]] = []
        """How many runs, and these."""
        self._packed_runs = 0
        self._found = 0
        """The first block whose parts are not found yet."""
        self._kinds: list[tuple[Kind, Find | None]] = []
        """Each kind with what finds the part that a run is about."""
        self._numbers: dict[tuple[Kind, Find | None], int] = {}
        """The indices of these in `_kinds`."""

    def __len__(self) -> int:
        return self._packed_runs + len(self._start)

    def add(self, start: int, end: int, kind: Kind, find: Find | None = None) -> None:
        """Add a run: bytes `start` to `end` of the file, or what `find` finds in them. `kind` is what the receipt calls
        them."""
        self._start.append(start)
        self._end.append(end)
        self._kind.append(self._number(kind, find))
        if len(self._start) >= _BLOCK_RUNS:
            self._pack()

    def extend(self, spans: Sequence[tuple[int, int]], kind: Kind, find: Find | None = None) -> None:
        """Add many runs of one kind."""
        self._start.fromlist([start for start, _ in spans])
        self._end.fromlist([end for _, end in spans])
        self._kind += bytes((self._number(kind, find),)) * len(spans)
        if len(self._start) >= _BLOCK_RUNS:
            self._pack()

    def _number(self, kind: Kind, find: Find | None = None) -> int:
        number = self._numbers.get((kind, find))
        if number is None:
            number = self._numbers[kind, find] = len(self._kinds)
            self._kinds.append((kind, find))
        return number

    def _pack(self) -> None:
        """Pack the runs so far."""
        self._packed.append((len(self._start), _packed(self._start, self._end, self._kind)))
        self._packed_runs += len(self._start)
        self._start, self._end, self._kind = array("q"), array("q"), bytearray()

    def _find_in_steps(self) -> Iterator[None]:
        """Find the parts that runs are about, once."""
        if self._read is None or not any(find for _, find in self._kinds):
            return
        rest = None
        while rest is not self._start:  # they may be packed meanwhile
            for block in range(self._found, len(self._packed)):
                runs, data = self._packed[block]
                starts, ends, kinds = _unpacked(runs, data)
                numbers = bytearray(kinds)
                yield from self._find_parts(self._read, starts, ends, numbers)
                if numbers != kinds:
                    self._packed[block] = runs, _packed(starts, ends, numbers)
                self._found = block + 1
            rest = self._start
            yield from self._find_parts(self._read, rest, self._end, self._kind)

    def _find_parts(
        self, read: Callable[[int, int], bytes], starts: array[int], ends: array[int], numbers: bytearray
    ) -> Iterator[None]:
        """Find the parts that some runs are about, in place."""
        searched, kinds = 0, self._kinds
        for at, number in enumerate(numbers):
            kind, find = kinds[number]
            if find is None:
                continue
            start, end = starts[at], ends[at]
            found = find(read(start, end)) if end - start <= MAX_SEARCHED_BYTES else None
            if found is not None:
                starts[at], ends[at] = start + found[0], start + found[1]
            numbers[at] = self._number(kind)
            searched += _SLICE_BYTES // _SLICE_RUNS + end - start
            if searched >= _SLICE_BYTES:
                searched = 0
                yield

    def _blocks(self) -> Iterator[tuple[array[int], array[int], bytes]]:
        """First bytes, ends and kinds of all runs so far, a block at a time."""
        packed, rest = tuple(self._packed), (self._start[:], self._end[:], bytes(self._kind))
        for runs, block in packed:
            yield _unpacked(runs, block)
        yield rest

    def in_file_order_in_steps(self) -> Generator[None, None, Iterator[tuple[int, int, Kind]]]:
        """(start, end, kind) of all runs by their position in the file; of runs that begin at the same byte the longer
        one first. Sorts in steps."""
        yield from self._find_in_steps()
        numbers = bytearray()
        """The kinds of all runs."""

        def found() -> Iterator[tuple[int, int, int]]:
            run = count()
            for starts, ends, kinds in self._blocks():
                numbers.extend(kinds)
                yield from zip(starts, map(neg, ends), run, strict=False)

        runs = yield from sorted_in_steps(found(), key=tuple)
        return ((start, -end, self._kinds[numbers[run]][0]) for start, end, run in runs)


def _packed(starts: array[int], ends: array[int], kinds: bytearray) -> bytes:
    """Runs in a few bytes each. Their lengths, and the bytes from one to the next, are small and much alike."""
    steps = array("q", map(sub, starts, [0, *starts[:-1]]))
    lengths = array("q", map(sub, ends, starts))
    return compress(steps.tobytes() + lengths.tobytes() + kinds, 1)


def _unpacked(runs: int, block: bytes) -> tuple[array[int], array[int], bytes]:
    data, size = decompress(block), 8 * runs
    steps, lengths = array("q", data[:size]), array("q", data[size : 2 * size])
    starts = array("q", accumulate(steps))
    return starts, array("q", map(add, starts, lengths)), data[2 * size :]
