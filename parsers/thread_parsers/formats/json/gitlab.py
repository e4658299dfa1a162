"""GitLab: notes, discussions, and issues or merge requests with them, as JSON of REST or GraphQL.

In a discussion the first note is what the others reply to. What the site writes itself ("changed the description") is a
note, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.walk import objects_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json.brackets import Nested

_DECODED = ("author", "award_emoji")


def read(discussion: Discussion) -> Iterator[None]:
    """Read the notes and topics of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    topics = _Topics(reader, Rendering(discussion))
    yield from objects_in(reader, topics.visit)
    yield from topics.finish()


class _Topics:
    """The issues and merge requests of a file, each with its notes."""

    def __init__(self, reader: NestedReader, first: Rendering) -> None:
        self._reader, self._first = reader, first
        self._topics: dict[str, Rendering] = {}
        """By the id of what the notes are about."""
        self._thread_end, self._thread = 0, ""
        """Where the discussion ends that is being read, and its first note."""
        self._topic_end, self._topic = 0, ""
        """The same for the topic around it."""

    def visit(self, item: Nested, values: dict[str, Any]) -> Iterator[Nested] | None:
        """Hold a note, or begin a discussion or a topic."""
        if isinstance(values.get("title"), str) and ("description" in values or "iid" in values):
            self._topic, self._topic_end = fields.identifier(values, "id") or f"at {item.start}", item.end
            self._article(item, self._reader.members(item, whole=_DECODED))
        elif "body" in values and "author" in values:
            self._note(item, self._reader.members(item, whole=_DECODED))
            self._first.discussion.bytes_read = item.end
            return iter(())
        elif "individual_note" in values or "/Discussion/" in fields.text(values, "id"):
            self._thread_end, self._thread = item.end, ""
        return None

    def finish(self) -> Iterator[None]:
        """Put the notes of all topics in thread order."""
        for topic in self._topics.values():
            yield from topic.thread()
        self._first.note_damage(self._reader.damaged)

    def _rendering(self, name: str) -> Rendering:
        if name not in self._topics:
            self._topics[name] = self._first.part()
        return self._topics[name]

    def _note(self, item: Nested, values: dict[str, Any]) -> None:
        name = fields.identifier(values, "id") or f"at {item.start}"
        is_inside = item.end <= self._topic_end
        about = self._topic if is_inside else fields.identifier(values, "noteable_id")
        time, zone = stated.time_and_zone(values, _key(values, "created_at", "createdAt"))
        parent = self._thread if item.end <= self._thread_end else ""
        if item.end <= self._thread_end and not self._thread:
            self._thread = name
        emoji = fields.objects(values, "award_emoji")
        self._rendering(about).hold(
            Post(
                author=_author(values),
                text=fields.text(values, "body"),
                id=name,
                parent_id=parent,
                time=time,
                zone=zone,
                likes=len(emoji) if emoji else NO_SCORE,
                edited=fields.text(values, "last_edited_at") or None,
                permalink=fields.text(values, "url"),
                object_span=(item.start, item.end),
                body_span=stated.place(self._reader, item, values, "body"),
            )
        )

    def _article(self, item: Nested, values: dict[str, Any]) -> None:
        rendering = self._rendering(self._topic)
        discussion = rendering.discussion
        article = discussion.article
        rendering.title(fields.text(values, "title"), *stated.place(self._reader, item, values, "title"))
        rendering.article(fields.text(values, "description"), *stated.place(self._reader, item, values, "description"))
        article.author = _author(values) or None
        article.time = stated.article_time(values, _key(values, "created_at", "createdAt"))
        article.url = fields.text(values, _key(values, "web_url", "webUrl")) or None
        discussion.engagement.likes = fields.integer(values, "upvotes")


def _key(values: dict[str, Any], rest: str, graphql: str) -> str:
    return rest if rest in values else graphql


def _author(values: dict[str, Any]) -> str:
    return fields.text(values, "author", "username") or fields.text(values, "author", "name")
