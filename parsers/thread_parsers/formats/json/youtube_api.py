"""YouTube: answers of its Data API: threads of comments (`commentThreads`), or comments.

A thread has at most five of its replies; the others are other answers of the API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_words
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

STATES = {"heldForReview": "pending", "likelySpam": "spam", "rejected": "removed"}
"""What a moderator sees of a comment, and what it is called here."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the threads of a file: one answer, several of them, or the items of one."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    rendering = Rendering(discussion)
    threads = _Threads(reader, rendering)
    has_more = False
    for root in reader.roots():
        yield
        for page in reader.elements(root):
            values = reader.members(page)
            if "items" not in values:
                yield from threads.item(page, values)
                continue
            has_more = bool(fields.text(values, "nextPageToken"))
            for item in reader.items(values["items"]):
                yield from threads.item(item, reader.members(item))
    discussion.receipt.stub_comments = threads.stubs
    if has_more:
        rendering.note("comments", "the answer has more pages, which are not in the file")
    yield from rendering.thread()
    rendering.note_damage(reader.damaged)


class _Threads:
    """Threads and single comments."""

    def __init__(self, reader: NestedReader, rendering: Rendering) -> None:
        self.stubs = 0
        """Replies that are counted and not in the file."""
        self._reader, self._rendering = reader, rendering
        self._comments = 0

    def item(self, item: Nested, values: dict[str, Any]) -> Iterator[None]:
        """Read a thread or a comment."""
        reader = self._reader
        snippet = reader.members(values.get("snippet"))
        top = snippet.get("topLevelComment")
        if not isinstance(top, Nested):
            yield from self._comment(item, values)
            return
        declared = stated.count(snippet, "totalReplyCount")
        yield from self._comment(top, reader.members(top), replies=declared)
        thread, before = fields.identifier(values, "id"), self._comments
        for reply in reader.items(reader.inside(values.get("replies"), "comments")):
            yield from self._comment(reply, reader.members(reply), thread)
        self.stubs += max(declared - (self._comments - before), 0)

    def _comment(self, comment: Nested, values: dict[str, Any], thread: str = "", replies: int = -1) -> Iterator[None]:
        snippet = values.get("snippet")
        if isinstance(snippet, Nested):
            self._rendering.hold(self._post(comment, fields.identifier(values, "id"), snippet, thread, replies))
            self._comments += 1
            if self._comments % stated.SLICE_COMMENTS == 0:
                self._rendering.discussion.bytes_read = comment.end
                yield

    def _post(self, comment: Nested, name: str, snippet: Nested, thread: str, replies: int) -> Post:
        values = self._reader.members(snippet, ("authorChannelId",))
        key = "textOriginal" if fields.text(values, "textOriginal") else "textDisplay"
        text = fields.text(values, key)
        time, zone = stated.time_and_zone(values, "publishedAt")
        video, article = fields.text(values, "videoId"), self._rendering.discussion.article
        page = f"https://www.youtube.com/watch?v={video}" if video else ""
        article.url = article.url or page or None
        writer = fields.text(values, "authorChannelId", "value")
        start, end = stated.place(self._reader, snippet, values, key)
        return Post(
            author=fields.text(values, "authorDisplayName"),
            text=text if key == "textOriginal" else html_words(text),
            id=name,
            parent_id=fields.identifier(values, "parentId") or thread,
            time=time,
            zone=zone,
            likes=stated.score(values, "likeCount"),
            replies=replies,
            badge="OP" if writer and writer == fields.text(values, "channelId") else "",
            state=STATES.get(fields.text(values, "moderationStatus"), ""),
            edited=stated.edited(values, "publishedAt", "updatedAt"),
            permalink=f"{page}&lc={name}" if page and name else "",
            object_span=(comment.start, max(end, comment.end)),
            body_span=(start, end),
        )
