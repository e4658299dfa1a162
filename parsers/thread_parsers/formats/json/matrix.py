"""Matrix: the events of rooms, as Element exports them and as servers answer them, each room a discussion.

Display names are in the events of members, usually before their messages. Answers repeat the beginning of what they
answer, for old clients. Edits and reactions are events of their own, and are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, flat
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.walk import objects_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

MEMBER = "m.room.member"
_ABOUT_MESSAGES = frozenset({"m.reaction", "m.room.redaction"})
"""Events about other messages. They are not messages themselves."""
_DECODED = ("content",)
_REPEATED = re.compile(r"(?:> [^\n]*\n|>\n)+\n")
"""The beginning of what an answer is about."""
_STATE_WORDS = 40
"""Characters of a type of event that are shown."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the rooms of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    rooms = _Rooms(reader, Rendering(discussion))
    yield from objects_in(reader, rooms.visit)
    yield from rooms.finish()


class _Rooms:
    """The rooms of a file, each with its events."""

    def __init__(self, reader: NestedReader, first: Rendering) -> None:
        self._reader, self._first = reader, first
        self._rooms: dict[str, Rendering] = {}
        self._names: dict[str, str] = {}
        """Display names by the ids of members."""

    def visit(self, item: Nested, values: dict[str, Any]) -> Iterator[Nested] | None:
        """Hold an event; the name of the room is beside its events."""
        if not _is_event(values):
            title = fields.text(values, "room_name")
            if title:
                self._room("").title(title, item.start, item.end)
            return None
        content = fields.member(self._reader.members(item, whole=_DECODED), "content")
        kind = fields.text(values, "type")
        name = fields.text(content, "displayname")
        if kind == MEMBER and name:
            self._names[fields.text(values, "state_key") or fields.text(values, "sender")] = name
        if kind in _ABOUT_MESSAGES or fields.text(content, "m.relates_to", "rel_type") == "m.replace":
            self._first.mark(item.start, item.end, "skipped")
        else:
            self._room(fields.text(values, "room_id")).hold(self._post(item, values, content))
        self._first.discussion.bytes_read = item.end
        return iter(())

    def finish(self) -> Iterator[None]:
        """Put the events of all rooms in thread order."""
        for room in self._rooms.values():
            yield from room.thread()
        self._first.note_damage(self._reader.damaged)

    def _room(self, name: str) -> Rendering:
        """The room with an id. What is said before the first event is about its room."""
        if name not in self._rooms:
            self._rooms[name] = self._rooms.pop("") if name and "" in self._rooms else self._first.part()
        return self._rooms[name]

    def _post(self, item: Nested, values: dict[str, Any], content: object) -> Post:
        milliseconds = fields.integer(values, "origin_server_ts") or 0
        time = fields.epoch(milliseconds // 1000)
        sender, name = fields.text(values, "sender"), fields.text(values, "event_id")
        answered = fields.text(content, "m.relates_to", "m.in_reply_to", "event_id")
        thread = fields.text(content, "m.relates_to", "event_id")
        body = fields.text(content, "body")
        repeated = _REPEATED.match(body) if answered else None
        kind = fields.text(values, "type")
        is_message = kind.startswith(("m.room.message", "m.sticker", "m.poll", "m.room.encrypted"))
        words = body[repeated.end() :] if repeated else body
        place = self._reader.inside(item, "content")
        return Post(
            author=self._names.get(sender, sender),
            text=words or ("" if is_message else flat.label(_state(kind, content))),
            id=name,
            parent_id=answered or thread,
            rank=milliseconds,
            time=NO_TIME if time is None else time,
            zone=None if time is None else 0,
            state="" if content or kind != "m.room.message" else "deleted",
            object_span=(item.start, item.end),
            body_span=(place.start, place.end) if isinstance(place, Nested) else None,
        )


def _is_event(values: dict[str, Any]) -> bool:
    return isinstance(values.get("type"), str) and "sender" in values and "origin_server_ts" in values


def _state(kind: str, content: object) -> str:
    """What an event without words is."""
    said = next(filter(None, (fields.text(content, key) for key in ("membership", "name", "topic"))), "")
    return f"{kind.removeprefix('m.room.')[:_STATE_WORDS]} {said}".replace("_", " ")
