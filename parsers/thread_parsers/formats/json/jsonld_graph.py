"""Objects of a JSON-LD graph that name each other by their ids: authors, comments, and what comments reply to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.formats.json import fields, stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.formats.json.brackets import Nested
    from thread_parsers.formats.json.nested import NestedReader

MAX_NAMED = 1 << 17
"""Objects with an id that others can refer to."""
PARENT = "parentItem"
DECODED = ("author", "creator", "interactionStatistic", "@type", PARENT)
"""Members that are decoded with an object."""
_REFERENCE = frozenset({"@id", "@type"})


class Graph:
    """The objects of a file that have ids."""

    def __init__(self, reader: NestedReader) -> None:
        self._reader = reader
        self._objects: dict[str, Nested] = {}
        self._names: dict[str, str] = {}
        self._replies: dict[str, list[Nested]] = {}
        """By the id of what they reply to."""
        self._taken: set[int] = set()
        """The places of comments that were read: each is read once, whatever refers to it."""

    def add(self, items: Nested) -> Iterator[None]:
        """Take note of the objects in a list, in steps."""
        for count, nested in enumerate(self._reader.items(items), 1):
            if count % stated.SLICE_COMMENTS == 0:
                yield
            if nested.is_list or len(self._objects) >= MAX_NAMED:
                continue
            values = self._reader.members(nested, whole=DECODED)
            name = fields.text(values, "@id")
            if name and not values.keys() <= _REFERENCE:
                self._objects.setdefault(name, nested)
                self._names.setdefault(name, fields.text(values, "name"))
            parent = parent_of(values)
            if parent:
                self._replies.setdefault(parent, []).append(nested)

    def name(self, author: object) -> str:
        """The name of an author who is named by an id."""
        return self._names.get(fields.text(author, "@id"), "") if self._names else ""

    def object(self, nested: Nested) -> tuple[Nested, dict[str, Any]]:
        """An object with its members; for a reference to another one, that one."""
        values = self._reader.members(nested, whole=DECODED)
        if self._objects and values.keys() <= _REFERENCE:
            target = self._objects.get(fields.text(values, "@id"))
            if target is not None:
                return target, self._reader.members(target, whole=DECODED)
        return nested, values

    def replies(self, values: dict[str, Any]) -> list[Nested]:
        """The objects that say that they reply to an object."""
        return self._replies.get(fields.text(values, "@id"), []) if self._replies else []

    def is_elsewhere(self, values: dict[str, Any], holder: dict[str, Any]) -> bool:
        """Whether a comment says that it replies to another object of the graph than the one that holds it."""
        parent = parent_of(values)
        return parent in self._objects and parent != fields.text(holder, "@id")

    def is_taken(self, nested: Nested) -> bool:
        """Whether an object was taken."""
        return nested.start in self._taken

    def take(self, nested: Nested) -> bool:
        """Whether an object was not taken before. It is from now on."""
        is_new = nested.start not in self._taken
        self._taken.add(nested.start)
        return is_new


def parent_of(values: dict[str, Any]) -> str:
    """The id of what an object says that it replies to."""
    return fields.text(values, PARENT, "@id") or fields.text(values, PARENT)
