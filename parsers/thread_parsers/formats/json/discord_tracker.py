"""Discord: the file of Discord History Tracker, whose messages are under their ids, with keys of one letter.

A user is a place in a list of ids; what is said of users and channels is in `meta`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, flat, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.walk import read_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

_EDITED = 1
"""The bit of the flags (`f`) of messages that were edited."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the channels of a file."""
    reader = NestedReader(discussion.file)
    first = Rendering(discussion)

    def answer(_: Nested, values: dict[str, Any]) -> Iterator[None]:
        said = reader.members(values.get("meta"), whole=("users", "userindex", "channels"))
        names = [fields.text(said, "users", user, "name") or user for user in fields.strings(said, "userindex")]
        for channel, messages in reader.members(values.get("data")).items():
            rendering = first.part()
            rendering.title(fields.text(said, "channels", channel, "name"), 0, 0)
            for number, (name, item) in enumerate(reader.members(messages).items(), 1):
                if isinstance(item, Nested):
                    rendering.hold(_post(reader, name, item, names))
                if number % stated.SLICE_COMMENTS == 0:
                    yield
            yield from rendering.thread()

    yield from read_answers(reader, answer)
    first.note_damage(reader.damaged)


def _post(reader: NestedReader, name: str, item: Nested, names: list[str]) -> Post:
    values = reader.members(item, whole=("a", "e"))
    user, milliseconds = fields.integer(values, "u", default=-1), fields.integer(values, "t") or 0
    time = fields.epoch(milliseconds // 1000)
    is_edited = "te" in values or bool((fields.integer(values, "f") or 0) & _EDITED)
    kinds = " ".join(kind for key, kind in (("a", "attachment"), ("e", "embed")) if values.get(key))
    return Post(
        author=names[user] if user is not None and 0 <= user < len(names) else "",
        text=fields.text(values, "m") or flat.label(kinds),
        id=name,
        parent_id=fields.identifier(values, "r"),
        rank=milliseconds,
        time=NO_TIME if time is None else time,
        zone=None if time is None else 0,
        edited="" if is_edited else None,
        object_span=(item.start, item.end),
        body_span=stated.place(reader, item, values, "m"),
    )
