"""Mattermost: the posts of a channel or thread as its API answers them, and bulk exports, one object a line.

The API names users by their ids: they are the authors, unless the file has the users, too. Posts are shown in the order
of their times, whatever the order in the file. A bulk export has the posts of many channels, each a discussion, with
the replies inside of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, flat, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.walk import read_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

_DECODED = ("metadata", "reactions", "props")
"""Members that are decoded together with a post."""
_EXPORTED = ("post", "direct_post")
"""The kinds of lines of a bulk export that are posts."""
_MAX_MEMBERS = 50
"""Members of a direct channel that are in its title."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the posts of a file."""
    reader = NestedReader(discussion.file)
    channels = _Channels(reader, Rendering(discussion))
    yield from read_answers(reader, channels.answer)
    yield from channels.finish()


class _Channels:
    """The channels of a file, each with its posts."""

    def __init__(self, reader: NestedReader, first: Rendering) -> None:
        self._reader, self._first = reader, first
        self._channels: dict[str, Rendering] = {}
        self._names: dict[str, str] = {}
        """The names of users by their ids."""

    def answer(self, answer: Nested, values: dict[str, Any]) -> Iterator[None]:
        """Read an answer of the API, a line of a bulk export, or a single post."""
        yield from self._users(values)
        yield from self._page(answer, values)

    def _users(self, values: dict[str, Any]) -> Iterator[None]:
        """The users of an answer: a list, or an object with one under each id."""
        for number, item in enumerate(self._each(values.get("users")), 1):
            user = self._reader.members(item)
            self._names.setdefault(fields.identifier(user, "id"), fields.text(user, "username"))
            if number % stated.SLICE_COMMENTS == 0:
                yield

    def _page(self, page: Nested, values: dict[str, Any]) -> Iterator[None]:
        posts = values.get("posts")
        if isinstance(posts, Nested):
            for number, item in enumerate(self._each(posts), 1):
                self._api_post(item)
                if number % stated.SLICE_COMMENTS == 0:
                    yield
        elif fields.text(values, "type") in _EXPORTED:
            yield from self._exported(values.get(fields.text(values, "type")))
        elif "message" in values:
            self._api_post(page)

    def finish(self) -> Iterator[None]:
        """Put the posts of all channels in thread order."""
        for channel in self._channels.values():
            yield from channel.thread()
        self._first.note_damage(self._reader.damaged)

    def _each(self, listed: object) -> Iterator[Nested]:
        """The objects of a list, or of an object with one under each id."""
        if isinstance(listed, Nested) and not listed.is_list:
            return (value for value in self._reader.members(listed).values() if isinstance(value, Nested))
        return self._reader.items(listed)

    def _channel(self, name: str, title: str = "") -> Rendering:
        if name not in self._channels:
            self._channels[name] = self._first.part()
            self._channels[name].title(title, 0, 0)
        return self._channels[name]

    def _api_post(self, item: Nested) -> None:
        values = self._reader.members(item, whole=_DECODED)
        user = fields.identifier(values, "user_id")
        post = self._post(item, values)
        post.author = fields.text(values, "props", "override_username") or self._names.get(user) or user
        post.parent_id = fields.identifier(values, "root_id")
        post.state = "deleted" if fields.integer(values, "delete_at") else ""
        self._channel(fields.identifier(values, "channel_id")).hold(post)

    def _exported(self, item: object) -> Iterator[None]:
        if not isinstance(item, Nested):
            return
        values = self._reader.members(item, whole=("reactions", "channel_members"))
        members = fields.strings(values, "channel_members")
        channel = fields.text(values, "channel") or ", ".join(members[:_MAX_MEMBERS])
        rendering = self._channel(f"{fields.text(values, 'team')}/{channel}", channel)
        post = self._post(item, values)
        post.author, post.id = fields.text(values, "user"), f"at {item.start}"
        replies = values.get("replies")
        post.object_span = post.body_span or post.object_span
        rendering.hold(post)
        for number, reply in enumerate(self._reader.items(replies), 1):
            inner = self._reader.members(reply, whole=("reactions",))
            answer = self._post(reply, inner)
            answer.author, answer.id = fields.text(inner, "user"), f"at {reply.start}"
            answer.parent_id = post.id
            rendering.hold(answer)
            if number % stated.SLICE_COMMENTS == 0:
                yield

    def _post(self, item: Nested, values: dict[str, Any]) -> Post:
        """What both kinds of posts state."""
        created, edited = (fields.integer(values, key) for key in ("create_at", "edit_at"))
        reactions = fields.objects(values, "metadata", "reactions") or fields.objects(values, "reactions")
        kind = fields.text(values, "type")
        seconds = fields.epoch(created // 1000) if created else None
        changed = fields.epoch(edited // 1000) if edited else None
        return Post(
            text=fields.text(values, "message") or flat.label(kind.replace("_", " ")),
            id=fields.identifier(values, "id"),
            rank=created or 0,
            time=NO_TIME if seconds is None else seconds,
            zone=None if seconds is None else 0,
            likes=len(reactions) or NO_SCORE,
            edited=None if changed is None else flat.iso(changed),
            object_span=(item.start, item.end),
            body_span=stated.place(self._reader, item, values, "message"),
        )
