"""Slack: the messages of a channel as JSON: a day's file of an export, or a channel written by slackdump.

`ts` is both the id of a message and its time, `thread_ts` the id of the message that it answers. Names of people are in
the message, in newer exports, or in `users.json`. Messages of programs can have an empty text and their words in
`attachments` or `blocks`.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.slack import mrkdwn_body
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.posts import Posts, posts_of
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, flat, stated
from thread_parsers.formats.json.places import place
from thread_parsers.formats.json.pull import JsonReader
from thread_parsers.formats.json.slack_users import full_name, read_users
from thread_parsers.source.file_set import FileSet
from thread_parsers.source.slack_export import DAY_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.bodies import Body
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json import Value
    from thread_parsers.source.file_set import Member
    from thread_parsers.source.source import Source

REPLIES = "slackdump_thread_replies"
"""Where slackdump has the replies to a message; an export has them among the other messages."""
ATTACHED = ("pretext", "title", "text")
"""The words of an attachment."""
MAX_BLOCK_PARTS = 10_000
"""Objects and lists that are looked at for the words of one message."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the messages of a file, or the channels of an export, each a discussion."""
    file, first = discussion.file, Rendering(discussion)
    names = yield from read_users(file, first)
    pace = flat.Pace(discussion)
    if not isinstance(file, FileSet):
        yield from _Channel(first, names, pace).read(file)
        yield from first.thread()
        return
    days = (member for member in file.members if DAY_FILE.fullmatch(_base(member.name)))
    for folder, members in groupby(days, key=lambda member: member.name.rpartition("/")[0]):
        rendering = first.part()
        rendering.title(_base(folder or file.name.rstrip("/")), 0, 0)
        channel = _Channel(rendering, names, pace)
        for member in members:
            yield from channel.read(file.until(member.end), member)
        yield from rendering.thread()


class _Channel:
    """Reads messages into a rendering, from one file or several."""

    def __init__(self, rendering: Rendering, names: dict[str, str], pace: flat.Pace) -> None:
        self._rendering, self._names, self._pace = rendering, names, pace

    def read(self, source: Source, member: Member | None = None) -> Iterator[None]:
        """Read a list of messages, or an object that has one. `member`: the file of a set that has it."""
        self._source = source
        reader = self._reader = JsonReader(source, member.start if member else 0)
        if reader.kind == "[":
            yield from self._messages()
        for key in reader.members_in_steps():
            yield
            if key == "messages":
                yield from self._messages()
            elif key == "name":
                name = yield from reader.value_in_steps()
                self._rendering.title(fields.text(name.value), name.start, name.end)
            elif key == "has_more" and (yield from reader.value_in_steps()).value is True:
                self._rendering.note("comments", "the channel has more messages, which are not in the file")
        if member and reader.damaged:
            offset, reason = reader.damaged
            self._rendering.note("damaged", f"{member.name}: {reason} at byte {offset - member.start:,}")
        else:
            self._rendering.note_damage(reader.damaged)

    def _messages(self) -> Iterator[None]:
        for message in self._reader.objects():
            if message is None:
                yield
                continue
            self._rendering.hold(self._post(message))
            if fields.objects(message.value, REPLIES):
                yield from self._replies(message)
            if self._pace.is_over(message):
                yield

    def _replies(self, message: Value) -> Iterator[None]:
        """Read the replies to a message, which are inside of it, for their places in the file."""
        reader = JsonReader(self._source, message.start, message.end - message.start)
        for key in reader.members_in_steps():
            yield
            if key == REPLIES:
                yield from self._pace.hold(self._rendering, reader, self._posts)

    def _posts(self, messages: Sequence[Value]) -> Posts:
        return posts_of([self._post(message) for message in messages])

    def _post(self, message: Value) -> Post:
        values = message.value
        stamp, thread = fields.identifier(values, "ts"), fields.identifier(values, "thread_ts")
        time = fields.epoch(values, "ts")
        text = fields.text(values, "text")
        edited = fields.epoch(values, "edited", "ts")
        return Post(
            author=_author(values, self._names),
            text=_words(values, text, self._names),
            id=stamp,
            parent_id=thread if thread != stamp else "",
            time=NO_TIME if time is None else time,
            zone=0,
            likes=stated.reactions(values),
            replies=stated.count(values, "reply_count"),
            badge="Bot" if values.get("bot_id") or values.get("subtype") == "bot_message" else "",
            state="deleted" if values.get("subtype") == "tombstone" else "",
            edited=flat.iso(edited) if edited is not None else None,
            object_span=(message.start, message.end),
            body_span=place(self._source, message, "text", text),
        )


def _author(values: dict[str, Any], names: dict[str, str]) -> str:
    user = fields.text(values, "user") or fields.text(values, "comment", "user")
    return (
        full_name(values.get("user_profile"))
        or names.get(user)
        or fields.text(values, "username")
        or fields.text(values, "bot_profile", "name")
        or user
        or fields.text(values, "bot_id")
    )


def _words(values: dict[str, Any], text: str, names: dict[str, str]) -> str | Body:
    """The words of a message; of one without words those of its attachments or blocks, or the titles of its files."""
    if text.strip():
        return mrkdwn_body(text, names)
    attachments = fields.objects(values, "attachments")
    parts = [words for attachment in attachments for words in _attached(attachment)] or list(_block_texts(values))
    if any(map(str.strip, parts)):
        return mrkdwn_body("\n".join(parts), names)
    return "\n".join(flat.label(fields.text(file, "title") or "file") for file in fields.objects(values, "files"))


def _attached(attachment: dict[str, Any]) -> list[str]:
    parts = [words for key in ATTACHED if (words := fields.text(attachment, key)).strip()]
    return parts or list(_block_texts(attachment)) or [fields.text(attachment, "fallback")]


def _block_texts(values: dict[str, Any]) -> Iterator[str]:
    """The texts in the blocks of a message, in order; the elements of a paragraph are one text."""
    left = [values.get("blocks")]
    for _ in range(MAX_BLOCK_PARTS):
        if not left:
            return
        part = left.pop()
        if isinstance(part, list):
            left += reversed(part)
        elif isinstance(part, dict):
            text, elements = part.get("text"), fields.objects(part, "elements")
            if any("text" in element for element in elements):
                yield "".join(_element_text(element) for element in elements)
                continue
            if isinstance(text, str):
                yield text
            left += [elements, part.get("fields"), text]


def _element_text(element: dict[str, Any]) -> str:
    name = fields.text(element, "name")
    return fields.text(element, "text") or fields.text(element, "url") or (f":{name}:" if name else "")


def _base(path: str) -> str:
    return path.rpartition("/")[2]
