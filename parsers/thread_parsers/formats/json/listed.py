"""The elements of one list, while the file is read: without a table of the whole file, and each decoded as a whole.

Most comments are in one list near the beginning of the file, each with its replies, and small. They are decoded as they
come, many at a time, which takes half the time of a table and of decoding each container by itself. Whatever is not as
usual (an element that is large or damaged, a number of thousands of digits) goes through the table, and so does all
that is not in this list. What is read is the same, except for files with faults, or with the key of the list twice:
then the comments before the fault, or in the first list, are read, too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from codecs import utf_8_decode
from itertools import accumulate
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any, NamedTuple

from thread_parsers.formats.json import Value
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import LARGE_BYTES, NestedReader
from thread_parsers.formats.json.places import place, string_member, string_place
from thread_parsers.formats.json.scan import SCAN
from thread_parsers.formats.json.windows import byte_count

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator, Sequence

HEAD_BYTES = 1 << 16
"""How far from the beginning of the file the list begins at most."""
BLOCK_BYTES = 1 << 17
"""Bytes that are read at a time, at the most. A larger element is not decoded as a whole."""
RUN_BYTES, RUN_OBJECTS = 1 << 16, 128
"""Bytes, and objects, that are given together."""
ROOM = 4
"""The next window begins where there is no room in this one for so many objects like the first one."""
_NEXT_OBJECT = re.compile(r"[ \t\r\n,]*+(?=\{)")


class Run(NamedTuple):
    """Elements of a list that follow each other."""

    items: list[Value]
    data: bytes
    """The bytes from the beginning of the first one to the end of the last one."""
    start: int
    """Where these begin in the file."""

    @property
    def end(self) -> int:
        """Where they end."""
        return self.start + len(self.data)


def positions(data: bytes, mark: bytes) -> list[int]:
    """Where a mark begins, each time."""
    size = len(mark)
    sizes = [len(piece) + size for piece in data.split(mark)]
    return [end - size for end in accumulate(sizes[:-1])]


def outside_strings(data: bytes, bare: bytes, mark: bytes, count: int) -> list[int]:
    """Where a sign is outside of strings, if it is there so many times or more often. `bare` is the same without
    escapes."""
    found = positions(data, mark)
    if len(found) == count:
        return found
    quotes = accumulate(piece.count(b'"') for piece in bare.split(mark))
    return [at for at, before in zip(found, quotes, strict=False) if not before & 1]


def without_escapes(data: bytes) -> bytes:
    """JSON of the same length in which each quotation mark begins or ends a string."""
    return data.replace(rb"\\", b"\0\0").replace(rb"\"", b"\0\0") if b"\\" in data else data


def strings_at(data: bytes, bare: bytes, keys: Sequence[int], key: str, base: int) -> list[tuple[int, int] | None]:
    """The bytes of the file of the string under each of some keys, without its quotation marks; None for another value.
    `data` begins at the byte `base`."""
    member = string_member(key)
    usual = member.search(data)
    opening = data[usual.start() : usual.start(1)] if usual else b"\0"
    found, size = list[tuple[int, int] | None](), len(opening)
    for at in keys:
        if data.startswith(opening, at):
            found.append((base + at + size, base + bare.find(b'"', at + size)))
        else:
            written = member.match(data, at)
            found.append((base + written.start(1), base + written.end(1)) if written else None)
    return found


class _Window(NamedTuple):
    """A part of a file."""

    data: bytes = b""
    start: int = 0
    text: str = ""
    """The same as text."""
    is_ascii: bool = True
    position: int = 0
    """The first character that was not read yet."""
    byte: int = -1
    """Where it is in the file."""
    last: int = 0
    """From here on, nothing is read of this window: an object that is cut costs as much as one that is not."""
    is_last: bool = False
    """Whether it ends with the file."""


class ListReader(NestedReader):
    """A NestedReader that gives the elements of one list first."""

    _window = _Window()

    def find_list(self, pattern: re.Pattern[bytes], *shapes: str) -> Generator[None, None, bool]:
        """Scan up to the first element of a list. `pattern` matches at the beginning of the file, and ends behind the
        bracket of the list. `shapes`: the brackets that may be open there. False if there is no such list."""
        found = pattern.search(self._source.read(0, HEAD_BYTES))
        if found is None:
            return False
        yield from self._scan_to(found.end())
        starts, opened = self._starts, self._opened
        shape = "".join("[" if starts[row] & 1 else "{" for row in opened[:8])
        is_there = not self.damages and shape in shapes and starts[opened[-1]] >> 1 == found.end() - 1 == self._at - 1
        if is_there:
            self._given = opened[-1], len(starts)
        return is_there

    def before(self) -> Iterator[Nested]:
        """The objects and lists that precede the list that was found in the outermost list, up to one with a fault."""
        row, last = 1, self._opened[1] if len(self._opened) > 1 else 1
        while row < last:
            nested = self._nested(row)
            if not self.decoded(nested, ()).whole:
                return
            yield nested
            row = self._next[row]

    def is_found(self, nested: object) -> bool:
        """Whether a list is the one that was found."""
        return isinstance(nested, Nested) and nested.row == self._given[0]

    def members_before(self) -> dict[str, Any]:
        """The members of the object with the list, as far as they precede that."""
        try:
            value = SCAN((self._before() + b"0}").decode("utf-8", "surrogateescape"), 0)[0]
        except (ValueError, StopIteration, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}

    def place_before(self, key: str, value: str) -> tuple[int, int] | None:
        """The bytes of the file of a string among these members."""
        found, start = string_place(self._before(), key, value), self._starts[self._opened[-2]] >> 1
        return (start + found[0], start + found[1]) if found else None

    def _before(self) -> bytes:
        return self._source.read(self._starts[self._opened[-2]] >> 1, self._starts[self._opened[-1]] >> 1)

    def first_elements(self, take: Callable[[Run], Generator[None, None, bool]]) -> Iterator[Nested | None]:
        """Read the list that was found. `take` reads elements that are objects and not large, in steps, and returns
        whether it has. Those that it has not, and all others, are yielded, in the order of the file; None after a step.
        After a fault in the file, the rest is left to `index` and `items`."""
        source, level, list_row = self._source, len(self._opened), self._given[0]
        while not self._ends[list_row] and self._at < source.size:
            before, run = self._at, self._run()
            yield None
            if run is not None and (yield from take(run)):
                self._at = run.end
                continue
            # Much is passed over after an element that cannot be decoded: to try costs as much as to scan all that.
            for _ in self._scan_to(run.end if run else min(self._at + BLOCK_BYTES, source.size)):
                yield None
            if not self._ends[list_row] and (len(self._opened) > level or self._in_string):
                self._floor = level
                for _ in self._scan_to(source.size):
                    yield None
                self._floor = -1
            if self.damages or self._is_full or len(self._opened) > level or self._at == before:
                return
            first, stop = self._given[1], self._next[list_row] or len(self._starts)
            for _ in self._decode_large(first, stop):
                yield None
            for nested in self._rows(first, stop):
                if not self._is_sound(nested):
                    return
                self._given = list_row, self._next[nested.row]
                yield nested

    def _is_sound(self, nested: Nested) -> bool:
        """Whether an element that is not large is without faults. Those with faults come after what the file says of
        the discussion: the receipt names the first fault that was found."""
        if nested.end - nested.start > BLOCK_BYTES:
            return True
        try:
            SCAN(self._source.read(nested.start, nested.end).decode("utf-8", "surrogateescape"), 0)
        except (JSONDecodeError, StopIteration):
            return False
        except (ValueError, RecursionError):  # a long number, or deep
            pass
        return True

    def decoded_lists(self, nested: Nested, whole: Collection[str]) -> Iterator[list[Value]]:
        """The elements of a list that are in the table, some at a time, as `decoded`."""
        some, until = list[Value](), nested.start + RUN_BYTES
        for item in self.items(nested):
            some.append(self.decoded(item, whole))
            if item.end > until or len(some) >= RUN_OBJECTS:
                yield some
                some, until = [], item.end + RUN_BYTES
        if some:
            yield some

    def decoded(self, item: Nested, whole: Collection[str]) -> Value:
        """An element of a list with all that is in it. The value of a damaged or large one, or of a list, is not whole:
        it has the `members`, of which those in `whole` are decoded."""
        start, end, is_list, _ = item
        if end - start <= LARGE_BYTES and not is_list:
            text = self._bytes(start, end).decode("utf-8", "surrogateescape")
            try:
                value, at = SCAN(text, 0)
                if at == len(text):
                    return Value(value, start, end, True, text, 0)
            except (ValueError, StopIteration, RecursionError):  # damaged, deep, or with a long number
                pass
        return Value(self.members(item, whole), start, end, whole=False)

    def place(self, item: Value, key: str, value: str) -> tuple[int, int]:
        """The bytes of a string member of an element; those of the element if they cannot be told."""
        if value and item.whole:
            return place(self._source, item, key, value)
        if item.whole:
            found = string_place(self._source.read(item.start, item.end), key, value)
            return (item.start + found[0], item.start + found[1]) if found else (item.start, item.end)
        nested = self._nested(bisect_left(self._starts, 2 * item.start))
        return self.string_place(nested, key, value) or (item.start, item.end)

    def _run(self) -> Run | None:
        """The objects that follow in the list, up to anything unusual."""
        if self._window.byte == self._at and (run := self._next_run()):
            return run
        start, source = self._at, self._source
        for size in (BLOCK_BYTES // 2, BLOCK_BYTES):  # most of them are small, and so is what must be at hand
            data = source.read(start, start + size)
            is_last = start + len(data) >= source.size
            text, _ = utf_8_decode(data, "surrogateescape", is_last)
            self._window = _Window(data, start, text, text.isascii(), 0, start, len(text), is_last)
            if (run := self._next_run()) or is_last:
                return run
        return None

    def _next_run(self) -> Run | None:
        """The same in the window."""
        data, start, text, is_ascii, position, byte, last, is_last = self._window
        items, new, until, gap = list[Value](), tuple.__new__, byte + RUN_BYTES, ", {"
        while len(items) < RUN_OBJECTS and byte < until and position < last:
            if text.startswith(gap, position):
                at = position + len(gap) - 1
            elif found := _NEXT_OBJECT.match(text, position):
                at = found.end()
                gap = text[position : at + 1]
            else:
                break
            try:
                value, end = SCAN(text, at)
            except (ValueError, StopIteration, RecursionError):  # cut by the end of the window, or unusual
                break
            first = byte + at - position  # what is between two objects is ASCII
            position, byte = end, first + (end - at if is_ascii else byte_count(text[at:end]))
            if not items and not is_last:
                last = len(text) - min(ROOM * (end - at), len(text) // ROOM)
            items.append(new(Value, (value, first, byte, True, text, at)))
        self._window = _Window(data, start, text, is_ascii, position, byte, last, is_last)
        if not items:
            return None
        first = items[0][1]
        return Run(items, data[first - start : byte - start], first)
