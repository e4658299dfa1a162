"""YouTube and other videos: the facts about a video that yt-dlp writes (`info.json`), or its comments alone.

Comments are flat, and at the end of a file that begins with hundreds of addresses of streams. The site only tells the
age of a comment ("1 year ago"), from which yt-dlp computes `timestamp`: as exact as the age is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, flat, stated
from thread_parsers.formats.json.places import place
from thread_parsers.formats.json.pull import JsonReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json import Value

EDITED = "(edited)"
"""What follows the age of a comment that was edited."""
ROOT = "root"
"""The parent of comments on the video."""
FACTS = frozenset(
    ("uploader", "channel", "webpage_url", "timestamp", "upload_date", "like_count", "view_count", "comment_count")
)


def read(discussion: Discussion) -> Iterator[None]:
    """Read the comments of a video, or of those of a playlist."""
    yield from _File(discussion).read()


class _File:
    """The file."""

    def __init__(self, discussion: Discussion) -> None:
        self._source = discussion.file
        self._reader = JsonReader(discussion.file)
        self._first = Rendering(discussion)
        self._pace = flat.Pace(discussion)

    def read(self) -> Iterator[None]:
        """Read the comments alone, or with the facts about their video."""
        if self._reader.kind == "[":
            yield from self._comments(self._first.part())
        else:
            yield from self._video(is_file=True)
        self._first.note_damage(self._reader.damaged)

    def _video(self, *, is_file: bool = False) -> Iterator[None]:
        """Read the object under the cursor."""
        reader, rendering = self._reader, self._first.part()
        facts: dict[str, Any] = {}
        for key in reader.members_in_steps():
            yield
            if key == "comments":
                yield from self._comments(rendering)
            elif key == "entries" and is_file:
                for _ in reader.items():
                    yield
                    if reader.kind == "{":
                        yield from self._video()
                    else:
                        yield from reader.skip_in_steps()
            elif key in ("title", "description"):
                words = yield from reader.value_in_steps()
                write = rendering.title if key == "title" else rendering.article
                write(fields.text(words.value), words.start, words.end)
            elif key in FACTS:
                facts[key] = (yield from reader.value_in_steps()).value
            elif key is not None and reader.kind in ("[", "{"):
                start = reader.offset
                yield from reader.skip_in_steps()
                rendering.mark(start, reader.offset, "skipped")
        _state(rendering, facts)

    def _comments(self, rendering: Rendering) -> Iterator[None]:
        yield from self._pace.hold(rendering, self._reader.objects(), self._post)
        yield from rendering.thread()

    def _post(self, comment: Value) -> Post:
        values = comment.value
        text, parent = fields.text(values, "text"), fields.identifier(values, "parent")
        time = fields.epoch(values, "timestamp")
        age = fields.text(values, "_time_text") or fields.text(values, "time_text")
        return Post(
            author=fields.text(values, "author"),
            text=text,
            id=fields.identifier(values, "id"),
            parent_id="" if parent == ROOT else parent,
            time=NO_TIME if time is None else time,
            zone=0,
            time_text=age.replace(EDITED, "").strip(),
            likes=stated.score(values, "like_count"),
            badge="OP" if fields.flag(values, "author_is_uploader") else "",
            edited="" if EDITED in age else None,
            object_span=(comment.start, comment.end),
            body_span=place(self._source, comment, "text", text),
        )


def _state(rendering: Rendering, facts: dict[str, Any]) -> None:
    """Write down what the file says of the video."""
    discussion = rendering.discussion
    article, engagement = discussion.article, discussion.engagement
    article.author = fields.text(facts, "channel") or fields.text(facts, "uploader") or None
    article.url = fields.text(facts, "webpage_url") or None
    time = fields.epoch(facts, "timestamp")
    day = fields.iso_time(facts, "upload_date")
    if time is not None:
        article.time = rendering.moment(time)
    elif day is not None:
        article.time = rendering.moment(*day)
    engagement.likes = fields.integer(facts, "like_count")
    engagement.views = fields.integer(facts, "view_count")
    engagement.comments = discussion.receipt.declared_comments = fields.integer(facts, "comment_count")
