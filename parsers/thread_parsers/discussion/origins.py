"""Where the parts of a rendered file are: runs of its bytes, each with what the receipt calls it."""

from __future__ import annotations

from array import array
from itertools import accumulate, count
from operator import add, neg, sub
from typing import TYPE_CHECKING
from zlib import compress, decompress

from thread_parsers.steps import sorted_in_steps, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from thread_parsers.discussion.receipt import Kind

    Find = Callable[[bytes], Sequence[int] | None]
    """Finds the parts of some bytes that a run is about: where the first one begins and ends, where the second one
    begins, and so on. None stands for all of them."""
    _Runs = tuple[array[int], array[int], bytearray]
    """First bytes, ends and kinds of runs."""

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
        self._runs = 0
        """How many runs there are once the parts of all are found."""
        self._found = 0
        """The first block whose parts are not found yet."""
        self._kinds: list[tuple[Kind, Find | None]] = []
        """Each kind with what finds the part that a run is about."""
        self._numbers: dict[tuple[Kind, Find | None], int] = {}
        """The indices of these in `_kinds`."""

    def __len__(self) -> int:
        return self._runs

    def add(self, start: int, end: int, kind: Kind, find: Find | None = None, runs: int = 1) -> None:
        """Add a run: bytes `start` to `end` of the file, or so many runs, which `find` finds in them. `kind` is what
        the receipt calls them."""
        self._runs += runs
        self._start.append(start)
        self._end.append(end)
        self._kind.append(self._number(kind, find))
        if len(self._start) >= _BLOCK_RUNS:
            self._pack()

    def extend(self, spans: Sequence[tuple[int, int]], kind: Kind, find: Find | None = None) -> None:
        """Add many runs of one kind."""
        self._runs += len(spans)
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
        self._start, self._end, self._kind = array("q"), array("q"), bytearray()

    def _find_in_steps(self) -> Iterator[None]:
        """Find the parts that runs are about, once."""
        if self._read is None or not any(find for _, find in self._kinds):
            return
        rest = None
        while rest is not self._start:  # they may be packed meanwhile
            while self._found < len(self._packed):
                found = list[tuple[int, bytes]]()
                for some in self._parts(*_unpacked(*self._packed[self._found])):
                    if some is None:
                        yield
                    else:
                        found.append((len(some[0]), _packed(*some)))
                self._packed[self._found : self._found + 1] = found
                self._found += len(found)
            rest, kinds = self._start, bytes(self._kind)
            parts: list[_Runs] = []
            for some in self._parts(rest[:], self._end[:], kinds):
                if some is None:
                    yield
                else:
                    parts.append(some)
            if parts and rest is self._start:
                *full, last = parts
                self._packed += [(len(some[0]), _packed(*some)) for some in full]
                self._found, runs = len(self._packed), len(kinds)
                self._start[:runs], self._end[:runs], self._kind[:runs] = last

    def _parts(self, starts: array[int], ends: array[int], kinds: bytes) -> Iterator[_Runs | None]:
        """First bytes, ends and kinds of the parts that some runs are about, some at a time; None after a step."""
        assert self._read is not None
        searched, found_starts, found_ends, numbers = 0, array("q"), array("q"), bytearray()
        for start, end, number in zip(starts, ends, kinds, strict=True):
            kind, find = self._kinds[number]
            found: Sequence[int] | None = None
            if find is not None:
                found = find(self._read(start, end)) if end - start <= MAX_SEARCHED_BYTES else None
                searched += _SLICE_BYTES // _SLICE_RUNS + end - start
            parts = found or (0, end - start)
            found_starts.extend([start + first for first in parts[::2]])
            found_ends.extend([start + last for last in parts[1::2]])
            numbers += bytes((self._number(kind),)) * (len(parts) // 2)
            if len(found_starts) >= _BLOCK_RUNS:
                yield found_starts, found_ends, numbers
                found_starts, found_ends, numbers = array("q"), array("q"), bytearray()
            if searched >= _SLICE_BYTES:
                searched = 0
                yield None
        if found_starts:
            yield found_starts, found_ends, numbers

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
        return ((start, -end, self._kinds[numbers[run]][0]) for start, end, run in taken(runs))


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
