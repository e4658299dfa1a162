"""YouTube: what its pages load, as JSON: comments, older and today's, and the messages of a live chat, which yt-dlp
keeps one a line (`.live_chat.json`).

Each is an object under a key that says what it is, somewhere inside of what draws the page. The id of a reply is that
of its parent, a dot and one of its own. Ages are as the page writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.shape import likes_of
from thread_parsers.formats.json.walk import objects_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

KINDS = (
    "commentRenderer", "commentEntityPayload", "liveChatTextMessageRenderer", "liveChatPaidMessageRenderer",
    "liveChatMembershipItemRenderer",
)  # fmt: skip
_DECODED = (
    "authorText", "contentText", "publishedTimeText", "voteCount", "properties", "author", "toolbar", "message",
    "authorName",
)  # fmt: skip
_MICROSECONDS = 1_000_000


def read(discussion: Discussion) -> Iterator[None]:
    """Read the comments or messages of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    rendering = Rendering(discussion)

    def visit(_: Nested, values: dict[str, Any]) -> Iterator[Nested]:
        others: list[Nested] = []
        for key, value in values.items():
            if not isinstance(value, Nested):
                continue
            if key in KINDS and not value.is_list:
                rendering.hold(_post(reader, value))
                discussion.bytes_read = value.end
            else:
                others.append(value)
        return iter(others)

    yield from objects_in(reader, visit)
    yield from rendering.thread()
    rendering.note_damage(reader.damaged)


def _post(reader: NestedReader, item: Nested) -> Post:
    values = reader.members(item, whole=_DECODED)
    of_comment, toolbar = values.get("properties"), values.get("toolbar")
    name = fields.text(values, "commentId") or fields.text(of_comment, "commentId") or fields.text(values, "id")
    age = _words(values.get("publishedTimeText")) or fields.text(of_comment, "publishedTime")
    mark = age.find("(")
    time = fields.epoch((fields.integer(values, "timestampUsec") or 0) // _MICROSECONDS) or NO_TIME
    likes = (fields.member(values, "voteCount", "simpleText"), fields.member(toolbar, "likeCountNotliked"))
    words = (values.get("contentText"), fields.member(of_comment, "content"), values.get("message"))
    return Post(
        author=_words(values.get("authorText")) or _words(values.get("authorName"))
        or fields.text(values, "author", "displayName"),
        text=next(filter(None, map(_words, words)), ""),
        id=name,
        parent_id=name.rpartition(".")[0],
        time=time,
        zone=None if time == NO_TIME else 0,
        time_text=age[:mark].strip() if mark > 0 else age,
        edited="" if mark > 0 else None,
        likes=next((number for value in likes if (number := likes_of(value)) != NO_SCORE), NO_SCORE),
        object_span=(item.start, item.end),
    )  # fmt: skip


def _words(value: object) -> str:
    """The words of a text: whole, or in runs of words and emoji."""
    whole = fields.text(value, "simpleText") or fields.text(value, "content")
    runs = fields.objects(value, "runs")
    return whole or "".join(fields.text(run, "text") or fields.text(run, "emoji", "emojiId") for run in runs)
