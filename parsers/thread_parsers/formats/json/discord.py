"""Discord: a channel as JSON, written by DiscordChatExporter.

Names of people are those on their server (`nickname`). Messages that only carry a file, an embed or a forwarded message
have an empty `content`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.discord import discord_text
from thread_parsers.discussion.posts import Posts
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import batches, fields, flat, stated
from thread_parsers.formats.json.places import finder, place
from thread_parsers.formats.json.pull import JsonReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json import Value

_FIND_WORDS = finder("content")
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
                yield from self._pace.hold(self._rendering, reader, self._posts)
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

    def _posts(self, messages: Sequence[Value]) -> Posts:
        objects: list[dict[str, Any]] = [message.value for message in messages]
        contents, people = batches.texts(objects, "content"), batches.inside(objects, "author")
        times, zones = batches.iso_times(objects, "timestamp")
        return Posts(
            author=_names(people),
            text=list(map(_words, objects, contents)),
            object_span=[(message.start, message.end) for message in messages],
            id=batches.identifiers(objects, "id"),
            parent_id=batches.identifiers(batches.inside(objects, "reference"), "messageId"),
            time=times,
            zone=zones,
            likes=list(map(stated.reactions, objects)),
            badge=["Bot" if is_bot else "" for is_bot in batches.flags(people, "isBot")],
            edited=[edit or None for edit in batches.texts(objects, "timestampEdited")],
            find_body=[_FIND_WORDS] * len(messages),
        )


def _names(people: Sequence[dict[str, Any]]) -> list[str]:
    nicknames, names = batches.texts(people, "nickname"), batches.texts(people, "name")
    return [nickname or name for nickname, name in zip(nicknames, names, strict=True)]


def _words(values: dict[str, Any], content: str) -> str:
    """The words of a message; of one without words those that it forwards, or what it consists of."""
    if content.strip():
        if "<" not in content:
            return content
        people = fields.objects(values, "mentions")
        ids = batches.identifiers(people, "id")
        return discord_text(content, dict(zip(ids, _names(people), strict=True)))
    forwarded = fields.text(values, "forwardedMessage", "content")
    if forwarded.strip():
        return "".join(f"> {line}\n" for line in forwarded.splitlines())
    names = (flat.label(fields.text(item, key)) for part, key in CONTENTS for item in fields.objects(values, part))
    return next(filter(None, names), "")
