"""Who has which id, where a file of no known kind states its users beside the comments: a list of them, or an object
with one under each id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.formats.json import fields, names, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.shape import author_name, identity

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.formats.json.nested import NestedReader

MAX_LEVELS = 4
"""Objects one inside of the other in which users are looked for."""
MAX_OBJECTS = 1_000
"""Objects in which users are looked for."""
MAX_PEOPLE = 1 << 16
SLICE_MEMBERS = 1 << 10
"""Members of an object that are looked at between two yields."""


def people_in(reader: NestedReader) -> Generator[None, None, dict[str, str]]:
    """The names of the users of a file by their ids, in steps."""
    people: dict[str, str] = {}
    roots = reader.roots()
    level = [root for root, _ in zip(roots, range(MAX_OBJECTS), strict=False) if not root.is_list]
    looked = 0
    for _ in range(MAX_LEVELS):
        inside: list[Nested] = []
        for holder in level:
            for number, (key, value) in enumerate(reader.members(holder).items(), 1):
                if number % SLICE_MEMBERS == 0:
                    yield
                if not isinstance(value, Nested):
                    continue
                if names.normal(key) in names.USERS:
                    yield from _add(reader, value, people)
                elif not value.is_list and looked < MAX_OBJECTS:
                    looked += 1
                    inside.append(value)
            yield
        level = inside
    return people


def _add(reader: NestedReader, users: Nested, people: dict[str, str]) -> Iterator[None]:
    """Add the users of a list, or of an object with one under each id."""
    each = ((_id(reader, item), item) for item in reader.items(users))
    for number, (key, user) in enumerate(each if users.is_list else reader.members(users).items(), 1):
        name = author_name(reader, user, {})
        if key and name and len(people) < MAX_PEOPLE:
            people.setdefault(key, name)
        if number % stated.SLICE_COMMENTS == 0:
            yield


def _id(reader: NestedReader, user: Nested) -> str:
    values = reader.members(user)
    keys = {names.normal(key): key for key in names.first_keys(values)}
    known = (identity(reader, values[keys[name]]) for name in names.USER_IDS if name in keys)
    return next(filter(None, known), fields.identifier(values, "id"))
