"""The records of an XML file, one after the other: posts, items, rows, entries.

A record is an element with a name that the caller gives. Records may contain records: a channel has items, an item has
comments. Everything else inside a record is a field of it, however deep.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from thread_parsers.formats.xml.cleaning import AMPERSAND
from thread_parsers.formats.xml.prefixes import Prefixes
from thread_parsers.formats.xml.scanner import TAG, Scanner
from thread_parsers.markup.entities import decode_entities

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from thread_parsers.source.source import Source

Field = tuple[str, str, "dict[str, str]"]
"""The path of an element inside its record, as `author/name`; its own text; its attributes."""

MAX_DEPTH = 16
"""Elements nested deeper inside a record add their text to the last one that is not."""
MAX_FIELDS = 4096
"""Fields of a record."""
MAX_TEXT_CHARACTERS = 1 << 25
"""Characters of all fields of a record."""

SLICE_RECORDS = 64
"""Records between two chances to stop: whoever reads them has more to do with each than to parse it."""

_NO_ATTRIBUTES: dict[str, str] = {}
_NONE: frozenset[str] = frozenset()


class Record:
    """One element of a file and what it contains, except the records in it. Names have the usual prefixes.

    `text` and `attribute` return what has been read so far, also while the record is still open: for a comment, the
    title of the item around it."""

    __slots__ = (
        "attributes",
        "complete",
        "end",
        "fields",
        "has_records",
        "outer",
        "places",
        "shortened",
        "start",
        "tag",
    )

    def __init__(self, tag: str, attributes: dict[str, str], start: int, outer: Record | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.start = start
        """Offset of its start tag in the source."""
        self.end = start
        """Offset after its end tag."""
        self.fields: list[Field] = []
        """In the order of their end tags. The record's own text has an empty path."""
        self.places: dict[str, tuple[int, int]] = {}
        """The offsets between the tags of the first field of each path that the caller wants to know the place of."""
        self.outer = outer
        """The record that contains this one."""
        self.has_records = False
        """Whether records were read in it."""
        self.complete = False
        """False if the file is damaged or cut before the end tag."""
        self.shortened = False
        """Whether fields or text were left out, because there are too many."""

    def text(self, *paths: str) -> str:
        """The text of the first of these fields that has any; an empty string if none has."""
        for wanted in paths:
            for path, text, _ in self.fields:
                if path == wanted and text and not text.isspace():
                    return text
        return ""

    def attribute(self, path: str, name: str) -> str:
        """An attribute of the first field with this path that has it; an empty string if none has."""
        for at, _, attributes in self.fields:
            if at == path and name in attributes:
                return attributes[name]
        return ""

    def place(self, path: str) -> tuple[int, int]:
        """The offsets of the text of a field, or of the record if the field has no place."""
        return self.places.get(path, (self.start, self.end))

    def markup(self, path: str, file: Source) -> str:
        """The text of a field that is HTML; the field as it is in the file if its tags are not escaped, so that they
        are elements of the XML."""
        inside = f"{path}/"
        if path in self.places and any(at.startswith(inside) for at, _, _ in self.fields):
            return file.text(*self.places[path])
        return self.text(path)


def plain(text: str) -> str:
    """A name or a title in one line. Exports often have references of HTML in them that are escaped once more."""
    return " ".join(decode_entities(text).split())


class RecordReader(Scanner):
    """Reads the records of a source. `nesting` has for each name of a record the names of the records directly inside
    it, and under an empty name those outside of any record. `placed` are the paths of fields whose place is kept."""

    def __init__(self, source: Source, nesting: Mapping[str, Collection[str]], placed: Collection[str] = ()) -> None:
        self._names = frozenset(name for names in nesting.values() for name in names)
        local = "|".join(sorted({re.escape(name.rpartition(":")[2]) for name in self._names}))
        super().__init__(source, re.compile(rf"<(?:[\w.-]{{1,80}}:)?(?:{local})(?=[\s/>])".encode()))
        self._nesting = {name: frozenset(inner) for name, inner in nesting.items()}
        self._placed = frozenset(placed)
        self._prefixes = Prefixes()
        self._names_seen = self._prefixes.names
        self._ready: list[Record] = []
        self._record: Record | None = None
        """The innermost open record."""
        self._record_depth = -1
        """The depth of its element; -1 if damage has closed the element, so that only the record is still open."""
        self._inside = self._nesting[""]
        """Names of the records that may begin here."""
        self._open: list[tuple[str, list[str], dict[str, str], int]] = []
        """For each open field of the record: path and parts around it, its attributes, the offset of its text or -1."""
        self._path = ""
        """The path of the innermost open field; empty outside of fields."""
        self._parts: list[str] = []
        """Its text so far."""
        self._room = 0
        """Characters that the record may still have."""
        self._outer: list[tuple[int, list[tuple[str, list[str], dict[str, str], int]], str, list[str], int]] = []
        """The five values above for the records around the innermost one."""

    def records(self) -> Iterator[Record | None]:
        """Yield each record after its end tag, and None now and then. A record that is broken off by damage is yielded
        with what was read of it."""
        for _ in self.scan():
            ready, self._ready = self._ready, []
            for number, record in enumerate(ready, 1):
                yield record
                if number % SLICE_RECORDS == 0:
                    yield None
            yield None
        while self._record is not None:
            self._record.end = self.source.size
            self._close(self._record)
        yield from self._ready

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        # This and the next two methods are called for every tag and text of the file: they call as little as they can.
        depth = self.depth
        self.depth = depth + 1
        if self.declares and attributes:
            self._prefixes.declare(depth, attributes)
        if not depth and not self.resumed:
            self._prefixes.set_root(name)
        usual = self._names_seen.get(name) or self._prefixes.usual(name)
        if usual in self._inside:
            self._begin(usual, attributes, depth)
            return
        record, open_fields = self._record, self._open
        if record is None or len(open_fields) >= MAX_DEPTH:
            return
        path = f"{self._path}/{usual}" if open_fields else usual
        start = self.tag_end() if path in self._placed and path not in record.places else -1
        open_fields.append((self._path, self._parts, attributes, start))
        self._path, self._parts = path, []

    def end_element(self, name: str) -> None:
        depth = self.depth = self.depth - 1
        if depth <= self._prefixes.scope_depth:
            self._prefixes.leave(depth)
        record = self._record
        if record is None:
            return
        field = depth - self._record_depth - 1
        if field < 0:
            record.end, record.complete = self._end_of(record), True
            self._close(record)
        elif field == len(self._open) - 1:  # not an element that is nested too deep for a field
            self._close_field(record, None)

    def text(self, text: str) -> None:
        record = self._record
        if record is None or (not self._open and text.isspace()):
            return
        self._room -= len(text)
        if self._room >= 0:
            self._parts.append(text)
        else:
            record.shortened = True

    def stopped(self, offset: int) -> None:
        # The records stay open: after damage in the text of an item its comments may follow.
        if self._record is not None:
            self._close_fields(self._record, offset)
        at = len(self._outer)
        while at and self._outer[at - 1][0] >= 0:  # those further out were left open by earlier damage
            at -= 1
            self._outer[at] = (-1, [], "", [], self._outer[at][-1])
        self._record_depth, self._inside = -1, self._names
        self._prefixes.keep()

    def _begin(self, tag: str, attributes: dict[str, str], depth: int) -> None:
        while self._record is not None and tag not in self._nesting.get(self._record.tag, ()):
            self._record.end = self.position()  # damage has left it open
            self._close(self._record)
        if self._record is not None:
            self._record.has_records = True
        self._outer.append((self._record_depth, self._open, self._path, self._parts, self._room))
        self._record = Record(tag, self._usual(attributes), self.position(), self._record)
        self._record_depth, self._open, self._path, self._parts = depth, [], "", []
        self._room = MAX_TEXT_CHARACTERS
        self._inside = self._nesting.get(tag, _NONE)
        if self.resumed:
            self._inside |= {tag}  # where damage left a start tag without its end, the next one ends the record

    def _close(self, record: Record) -> None:
        self._close_fields(record, record.end)
        own = self._restored("".join(self._parts))
        if own:
            record.fields.append(("", own, _NO_ATTRIBUTES))
        self._ready.append(record)
        outer = self._record = record.outer
        self._record_depth, self._open, self._path, self._parts, self._room = self._outer.pop()
        if outer is None:
            self._inside = self._names if self.resumed else self._nesting[""]
        else:
            self._inside = self._names if self._record_depth < 0 else self._nesting[outer.tag]

    def _close_fields(self, record: Record, offset: int) -> None:
        while self._open:
            self._close_field(record, offset)

    def _close_field(self, record: Record, offset: int | None) -> None:
        """End the innermost open field: at an offset, or before the tag that is being reported."""
        path, parts = self._path, self._parts
        text = parts[0] if len(parts) == 1 else "".join(parts)
        if self.ampersands:
            text = text.replace(AMPERSAND, "&")
        self._path, self._parts, attributes, start = self._open.pop()
        if len(record.fields) >= MAX_FIELDS:
            record.shortened = True
            return
        record.fields.append((path, text, self._usual(attributes) if attributes else attributes))
        if start >= 0:
            record.places[path] = start, max(start, self.position() if offset is None else offset)

    def _end_of(self, record: Record) -> int:
        """The offset after the end tag that is being reported."""
        empty = not (record.fields or self._parts or record.has_records) and self.follows_empty_tag()
        return self.position() if empty else self.tag_end()

    def _usual(self, attributes: dict[str, str]) -> dict[str, str]:
        """Attributes by their usual names. One without a prefix is in no namespace."""
        if ":" in "".join(attributes):
            usual = self._prefixes.usual
            attributes = {usual(name) if ":" in name else name: value for name, value in attributes.items()}
        if self.ampersands:
            attributes = {name: self._restored(value) for name, value in attributes.items()}
        return attributes

    def _restored(self, text: str) -> str:
        return text.replace(AMPERSAND, "&") if self.ampersands and AMPERSAND in text else text


_ATTRIBUTE = re.compile(rb"""(?<=\s)([^\s=<>"'/]++)\s*+=\s*+("[^"]*"|'[^']*')""")


@lru_cache(64)
def _usual_attribute(name: str) -> Callable[[bytes], re.Match[bytes] | None]:
    """What matches a start tag up to an attribute, where it and all before it are written as most tools do it. Several
    times as fast as to go from one to the next."""
    wanted = re.escape(name.encode())
    before = rb"""\s++(?!%s=)[^\s=<>"'/]++="[^"<]*+\"""" % wanted
    return re.compile(rb"""<[^\s<>"'/=]++(?:%s)*+\s++%s="([^"<]*+)\"""" % (before, wanted)).match


def attribute_place(source: Source, record: Record, name: str) -> tuple[int, int] | None:
    """The offsets of the value of an attribute as written in the start tag of a record, without its quotes."""
    found = find_attribute(name, source.read(record.start, record.end))
    return None if found is None else (record.start + found[0], record.start + found[1])


def find_attribute(name: str, data: bytes) -> tuple[int, int] | None:
    """The same in the bytes of an element."""
    usual = _usual_attribute(name)(data)
    if usual is not None:
        return usual.span(1)
    wanted = name.encode()
    tag = TAG.match(data)
    for found in _ATTRIBUTE.finditer(tag[0] if tag else b""):
        if found[1] == wanted:
            return found.start(2) + 1, found.end(2) - 1
    return None
