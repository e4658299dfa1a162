"""A table of all objects and lists in the JSON of a source, with the two ends of each, made in one scan for brackets.

20 bytes for each container that is not empty: `[]` and `{}` are not in the table.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.json import Damaged
from thread_parsers.formats.json.windows import MIN_WINDOW_BYTES, value_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source.source import Source

PART_BYTES = 1 << 13
"""Bytes of the source between two yields while it is indexed: of nothing but brackets, some milliseconds."""
MAX_CONTAINERS = 4_000_000
"""Objects and lists in the table: 80 MB. A file with more is read up to there."""
MAX_OPEN = 600_000
"""Levels of objects and lists, several for each level of replies. A file with more is read up to there."""
_BRACKETS = re.compile(
    rb'[^"\[\]{}]*+(?:(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"|\[\]|\{\})[^"\[\]{}]*+)*+(?:(["\[\]{}])|\Z)', re.DOTALL
)
"""All up to and with the next bracket of a container that is not empty, the beginning of a string that is cut, or all.
It matches at any place, so that `finditer` gives one match after the other."""
_BRACKETS_OF_BARE = re.compile(rb'[^"\[\]{}\0]*+(?:(?:"[^"]*+"|\[\]|\{\})[^"\[\]{}\0]*+)*+(?:(["\[\]{}\0])|\Z)')
"""The same in two thirds of the time, where two bytes 0 are in place of an escape. It also stops at one outside of
strings."""
_IN_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
"""All up to the end of the string, a backslash that is cut from the next byte, or the end."""
_LIST, _END_OF_LIST, _QUOTE, _BACKSLASH = b'[]"\\'
_OPENING = b"[{"


class Nested(NamedTuple):
    """An object or a list that has not been decoded: its bytes in the file, from `start` up to `end`."""

    start: int
    end: int
    is_list: bool
    row: int
    """The row of the table."""


class BracketTable:
    """The containers of a source, as far as it has been scanned."""

    def __init__(self, source: Source, part_bytes: int = PART_BYTES) -> None:
        self.damaged: Damaged | None = None
        """The first fault."""
        self.damages = 0
        self._is_outside = False
        """Whether this fault is outside of objects: found by the scan."""
        self._source = source
        self._part_bytes = max(part_bytes, MIN_WINDOW_BYTES)
        self._opened = array("I")
        """While the source is scanned: the rows of the containers that are open, outermost first."""
        self._in_string = False
        self._is_full = False
        self._at = -1
        """The byte up to which the source has been scanned; before that, -1."""
        self._floor = -1
        """With so many open containers the scan stops behind a closing bracket."""
        # The table, in the order of the opening brackets.
        self._starts = array("Q")
        """The opening bracket, times 2, plus 1 for a list."""
        self._ends = array("Q")
        """The byte after the closing bracket; 0 until it is known."""
        self._next = array("I")
        """The first row that is not inside this container."""

    def _scan_to(self, end: int) -> Iterator[None]:
        """Scan the source up to a byte, or up to `_floor`. Yields after each part of it."""
        source = self._source
        if self._at < 0:
            self._at = value_start(source)
        while self._at < end and not self._is_full:
            part = source.read(self._at, min(self._at + self._part_bytes, end))
            scanned = self._scan(part, self._at) if part else 0
            if not scanned:
                break
            self._at += scanned
            yield
            if len(self._opened) == self._floor:
                break

    def _scan(self, part: bytes, offset: int) -> int:
        """Add the brackets in a part of the source. Returns how many bytes need not be scanned again."""
        starts, ends, following, opened = self._starts, self._ends, self._next, self._opened
        at = 0
        if self._in_string:
            at = _IN_STRING.match(part).end()  # type: ignore[union-attr] # it matches at any place
            if at == len(part) or part[at] == _BACKSLASH:
                # A backslash needs the byte after it, unless there is none in the source.
                return at if offset + len(part) < self._source.size else len(part)
            self._in_string = False
            at += 1
        bare = bytes(at) + part[at:].replace(rb"\\", b"\0\0").replace(rb"\"", b"\0\0") if b"\\" in part else part
        matches = _BRACKETS_OF_BARE.finditer(bare, at)
        while True:
            for match in matches:
                if match.lastindex is None:
                    return len(part)
                at = match.end()
                byte = bare[at - 1]
                if byte in _OPENING:
                    if len(starts) == MAX_CONTAINERS or len(opened) == MAX_OPEN:
                        self._is_full = True
                        return at - 1
                    opened.append(len(starts))
                    starts.append((offset + at - 1) * 2 + (byte == _LIST))
                    ends.append(0)
                    following.append(0)
                elif byte == _QUOTE:
                    self._in_string = True
                    return at
                elif not byte:
                    break
                else:
                    self._close(offset + at, byte)
                    if len(opened) == self._floor:
                        return at
            else:
                return len(part)
            # An escape, or a byte 0, outside of strings: the file is damaged.
            bare, matches = part, _BRACKETS.finditer(part, at - 1)

    def _close(self, end: int, byte: int) -> None:
        """Close the innermost open container with a bracket that ends at `end`."""
        starts = self._starts
        row = self._opened.pop() if self._opened else -1
        if row < 0 or (byte == _END_OF_LIST) != (starts[row] & 1):
            self._damage(end - 1, f"unexpected {chr(byte)}", is_outside=True)
        if row < 0:
            return
        self._ends[row], self._next[row] = end, len(starts)
        if end - (starts[row] >> 1) == 2:
            # An empty container that was cut by the end of a part: as if it had not been.
            for column in (starts, self._ends, self._next):
                column.pop()

    def _rows(self, row: int, end: int) -> Iterator[Nested]:
        """The containers from a row up to another one, without those inside them."""
        while row < end:
            yield self._nested(row)
            row = self._next[row]

    def _nested(self, row: int) -> Nested:
        start = self._starts[row]
        return tuple.__new__(Nested, (start >> 1, self._ends[row], start & 1 > 0, row))  # half the time of `Nested(…)`

    def _damage(self, offset: int, reason: str, *, is_outside: bool = False) -> None:
        """Count a fault, and keep the first; the first of those that are outside of objects, if there is one."""
        self.damages += 1
        if self.damaged is None or (is_outside and not self._is_outside):
            self.damaged, self._is_outside = Damaged(offset, reason), is_outside
