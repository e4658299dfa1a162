"""Flat objects of a file, one at a time, however a tool has put them together.

- one object a line, or one after the other;
- a list of them, or an object with one under each id;
- a list of them, or an object with one under each id, or a single one, under a key of an outer object. What else an
  outer object states is an object, too, and comes after those in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.formats.json import Value, fields
from thread_parsers.formats.json.lines import MAX_LISTED, LineReader
from thread_parsers.formats.json.places import place
from thread_parsers.formats.json.pull import JsonReader
from thread_parsers.formats.json.windows import MAX_WINDOW_BYTES
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Container, Generator, Iterator

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.source.source import Source

MAX_OWN_MEMBERS = 100
"""Members of an outer object that are kept."""


class Gathered:
    """The objects of a file. `objects` may be called again, to read them once more."""

    def __init__(self, source: Source, inside: Container[str]) -> None:
        """`inside`: the keys of an outer object under which there can be lists of objects."""
        self._source = source
        self._inside = inside
        self._reader: JsonReader | LineReader = JsonReader(source)

    def objects(self) -> Iterator[Value | None]:
        """Yield the objects, and None for anything else that is passed over: time for a step."""
        reader = self._reader = JsonReader(self._source)
        if reader.kind == "{" and not (yield from self._has_lists()):
            if (yield from self._is_one_a_line()):
                self._reader = lines = LineReader(self._source)
                yield from (found if found and isinstance(found.value, dict) else None for found in lines.values())
                return
            while reader.kind == "{":
                yield (yield from _whole(reader))
                if not reader.following():
                    return
        while reader.kind:
            yield from reader.objects() if reader.kind == "[" else self._in_outer(reader)
            if not reader.following():
                return

    def place(self, found: Value, key: str) -> tuple[int, int]:
        """The bytes of the string under a key of an object; those of the whole object if they cannot be told,
        or if it is not whole.

        The first member with this key and value counts, even in an object inside: its words are the same.
        """
        return place(self._source, found, key, fields.text(found.value, key))

    def note_damage(self, rendering: Rendering) -> None:
        """Note where the file was damaged, if it was."""
        if isinstance(self._reader, LineReader):
            note_bad_lines(self._reader, rendering)
        else:
            rendering.note_damage(self._reader.damaged)

    def _has_lists(self) -> Generator[None, None, bool]:
        """Whether the first object is an outer one."""
        reader = JsonReader(self._source)
        for key in reader.members():
            yield
            if (key in self._inside and reader.kind in ("[", "{")) or (key.isdigit() and reader.kind == "{"):
                return True
            yield from reader.skip_in_steps()
        return False

    def _is_one_a_line(self) -> Generator[None, None, bool]:
        """Whether the first object is on a line of its own."""
        reader = JsonReader(self._source)
        start = reader.offset
        yield from reader.skip_in_steps()
        size = reader.offset - start
        return size <= MAX_WINDOW_BYTES and b"\n" not in self._source.read(start, reader.offset).rstrip()

    def _in_outer(self, reader: JsonReader) -> Iterator[Value | None]:
        """The objects in an outer object, then its other members, without those that are containers."""
        start = reader.offset
        own: dict[str, Any] = {}
        for key in reader.members():
            yield None
            if key.isdigit() and reader.kind == "{":
                yield (yield from _whole(reader))
            elif key not in self._inside:
                if reader.kind not in ("[", "{") and len(own) < MAX_OWN_MEMBERS:
                    own[key] = (yield from reader.value_in_steps()).value
                else:
                    yield from reader.skip_in_steps()
            elif reader.kind == "[":
                yield from reader.objects()
            elif reader.kind == "{":
                yield from _one_or_by_id(reader)
        yield Value(own, start, reader.offset)


def note_bad_lines(reader: LineReader, rendering: Rendering) -> None:
    """Note the lines that were left out, if there are any."""
    if reader.damaged is None:
        return
    listed = ", ".join(f"{line:,}" for line in reader.bad_lines) + (", …" if reader.damages > MAX_LISTED else "")
    where = f"{reader.damaged.reason} at byte {reader.damaged.offset:,}"
    rendering.note("damaged", f"{counted(reader.damages, 'line')} left out: {listed} ({where})")


def _whole(reader: JsonReader) -> Generator[None, None, Value | None]:
    found = yield from reader.value_in_steps()
    return found if found.whole else None


def _one_or_by_id(reader: JsonReader) -> Iterator[Value | None]:
    """An object, or the objects in it if there is one under each id."""
    start = reader.offset
    own: dict[str, Any] = {}
    for key in reader.members():
        if reader.kind == "{" and key.isdigit():
            yield (yield from _whole(reader))
        else:
            own[key] = (yield from reader.value_in_steps()).value
            yield None
    if own:
        yield Value(own, start, reader.offset)
