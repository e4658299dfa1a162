"""Lobsters: a story as JSON (`/s/ID.json`), a list of stories without comments, or of comments without stories.

Comments are flat, in thread order. Today each names its parent; before, only its level (`indent_level` from 1) was
stated, and the parent is the last comment with a smaller one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_words, html_words_without_links
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

_USERS = ("commenting_user", "submitter_user")
"""Members that are a name today, and were an object with a name before."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the stories of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    first = Rendering(discussion)
    for root in reader.roots():
        yield
        if "commenting_user" in reader.members(next(reader.items(root), None)):
            yield from _comments(reader, first.part(), root)  # the newest comments of the site, without their stories
            continue
        for story in reader.elements(root):
            values = reader.members(story, whole=_USERS)
            if "short_id" in values or isinstance(values.get("comments"), Nested):
                yield from _story(reader, first.part(), story, values)
    first.note_damage(reader.damaged)


def _story(reader: NestedReader, rendering: Rendering, story: Nested, values: dict[str, Any]) -> Iterator[None]:
    discussion = rendering.discussion
    rendering.title(fields.text(values, "title"), *stated.place(reader, story, values, "title"))
    rendering.article(
        html_words_without_links(fields.text(values, "description")),
        *stated.place(reader, story, values, "description"),
    )
    article, engagement = discussion.article, discussion.engagement
    article.author = _user(values, "submitter_user") or None
    article.time = stated.article_time(values, "created_at")
    article.url = fields.text(values, "url") or fields.text(values, "comments_url") or None
    engagement.likes = fields.integer(values, "score")
    engagement.comments = discussion.receipt.declared_comments = fields.integer(values, "comment_count")
    yield from _comments(reader, rendering, values.get("comments"))


def _comments(reader: NestedReader, rendering: Rendering, listed: object) -> Iterator[None]:
    above: list[tuple[int, str]] = []
    for number, item in enumerate(reader.items(listed), 1):
        comment = reader.members(item, whole=_USERS)
        if "short_id" not in comment and "comment" not in comment:
            rendering.mark(item.start, item.end, "skipped")
            continue
        post = _post(reader, item, comment)
        post.parent_id = _parent(comment, post.id, above)
        rendering.hold(post)
        if number % stated.SLICE_COMMENTS == 0:
            rendering.discussion.bytes_read = item.end
            yield
    yield from rendering.thread()


def _parent(comment: dict[str, Any], name: str, above: list[tuple[int, str]]) -> str:
    """The id of the comment that this one replies to. `above` are the levels and ids of the comment before this one and
    of those that it is under."""
    if "parent_comment" in comment:
        return fields.identifier(comment, "parent_comment")
    level = fields.integer(comment, "indent_level")
    if level is None:
        level = fields.integer(comment, "depth", default=0) or 0
    while above and above[-1][0] >= level:
        above.pop()
    parent = above[-1][1] if above else ""
    above.append((level, name))
    return parent


def _post(reader: NestedReader, item: Nested, values: dict[str, Any]) -> Post:
    time, zone = stated.time_and_zone(values, "created_at")
    edit = stated.edited(values, "created_at", "last_edited_at")
    return Post(
        author=_user(values, "commenting_user"),
        text=html_words(fields.text(values, "comment")),
        id=fields.identifier(values, "short_id"),
        time=time,
        zone=zone,
        likes=stated.score(values, "score"),
        state=_state(values),
        edited=stated.edited(values, "created_at", "updated_at") if edit is None else edit,
        permalink=fields.text(values, "short_id_url") or fields.text(values, "url"),
        object_span=(item.start, item.end),
        body_span=stated.place(reader, item, values, "comment"),
    )


def _user(values: dict[str, Any], key: str) -> str:
    return fields.text(values, key) or fields.text(values, key, "username")


def _state(values: dict[str, Any]) -> str:
    if fields.flag(values, "is_moderated"):
        return "removed"
    return "deleted" if fields.flag(values, "is_deleted") else ""
