"""A cursor over the JSON of a source: enter objects and lists, decode what is wanted, skip the rest.

For flat families, whose comments are in one list somewhere in the file:

    reader = JsonReader(source)
    for key in reader.members():
        if key == "title":
            title = reader.value().value
        elif key == "comments":
            for comment in reader.objects():
                ...                                   # None, or comment.value, comment.start, comment.end
    if reader.damaged: ...                            # a note with the byte; what was read before it stays

Members can come in any order. A value that is neither read nor entered is skipped; so is the rest of a container whose
loop is left with `break`. The values of objects and lists are decoded by the decoder of the standard library,
one at a time, so the memory needed is that of a window and one value.
"""

from __future__ import annotations

import re
from json import JSONDecodeError
from typing import TYPE_CHECKING

from thread_parsers.formats.json import Damaged, Value
from thread_parsers.formats.json.cursor import CLOSING, Cursor
from thread_parsers.formats.json.decode import decode_in_steps
from thread_parsers.formats.json.scan import CUT, FAST, LONG_NUMBERS, LONGEST_TOKEN, SCAN, may_be_cut
from thread_parsers.formats.json.windows import MAX_WINDOW_BYTES, WINDOW_BYTES, Windows, byte_count, text_in_steps
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from json import JSONDecoder

    from thread_parsers.source.source import Source

LARGE_CHARS = 1 << 18
"""The end of a larger value is looked for before it is decoded, and both is done in steps."""
MAX_PARTS = 1_000_000
"""Values with more parts are not decoded: that would take seconds, and no comment has a hundredth of this."""
PART_BYTES = 1 << 18
"""Bytes of a value that are read between two yields."""
LISTED_OBJECTS, LISTED_BYTES = 128, 1 << 17
"""Objects, and bytes of them, that are read between two yields."""
ROOM = 4
"""A window is moved on if there is no room in it for so many objects of the usual size."""
_SEPARATORS = re.compile(r"[ \t\r\n,]*+")
_NEXT_OBJECT = re.compile(r"[ \t\r\n,]*+(?=\{)")


class JsonReader(Cursor):
    """A cursor that moves forward through the values of a source."""

    def __init__(
        self,
        source: Source,
        start: int = 0,
        window_bytes: int = WINDOW_BYTES,
        max_value_bytes: int = MAX_WINDOW_BYTES,
    ) -> None:
        super().__init__(Windows(source, start, window_bytes, max_value_bytes))
        self.damaged: Damaged | None = None
        """The first fault."""
        self.damages = 0
        """The number of faults. After most, reading goes on behind the damaged value."""
        self._source = source
        self._max_value_bytes = max_value_bytes
        self._open: list[str] = []
        """The closing brackets of the containers that were entered, outermost first."""
        self._unread = True
        """True if the cursor is at a value that was neither read nor entered."""
        self._part_count = 0
        self._stopped = False
        """True after a fault behind which nothing can be read."""

    @property
    def kind(self) -> str:
        """The first character of the value under the cursor; empty at the end of the source."""
        return self._char()

    @property
    def offset(self) -> int:
        """The byte under the cursor."""
        self._char()
        return self._windows.byte_at(self._at)

    def members(self) -> Iterator[str]:
        """Enter the object under the cursor. Yields each key, with the cursor at its value. Empty for other values."""
        depth = self._enter("{")
        while depth and self._advance(depth):
            key = self._key()
            if key is None:
                return
            self._unread = True
            yield key

    def members_in_steps(self) -> Iterator[str | None]:
        """The same, with None now and then while a large value that was neither read nor entered is passed over."""
        for key in self.members():
            yield key
            if self._unread:
                yield from self.skip_in_steps()

    def items(self) -> Iterator[None]:
        """Enter the list under the cursor. Yields with the cursor at each element. Empty for other values."""
        depth = self._enter("[")
        while depth and self._advance(depth):
            self._unread = True
            yield

    def objects(self) -> Iterator[Value | None]:
        """Enter the list under the cursor, and yield the objects in it. Other elements are skipped: each is a None, so
        that many of them can be passed over in steps. A large element is read in steps, too, with a None for each."""
        for some in self.object_lists():
            if some is None:
                yield None
            else:
                yield from some

    def object_lists(self) -> Iterator[list[Value] | None]:
        """The same with some objects at a time."""
        for _ in self.items():
            is_object = self._char() == "{"
            item = yield from self.value_in_steps() if is_object else self.skip_in_steps()
            if item and item.whole:
                yield from self._objects_in_window(item)
            else:
                yield None

    def following(self) -> bool:
        """After a value that is not in a container: move to the next one, if the file has several. False at the end."""
        if self._unread:
            self.skip()
        if self._open or self._stopped:
            return False
        char = self._char(_SEPARATORS)
        if char in ("]", "}", ":"):
            self._stop(f"unexpected {char}")
            return False
        self._unread = char != ""
        return self._unread

    def value(self) -> Value:
        """Decode the value under the cursor, and move behind it."""
        return run_to_end(self.value_in_steps())

    def value_in_steps(self) -> Generator[None, None, Value]:
        """The same as `value`, in steps if it is large."""
        self._unread = False
        decoder: JSONDecoder = FAST
        self._char()
        while True:
            text, at = self._windows.text, self._at
            try:
                value, end = decoder.raw_decode(text, at)
            except JSONDecodeError as error:
                if may_be_cut(error) and len(text) - at < LARGE_CHARS and self._more(at):
                    yield
                    continue
                return (yield from self._value_slowly())
            except RecursionError:
                return (yield from self._value_slowly())
            except ValueError:
                decoder = LONG_NUMBERS
                continue
            # A number that is cut is a number, too.
            if end + LONGEST_TOKEN > len(text) and type(value) in (int, float) and self._more(at):
                continue
            self._at = end
            return Value(value, *self._windows.span(at, end), True, text, at)

    def skip(self) -> None:
        """Move behind the value under the cursor without decoding it."""
        run_to_end(self.skip_in_steps())

    def skip_in_steps(self) -> Generator[None, None, None]:
        """The same as `skip`, in steps if the value is large."""
        self._unread = False
        if not (yield from self._pass()):
            self._stop(CUT)

    def _objects_in_window(self, first: Value) -> Iterator[list[Value]]:
        """An object of a list, and those after it that are in the window, up to anything unusual. As `items` and
        `value`, in half the time."""
        windows, position = self._windows, self._at
        text, is_ascii, byte = windows.text, windows.is_ascii, windows.byte_at(position)
        gap, new = ", {", tuple.__new__
        some, until = [first], first.start + LISTED_BYTES
        # An object that is cut would cost as much as to search the whole window.
        last = len(text)
        if not windows.at_end:
            last -= min(ROOM * (first.end - first.start), last // ROOM)
        while position < last:
            # Most tools write the same between all of them.
            if text[position : position + len(gap)] == gap:
                at = position + len(gap) - 1
            elif next_one := _NEXT_OBJECT.match(text, position):
                at = next_one.end()
                gap = text[position : at + 1]
            else:
                break
            try:
                value, end = SCAN(text, at)
            except (ValueError, StopIteration, RecursionError):  # cut, or for `value`
                break
            start = byte + at - position  # what is between two objects is ASCII
            position = end
            # Half the time of `Value(…)`.
            if is_ascii:
                byte = start + end - at
                some.append(new(Value, (value, start, byte, True, text, at)))
            else:
                part = text[at:end]  # most are ASCII
                byte = start + byte_count(part)
                some.append(new(Value, (value, start, byte, True, part, 0)))
            if byte > until or len(some) >= LISTED_OBJECTS:
                self._at = position
                yield some
                some, until = [], byte + LISTED_BYTES
        self._at = position
        windows.count_from(position, byte)
        if position >= last:
            self._more(position)
        if some:
            yield some

    def _enter(self, bracket: str) -> int:
        """Enter a container if there is one under the cursor that has not been read. Returns its depth, or 0."""
        if not self._unread or self._char() != bracket:
            return 0
        self._unread = False
        self._at += 1
        self._open.append(CLOSING[bracket])
        return len(self._open)

    def _advance(self, depth: int) -> bool:
        """Move to the next key or element of the container at `depth`. At its end, leave it and return False."""
        if self._unread:
            self.skip()
        if self._stopped or len(self._open) < depth:  # the latter: it was left before
            return False
        if len(self._open) > depth:
            if not run_to_end(self._leave(len(self._open) - depth)):
                self._stop(CUT)
            del self._open[depth:]
        char = self._char(_SEPARATORS)
        if self._stopped:
            return False
        if char == self._open[-1]:
            self._at += 1
            self._open.pop()
            return False
        if char in ("", "]", "}", ":"):
            self._stop(f"unexpected {char}" if char else CUT)
            return False
        return True

    def _key(self) -> str | None:
        """Read a key and its colon. None if there is none: reading ends."""
        key = self.value() if self._char() == '"' else None
        if key is None or not isinstance(key.value, str) or self._char() != ":":
            self._stop("no key where one is expected")
            return None
        self._at += 1
        return key.value

    def _value_slowly(self) -> Generator[None, None, Value]:
        """The value under the cursor, which is damaged, cut, deep or large: find its end, then decode it alone."""
        start = self.offset
        passed = yield from self._pass()
        end = self._windows.byte_at(self._at)
        text, parts = "", 0
        if end - start <= self._max_value_bytes:
            text = yield from text_in_steps(self._parts(start, end))
            parts = self._part_count
        if end - start > self._max_value_bytes:
            value, offset, fault = None, start, f"a value of {(end - start) >> 20} MiB"
        elif parts > MAX_PARTS:
            value, offset, fault = None, start, f"a value of {parts:,} parts"
        else:
            value, at, fault = yield from decode_in_steps(text)  # type: ignore[assignment]
            if fault is None and at < len(text):
                fault = "unexpected text after a value"
            offset = end if fault == CUT else start + len(text[:at].encode("utf-8", "surrogateescape"))
        if fault is not None:
            self._damage(offset, fault)
            self._at = self._windows.shrink(self._at)
        if not passed:
            self._stopped = True
        return Value(value, start, end, fault is None)

    def _parts(self, start: int, end: int) -> Iterator[bytes]:
        """A part of the source in pieces. Counts its elements, members and containers, or more."""
        self._part_count = 0
        for at in range(start, end, PART_BYTES):
            part = self._source.read(at, min(at + PART_BYTES, end))
            self._part_count += sum(map(part.count, (b",", b":", b"[", b"{")))
            yield part

    def _damage(self, offset: int, reason: str) -> None:
        """Count a fault, and keep the first."""
        self.damages += 1
        self.damaged = self.damaged or Damaged(offset, reason)

    def _stop(self, reason: str) -> None:
        """Nothing after the cursor can be read."""
        if not self._stopped:
            self._damage(self._windows.byte_at(self._at), reason)
        self._stopped = True
