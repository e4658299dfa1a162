"""Messenger and Instagram: one conversation of an export of Meta, newest message first.

Names and words are UTF-8 whose bytes are written as if they were characters: `Ã¼` for `ü`. The export of encrypted
chats writes other keys, and text as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, flat, stated
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.walk import read_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json.brackets import Nested

MEDIA = (
    ("photos", "photo"), ("videos", "video"), ("audio_files", "audio"), ("gifs", "gif"), ("sticker", "sticker"),
    ("files", "file"), ("share", "link"), ("call_duration", "call"), ("media", "media"),
)  # fmt: skip
"""Members of messages without words, and what they are called."""
_DECODED = ("reactions", "share", "sticker")


def read(discussion: Discussion) -> Iterator[None]:
    """Read the conversations of a file."""
    reader = NestedReader(discussion.file)
    first = Rendering(discussion)

    def conversation(answer: Nested, values: dict[str, Any]) -> Iterator[None]:
        rendering = first.part()
        key = "title" if "title" in values else "threadName"
        rendering.title(repaired(fields.text(values, key)), *stated.place(reader, answer, values, key))
        for number, item in enumerate(reader.items(values.get("messages")), 1):
            rendering.hold(_post(reader, item))
            if number % stated.SLICE_COMMENTS == 0:
                discussion.bytes_read = item.end
                yield
        yield from rendering.thread()

    yield from read_answers(reader, conversation)
    first.note_damage(reader.damaged)


def repaired(words: str) -> str:
    """Words whose characters may be bytes of UTF-8."""
    if words.isascii():
        return words
    try:
        return words.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return words


def _post(reader: NestedReader, item: Nested) -> Post:
    values = reader.members(item, whole=_DECODED)
    key = "content" if "content" in values else "text"
    milliseconds = fields.integer(values, "timestamp_ms" if "timestamp_ms" in values else "timestamp") or 0
    time = fields.epoch(milliseconds // 1000) if milliseconds else None
    reactions = fields.objects(values, "reactions")
    is_gone = fields.flag(values, "is_unsent") or fields.flag(values, "isUnsent")
    return Post(
        author=repaired(fields.text(values, "sender_name") or fields.text(values, "senderName")),
        text=repaired(fields.text(values, key)) or _label(values),
        rank=milliseconds,
        time=NO_TIME if time is None else time,
        zone=None if time is None else 0,
        likes=len(reactions) if reactions else NO_SCORE,
        state="deleted" if is_gone else "",
        object_span=(item.start, item.end),
        body_span=stated.place(reader, item, values, key),
    )


def _label(values: dict[str, Any]) -> str:
    """What a message without words is: a link, or media."""
    link = fields.text(values, "share", "link")
    return link or flat.label(next((name for key, name in MEDIA if values.get(key)), ""))
