"""Discord: a channel as JSON, written by DiscordChatExporter.

Names of people are those on their server (`nickname`). Messages that only carry a file, an embed or a forwarded message
have an empty `content`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.discord import discord_text
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, flat, stated
from thread_parsers.formats.json.places import place
from thread_parsers.formats.json.pull import JsonReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json import Value

CONTENTS = (("attachments", "fileName"), ("stickers", "name"), ("embeds", "title"), ("embeds", "description"))
"""What a message without words may consist of: lists, and the member that names one."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the channel of a file."""
    channel = _Channel(discussion)
    yield from channel.read()


class _Channel:
    """The file."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion
        self._reader = JsonReader(discussion.file)
        self._rendering = Rendering(discussion)
        self._pace = flat.Pace(discussion)
        self._guild = ""

    def read(self) -> Iterator[None]:
        """Read the members of the file. The messages come after what is said of the channel."""
        reader, discussion = self._reader, self._discussion
        for key in reader.members_in_steps():
            yield
            if key == "messages":
                yield from self._pace.hold(self._rendering, reader.objects(), self._post)
            elif key == "guild":
                self._guild = fields.text((yield from reader.value_in_steps()).value, "name")
            elif key == "channel":
                self._channel((yield from reader.value_in_steps()))
            elif key == "messageCount":
                count = fields.integer((yield from reader.value_in_steps()).value)
                discussion.receipt.declared_comments = discussion.engagement.comments = count
        yield from self._rendering.thread()
        self._rendering.note_damage(reader.damaged)

    def _channel(self, channel: Value) -> None:
        rendering, source = self._rendering, self._discussion.file
        name, topic = fields.text(channel.value, "name"), fields.text(channel.value, "topic")
        if self._discussion.article.title_span is None:
            words = " / ".join(filter(None, (self._guild, name)))
            rendering.title(words, *place(source, channel, "name", name))
            rendering.article(topic, *place(source, channel, "topic", topic))

    def _post(self, message: Value) -> Post:
        values = message.value
        content = fields.text(values, "content")
        time, zone = stated.time_and_zone(values, "timestamp")
        edit = fields.text(values, "timestampEdited")
        return Post(
            author=_name(values.get("author")),
            text=_words(values, content),
            id=fields.identifier(values, "id"),
            parent_id=fields.identifier(values, "reference", "messageId"),
            time=time,
            zone=zone,
            likes=stated.reactions(values),
            badge="Bot" if fields.flag(values, "author", "isBot") else "",
            edited=edit or None,
            object_span=(message.start, message.end),
            body_span=place(self._discussion.file, message, "content", content),
        )


def _name(person: Any) -> str:
    return fields.text(person, "nickname") or fields.text(person, "name")


def _words(values: dict[str, Any], content: str) -> str:
    """The words of a message; of one without words those that it forwards, or what it consists of."""
    if content.strip():
        if "<" not in content:
            return content
        people = fields.objects(values, "mentions")
        return discord_text(content, {fields.identifier(person, "id"): _name(person) for person in people})
    forwarded = fields.text(values, "forwardedMessage", "content")
    if forwarded.strip():
        return "".join(f"> {line}\n" for line in forwarded.splitlines())
    names = (flat.label(fields.text(item, key)) for part, key in CONTENTS for item in fields.objects(values, part))
    return next(filter(None, names), "")
