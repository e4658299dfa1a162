"""Nested families: objects whose replies are inside them, to any depth, walked without recursion.

A comment comes before its replies in the tree, but its own members may come after them in the file. So the whole file
is first scanned once for brackets (`index`), which gives a table with the two ends of every object and list. With it,
an object is decoded without its containers: its bytes are read with a mark in place of each container, and given to the
decoder of the standard library. Containers stay where they are until they are asked for.

    reader = NestedReader(source)
    for _ in reader.index():
        yield                                                  # between parts of the file
    def visit(item, parent):
        comment = reader.members(item, whole=("author",))      # `author` is decoded, all other containers are not
        row = ...                                              # append the comment; all its own members are known
        return reader.items(comment.get("replies")), row       # no items if this is not a list
    yield from walk(reader.items(reader.root), visit)

Cost: every byte is scanned once, and decoded once, as part of the object that it belongs to or of a value in `whole`.
Memory: 20 bytes for each container that is not empty (`[]` and `{}` are not in the table), and one object. A family
that decodes a container (`whole`, `value`) and also goes down into it pays for its bytes again at every level, so it
must not do both with the same key.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

from thread_parsers.formats.json import Damaged, Value
from thread_parsers.formats.json.decode import CUT, SCAN, Decoded, decode, decode_in_steps
from thread_parsers.formats.json.places import string_place
from thread_parsers.formats.json.windows import BOM, MAX_WINDOW_BYTES, MIN_WINDOW_BYTES, text_in_steps
from thread_parsers.source.containers import GUARD_BYTES, guard_size
from thread_parsers.steps import emptied_in_steps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from thread_parsers.source.source import Source

PART_BYTES = 1 << 13
"""Bytes of the source between two yields while it is indexed: of nothing but brackets, some milliseconds."""
MAX_CONTAINERS = 4_000_000
"""Objects and lists in the table: 80 MB. A file with more is read up to there."""
MAX_OPEN = 600_000
"""Levels of objects and lists, several for each level of replies. A file with more is read up to there."""
_BLOCK_BYTES = 1 << 16
"""Bytes that are read at a time."""
LARGE_BYTES = 1 << 15
"""An object with more bytes of its own is decoded in steps, before its members are asked for."""
SLICE_ROWS = 1 << 14
"""Rows of the table that are looked at between two yields."""
SLICE_CONTAINERS = 1 << 10
"""Containers in an object between two yields."""
_WRAPPER_BYTES, _MAX_WRAPPERS = 200, 64
"""The largest object that is kept to recognize others, and how many are."""
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


class NestedReader:
    """A table of all containers of a source."""

    def __init__(self, source: Source, part_bytes: int = PART_BYTES, max_value_bytes: int = MAX_WINDOW_BYTES) -> None:
        self.damaged: Damaged | None = None
        """The first fault."""
        self.damages = 0
        self._is_outside = False
        """Whether this fault is outside of objects: found by the scan."""
        self._source = source
        self._part_bytes = max(part_bytes, MIN_WINDOW_BYTES)
        self._max_value_bytes = max_value_bytes
        self._opened = array("I")
        """While the source is scanned: the rows of the containers that are open, outermost first."""
        self._in_string = False
        self._is_full = False
        self._at = -1
        """The byte up to which the source has been scanned; before that, -1."""
        self._floor = -1
        """With so many open containers the scan stops behind a closing bracket."""
        self._given = -1, -1
        """The row of a list whose first elements have been given before the end of the scan, and that of the next
        one."""
        # The table, in the order of the opening brackets.
        self._starts = array("Q")
        """The opening bracket, times 2, plus 1 for a list."""
        self._ends = array("Q")
        """The byte after the closing bracket; 0 until it is known."""
        self._next = array("I")
        """The first row that is not inside this container."""
        # The container that was read last: its bytes with marks.
        self._own_row = -1
        self._own_bytes = b""
        self._own_inner: list[int] = []
        """The rows of the containers that the marks stand for."""
        self._decoded_large: dict[int, Decoded] = {}
        """What large objects were decoded to."""
        self._wrappers: dict[bytes, dict[str, Any]] = {}
        """What small objects with one container in them were decoded to: many are written in the same way."""
        self._block, self._block_start, self._block_end = b"", 0, 0
        """A part of the source."""
        self._kept = b"", 0, 0
        """The one before it."""

    def freed_in_steps(self) -> Iterator[None]:
        """Free what large objects were decoded to."""
        while self._decoded_large:
            _, (value, *_) = self._decoded_large.popitem()
            if isinstance(value, dict):
                yield from emptied_in_steps(value)

    @property
    def root(self) -> Nested | None:
        """The outermost container; the first, if there are several. None for a file without any."""
        return self._nested(0) if self._starts else None

    def roots(self) -> Iterator[Nested]:
        """All outermost containers: more than one in a file of several JSON texts."""
        return self._rows(0, len(self._starts))

    def index(self) -> Iterator[None]:
        """Scan the source. Yields after each part of it. Must be completed before anything else is used."""
        yield from self._scan_to(self._source.size)
        at = self._at
        if self._is_full:
            self._damage(at, "too many objects and lists", is_outside=True)
        elif self._opened or self._in_string:
            self._damage(at, CUT, is_outside=True)
        for number, row in enumerate(self._opened, 1):
            self._ends[row], self._next[row] = at, len(self._starts)
            if number % SLICE_CONTAINERS == 0:
                yield
        del self._opened[:]
        given, following = self._given
        yield from self._decode_large(0, given + 1)
        yield from self._decode_large(max(following, 0), len(self._starts))

    def items(self, nested: object) -> Iterator[Nested]:
        """The objects and lists that are elements of a list. Other elements are passed over; so are `[]` and `{}`.

        Empty for anything but a list that has not been decoded, so that a member can be given as it is.
        """
        if isinstance(nested, Nested) and nested.is_list:
            given, following = self._given
            first = following if nested.row == given else nested.row + 1
            return self._rows(first, self._next[nested.row])
        return iter(())

    def inner(self, nested: Nested) -> Iterator[Nested]:
        """The objects and lists that are directly in a list or an object."""
        return self._rows(nested.row + 1, self._next[nested.row])

    def elements(self, nested: Nested) -> Iterator[Nested]:
        """The elements of a list, as `items`; of an object the object itself. Many tools write one or several."""
        return self.items(nested) if nested.is_list else iter((nested,))

    def members(self, nested: object, whole: Collection[str] = ()) -> dict[str, Any]:
        """The members of an object. Containers that are not empty are `Nested`, unless their key is in `whole`.

        Of a damaged or cut object, the members before the fault. Empty for anything but an object that has not been
        decoded. Not to be changed: of a large object it is the same each time.
        """
        if not isinstance(nested, Nested) or nested.is_list:
            return {}
        large = self._decoded_large.get(nested.row)
        if large is not None:
            members = self._members(nested, large)
            decoded = {key: self.value(members[key]).value for key in whole if isinstance(members.get(key), Nested)}
            return members | decoded if decoded else members
        own = self._own(nested.row)
        known = self._wrappers.get(own) if len(own) <= _WRAPPER_BYTES else None
        members = known.copy() if known is not None else self._decoded(nested, own)
        inner_rows = self._own_inner
        if not inner_rows:
            return members
        for key, value in members.items():
            # Nothing but a mark can be a list that is not empty.
            if type(value) is list and value:
                inner = self._nested(inner_rows[value[0]])
                members[key] = self.value(inner).value if key in whole else inner
        return members

    def _decoded(self, nested: Nested, own: bytes) -> dict[str, Any]:
        """The members of an object from its bytes with marks."""
        text = own.decode("utf-8", "surrogateescape")
        try:
            members: dict[str, Any] = SCAN(text, 0)[0]
        except (ValueError, StopIteration, RecursionError):  # damaged, or with a long number
            return self._members(nested, decode(text))
        is_wrapper = len(own) <= _WRAPPER_BYTES and len(self._own_inner) == 1
        if is_wrapper and len(self._wrappers) < _MAX_WRAPPERS:
            self._wrappers[own] = members.copy()
        return members

    def _members(self, nested: Nested, decoded: Decoded) -> dict[str, Any]:
        """The members of an object that was decoded."""
        if decoded.fault and decoded.fault != CUT:
            self._damage(nested.start, f"an object with a fault: {decoded.fault}")
        return decoded.value if isinstance(decoded.value, dict) else {}

    def _decode_large(self, first: int, stop: int) -> Iterator[None]:
        """Decode the objects among some rows that are large without the containers in them, in steps."""
        starts, ends, following = self._starts, self._ends, self._next
        count = 0
        for row in self._large(first, stop):
            if row is None:
                yield
                continue
            size, inner = ends[row] - (starts[row] >> 1), row + 1
            while inner < following[row]:
                size -= ends[inner] - (starts[inner] >> 1)
                inner = following[inner]
                count += 1
                if count % SLICE_CONTAINERS == 0:
                    yield
            if size > self._max_value_bytes:
                self._too_large(row, size)
                self._decoded_large[row] = Decoded({}, 0)
            elif size > LARGE_BYTES:
                text = yield from text_in_steps(self._own_pieces(row))
                decoded = yield from decode_in_steps(text)
                self._decoded_large[row] = decoded
                yield from self._resolve(decoded, self._own_inner)
                self._own_row = -1

    def _resolve(self, decoded: Decoded, inner_rows: list[int]) -> Iterator[None]:
        """Put containers in place of the marks in an object, in steps."""
        members = decoded.value if isinstance(decoded.value, dict) else {}
        for number, (key, value) in enumerate(members.items(), 1):
            if type(value) is list and value:
                members[key] = self._nested(inner_rows[value[0]])
            if number % SLICE_CONTAINERS == 0:
                yield

    def _large(self, first: int, stop: int) -> Iterator[int | None]:
        """The rows of objects that are large with all that is in them, and None now and then."""
        for at in range(first, stop, SLICE_ROWS):
            until = min(at + SLICE_ROWS, stop)
            places = zip(self._starts[at:until], self._ends[at:until], strict=True)
            for row, (start, end) in enumerate(places, at):
                if not start & 1 and end - (start >> 1) > LARGE_BYTES:
                    yield row
            yield None

    def inside(self, nested: object, *path: str) -> Any:
        """What is at the end of a path of keys, decoded only if it is not a container; None if it leads nowhere."""
        for key in path:
            nested = self.members(nested).get(key)
        return nested

    def value(self, nested: Nested) -> Value:
        """Decode a container with everything that is in it."""
        start, end = nested.start, nested.end
        if end - start > self._max_value_bytes:
            self._damage(start, f"a value of {(end - start) >> 20} MiB")
            return Value(None, start, end, whole=False)
        # Decoded in one step: what is a member of a comment is not deep.
        value, _, fault = decode(self._bytes(start, end).decode("utf-8", "surrogateescape"), deep=False)
        if fault and fault != CUT:
            self._damage(start, f"a value with a fault: {fault}")
        return Value(value, start, end, fault is None)

    def string_place(self, nested: Nested, key: str, value: str) -> tuple[int, int] | None:
        """The bytes of the file that a string among the members of an object was decoded from, without the quotes."""
        if nested.row in self._decoded_large:
            return None
        own = self._own(nested.row)
        found = string_place(own, key, value)
        if found is None:
            return None
        own_at, file_at = 0, self._starts[nested.row] >> 1  # the same place in both
        for number, inner in enumerate(self._own_inner):
            before_mark = (self._starts[inner] >> 1) - file_at
            if found[0] < own_at + before_mark:
                break
            own_at += before_mark + len(b"[%d]" % number)
            file_at = self._ends[inner]
        return found[0] - own_at + file_at, found[1] - own_at + file_at

    def _scan_to(self, end: int) -> Iterator[None]:
        """Scan the source up to a byte, or up to `_floor`. Yields after each part of it."""
        source = self._source
        if self._at < 0:
            head = source.read(0, GUARD_BYTES)
            self._at = guard_size(head) or (len(BOM) if head.startswith(BOM) else 0)
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

    def _own(self, row: int) -> bytes:
        """The bytes of a container with `[number]` in place of each container in it, numbered from 0. Empty if it is
        too large."""
        if row != self._own_row:
            if self._next[row] == row + 1 and (size := self._ends[row] - (self._starts[row] >> 1)) <= _BLOCK_BYTES:
                self._own_row, self._own_inner = row, []
                self._own_bytes = self._bytes(self._ends[row] - size, self._ends[row])
            else:
                self._own_bytes = b"".join(self._own_pieces(row))
            if len(self._own_bytes) > self._max_value_bytes:
                self._too_large(row, len(self._own_bytes))
                self._own_bytes = b""
        return self._own_bytes

    def _own_pieces(self, row: int) -> Iterator[bytes]:
        """The same in pieces, of any size."""
        starts, ends, following = self._starts, self._ends, self._next
        at, end, inner, last = starts[row] >> 1, ends[row], row + 1, following[row]
        inner_rows: list[int] = []
        self._own_row, self._own_inner = row, inner_rows
        while at < end:
            until = starts[inner] >> 1 if inner < last else end
            while until - at > _BLOCK_BYTES:
                yield self._bytes(at, at + _BLOCK_BYTES)
                at += _BLOCK_BYTES
            if self._block_start <= at and until <= self._block_end:  # as `_bytes`, without a call
                yield self._block[at - self._block_start : until - self._block_start]
            else:
                yield self._bytes(at, until)
            at = until
            if inner < last:
                yield b"[%d]" % len(inner_rows)
                inner_rows.append(inner)
                at, inner = ends[inner], following[inner]

    def _too_large(self, row: int, size: int) -> None:
        self._damage(self._starts[row] >> 1, f"an object of {size >> 20} MiB")

    def _bytes(self, start: int, end: int) -> bytes:
        """A part of the source. Objects are read one after the other, so most parts are in the block that was read."""
        if not self._block_start <= start <= end <= self._block_end:
            if end - start > _BLOCK_BYTES:
                return self._source.read(start, end)
            # Two parts are kept: what is behind the replies of a comment may be far from what is before them.
            kept, self._kept = self._kept, (self._block, self._block_start, self._block_end)
            if not kept[1] <= start <= end <= kept[2]:
                kept = self._source.read(start, start + _BLOCK_BYTES), start, start + _BLOCK_BYTES
            self._block, self._block_start, self._block_end = kept
        return self._block[start - self._block_start : end - self._block_start]

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
