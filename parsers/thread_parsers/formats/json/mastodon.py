"""Mastodon: what is above and below a status as JSON (`/statuses/ID/context`), a status alone, or a list of statuses.

The status between the two is another file. It is read if it lies beside this one under the same name with `status` in
place of `context`, and if the statuses here are about it. Without it, the answers to it are at the top level.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thread_parsers.bodies import Markup
from thread_parsers.bodies.html import html_words_without_links
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.errors import DiscussionError
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.source.open import open_in_steps
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion

MAX_STATUS_BYTES = 1 << 20
"""A larger file beside a context is not read."""
_PARTS = ("context", "ancestors", "descendants", "statuses")
_DECODED = ("account", "media_attachments")
"""Members that are decoded together with a status."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the statuses of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    first = Rendering(discussion)
    for root in reader.roots():
        yield
        values = reader.members(root)
        if root.is_list:
            thread = _Thread(reader, first.part())
            yield from thread.statuses(root)
            yield from thread.finish()
        elif "content" in values:
            thread = _Thread(reader, first.part())
            thread.article(reader, root)
            thread.declare(values)
        elif any(isinstance(values.get(key), Nested) for key in _PARTS):
            thread = _Thread(reader, first.part())
            yield from thread.context(values)
            yield from thread.finish()
    first.note_damage(reader.damaged)


class _Thread:
    """A status and what is above and below it."""

    def __init__(self, reader: NestedReader, rendering: Rendering) -> None:
        self._reader, self._rendering = reader, rendering
        self._top = ""
        """The id of the status that is the article."""

    def context(self, values: dict[str, Any]) -> Iterator[None]:
        """Read a context; the status may be a member beside it, as some tools store both in one file."""
        around = self._reader.members(values.get("context")) or values
        above, below = around.get("ancestors"), around.get("descendants")
        status, reader = values.get("status"), self._reader
        if not isinstance(status, Nested):
            beside = yield from self._beside(above, below)
            status, reader = beside.root if beside else None, beside or reader
        last = self._last(above)
        if isinstance(status, Nested) and last is None:
            self.article(reader, status)
        yield from self.statuses(above)
        if isinstance(status, Nested) and last is not None:
            self._rendering.hold(self._post(reader, status))
        yield from self.statuses(below)
        yield from self.statuses(values.get("statuses"))

    def statuses(self, listed: object) -> Iterator[None]:
        """Read statuses as comments."""
        for number, item in enumerate(self._reader.items(listed), 1):
            values = self._reader.members(item)
            if "content" in values and "account" in values:
                self._rendering.hold(self._post(self._reader, item))
            else:
                self._rendering.mark(item.start, item.end, "skipped")
            if number % stated.SLICE_COMMENTS == 0:
                self._rendering.discussion.bytes_read = item.end
                yield

    def article(self, reader: NestedReader, status: Nested) -> None:
        """Read a status as the article."""
        post = self._post(reader, status)
        values = reader.members(status)
        rendering, article = self._rendering, self._rendering.discussion.article
        rendering.article(post.text, *(post.body_span or post.object_span))
        article.author, article.url = post.author or None, post.permalink or None
        article.time = rendering.moment(post.time, post.zone)
        engagement = rendering.discussion.engagement
        engagement.likes = fields.integer(values, "favourites_count")
        engagement.reposts = fields.integer(values, "reblogs_count")
        self._top = post.id

    def declare(self, values: dict[str, Any]) -> None:
        """Take the number of replies from a status whose replies are not in the file."""
        discussion = self._rendering.discussion
        discussion.engagement.comments = fields.integer(values, "replies_count")
        discussion.receipt.declared_comments = discussion.engagement.comments

    def finish(self) -> Iterator[None]:
        """Put the statuses in thread order."""
        yield from self._rendering.thread()

    def _beside(self, above: object, below: object) -> Generator[None, None, NestedReader | None]:
        """The file with the status that this context belongs to."""
        file = self._rendering.discussion.file
        path = Path(file.name)
        other = path.with_name(path.name.replace("context", "status")) if path.name else path
        if file.stamp is None or other.name == path.name or other.is_symlink():
            return None
        try:
            source = yield from open_in_steps(str(other))
        except DiscussionError:
            return None
        try:
            if source.size > MAX_STATUS_BYTES:
                return None
            reader = NestedReader(BufferSource(source.read(0, source.size), source.name))
        finally:
            source.close()
        yield from reader.index()
        values = reader.members(reader.root)
        name, answered = fields.identifier(values, "id"), fields.identifier(values, "in_reply_to_id")
        last, following = self._last(above), next(self._reader.items(below), None)
        is_below = last is not None and answered and answered == fields.identifier(self._reader.members(last), "id")
        is_above = name and name == fields.identifier(self._reader.members(following), "in_reply_to_id")
        if not is_below and not is_above:
            return None
        self._rendering.note("beside", f"the status was read from {other.name}")
        return reader

    def _last(self, listed: object) -> Nested | None:
        last = None
        for item in self._reader.items(listed):
            last = item
        return last

    def _post(self, reader: NestedReader, status: Nested) -> Post:
        values = reader.members(status, whole=_DECODED)
        time, zone = stated.time_and_zone(values, "created_at")
        parent = fields.identifier(values, "in_reply_to_id")
        # The places of another file say nothing here.
        is_here = reader is self._reader
        return Post(
            author=fields.text(values, "account", "acct"),
            text=_words(values),
            id=fields.identifier(values, "id"),
            parent_id="" if parent == self._top else parent,
            time=time,
            zone=zone,
            likes=stated.score(values, "favourites_count"),
            replies=stated.count(values, "replies_count"),
            badge="Bot" if fields.flag(values, "account", "bot") else "",
            edited=fields.text(values, "edited_at") or None,
            permalink=fields.text(values, "url") or fields.text(values, "uri"),
            object_span=(status.start, status.end) if is_here else (0, 0),
            body_span=stated.place(reader, status, values, "content") if is_here else None,
        )


def _words(values: dict[str, Any]) -> str | Markup:
    """The warning, if there is one, then the content; of a status without words, what is attached to it."""
    warning = fields.text(values, "spoiler_text").strip()
    content = html_words_without_links(fields.text(values, "content"))
    if isinstance(content, Markup):
        return content._replace(html=f"<p>{escape(warning, quote=False)}</p>{content.html}")
    pieces = (warning, content.strip("\n"))
    words = "\n\n".join(filter(None, pieces))
    if words:
        return words
    kinds = (fields.text(attached, "type") for attached in fields.objects(values, "media_attachments"))
    return " ".join(f"[{kind}]" for kind in list(filter(None, kinds))[:4])
