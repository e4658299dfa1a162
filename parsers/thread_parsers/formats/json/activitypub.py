"""ActivityPub: collections of activities or notes, as in the archive of a Mastodon account (`outbox.json`), and a note
with what was answered to it.

Activities that only share what others wrote have no words and are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_words_without_links
from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.walk import objects_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

NOTES = frozenset({"Note", "Article", "Page", "Question", "Video", "Audio", "Image", "Event"})
ACTIVITIES = frozenset({"Create", "Update"})
_DECODED = ("attributedTo", "actor", "url", "inReplyTo", "likes")
_REPLIES = ("replies", "comments")


def read(discussion: Discussion) -> Iterator[None]:
    """Read the notes of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    notes = _Notes(reader, Rendering(discussion))
    yield from objects_in(reader, notes.visit)
    yield from notes.finish()


class _Notes:
    """The notes of a file."""

    def __init__(self, reader: NestedReader, rendering: Rendering) -> None:
        self._reader, self._rendering = reader, rendering
        self._actor = ""
        """Who did the activity that is being read."""
        self._top = ""
        """The address of the note that is the article."""

    def visit(self, item: Nested, values: dict[str, Any]) -> Iterator[Nested] | None:
        """Hold a note, or look into an activity or a collection."""
        kind = fields.text(values, "type")
        if kind in NOTES:
            post = self._post(item, self._reader.members(item, whole=_DECODED))
            if item.row == 0:
                self._article(item, post)
            else:
                post.parent_id = "" if post.parent_id == self._top else post.parent_id
                self._rendering.hold(post)
            self._rendering.discussion.bytes_read = item.end
            return (value for key in _REPLIES if isinstance(value := values.get(key), Nested))
        if "object" not in values:
            return None
        self._actor = _name(self._reader.members(item, whole=_DECODED), "actor")
        held = values["object"]
        if kind in ACTIVITIES and isinstance(held, Nested):
            return iter((held,))
        self._rendering.mark(item.start, item.end, "skipped")
        return iter(())

    def finish(self) -> Iterator[None]:
        """Put the notes in thread order."""
        yield from self._rendering.thread()
        self._rendering.note_damage(self._reader.damaged)

    def _article(self, item: Nested, post: Post) -> None:
        article, self._top = self._rendering.discussion.article, post.id
        self._rendering.article(post.text, *(post.body_span or (item.start, item.end)))
        article.author, article.url = post.author or None, post.permalink or None
        article.time = self._rendering.moment(post.time, post.zone)

    def _post(self, item: Nested, values: dict[str, Any]) -> Post:
        time, zone = stated.time_and_zone(values, "published")
        title = fields.text(values, "name") or fields.text(values, "summary")
        words = f"<p>{title}</p>{fields.text(values, 'content')}" if title else fields.text(values, "content")
        answered = values.get("inReplyTo")
        address = fields.text(values, "url") or fields.text(values, "id")
        likes = fields.integer(values, "likes", "totalItems")
        return Post(
            author=_name(values, "attributedTo") or self._actor,
            text=html_words_without_links(words),
            id=fields.text(values, "id"),
            parent_id=fields.text(answered, "id") or fields.text([answered], 0),
            time=time,
            zone=zone,
            likes=NO_SCORE if likes is None else likes,
            edited=stated.edited(values, "published", "updated"),
            permalink=address if address.startswith(("http://", "https://")) else "",
            object_span=(item.start, item.end),
            body_span=stated.place(self._reader, item, values, "content"),
        )


def _name(values: dict[str, Any], key: str) -> str:
    """The name of an actor: what the object states, or the last part of the address."""
    actor = values.get(key)
    if isinstance(actor, list):
        actor = actor[0] if actor else None
    named = fields.text(actor, "preferredUsername") or fields.text(actor, "name")
    address = fields.text(actor, "id") or fields.text([actor], 0)
    return named or address.rstrip("/").rpartition("/")[2].removeprefix("@")
