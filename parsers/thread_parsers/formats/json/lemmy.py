"""Lemmy: a list of comments as JSON (`/api/v3/comment/list`, `/api/v4/comment/list` of version 1), or a post.

The place of a comment is its `path`: the ids from the top level down, after a 0. A list can have replies before their
parents and comments of several posts, which become discussions of their own. The post is in each of its comments, but
not who wrote it. Times have no zone before version 0.19: they are UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

_UTC = 0
_BESIDE_COMMENT = ("creator", "counts")
"""Members of a view that are decoded together with it."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the comments of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    first = Rendering(discussion)
    posts = _Posts(reader, first)
    for root in reader.roots():
        yield
        values = {} if root.is_list else reader.members(root, whole=())
        for key in ("post_view", "post"):
            posts.article(values.get(key))
        for listed in (root, *map(values.get, ("comments", "items", "replies", "mentions"))):
            yield from posts.comments(listed)
        posts.comment(values.get("comment_view"))
    yield from posts.finish()
    first.note_damage(reader.damaged)


class _Posts:
    """The posts of a file, each with its comments."""

    def __init__(self, reader: NestedReader, first: Rendering) -> None:
        self._reader, self._first = reader, first
        self._renderings: dict[str, Rendering] = {}
        """By the id of the post."""

    def article(self, view: object) -> None:
        """Read the view of a post: it is the article."""
        values = self._reader.members(view, whole=_BESIDE_COMMENT)
        post = values.get("post")
        if not isinstance(post, Nested):
            return
        stated_post = self._reader.members(post)
        rendering = self._of(post, stated_post)
        article, engagement = rendering.discussion.article, rendering.discussion.engagement
        rendering.article(fields.text(stated_post, "body"), *stated.place(self._reader, post, stated_post, "body"))
        article.author = fields.text(values, "creator", "name") or None
        article.time = stated.article_time(stated_post, _published(stated_post), default_zone=_UTC)
        counts = values.get("counts", stated_post)
        engagement.likes = fields.integer(counts, "score")
        engagement.comments = fields.integer(counts, "comments")
        rendering.discussion.receipt.declared_comments = engagement.comments

    def comments(self, views: object) -> Iterator[None]:
        """Read a list of views of comments."""
        for number, view in enumerate(self._reader.items(views), 1):
            self.comment(view)
            if number % stated.SLICE_COMMENTS == 0:
                self._first.discussion.bytes_read = view.end
                yield

    def comment(self, view: object) -> None:
        """Read the view of a comment."""
        values = self._reader.members(view, whole=_BESIDE_COMMENT)
        comment, post = values.get("comment"), values.get("post")
        if not isinstance(view, Nested) or not isinstance(comment, Nested):
            return
        rendering = self._of(post, self._reader.members(post)) if isinstance(post, Nested) else self._of(view, {})
        rendering.hold(self._post(view, comment, values))

    def finish(self) -> Iterator[None]:
        """Put the comments of all posts in thread order."""
        for rendering in self._renderings.values():
            yield from rendering.thread()

    def _of(self, post: Nested, values: dict[str, Any]) -> Rendering:
        """The discussion of a post."""
        name = fields.identifier(values, "id")
        rendering = self._renderings.get(name)
        if rendering is None:
            rendering = self._renderings[name] = self._first.part()
            rendering.title(fields.text(values, "name"), *stated.place(self._reader, post, values, "name"))
            rendering.discussion.article.url = fields.text(values, "ap_id") or None
        return rendering

    def _post(self, view: Nested, comment: Nested, beside: dict[str, Any]) -> Post:
        values = self._reader.members(comment)
        time, zone = stated.time_and_zone(values, _published(values), default_zone=_UTC)
        path = fields.text(values, "path").split(".")
        likes = stated.score(beside, "counts", "score")
        return Post(
            author=fields.text(beside, "creator", "name"),
            text=fields.text(values, "content"),
            id=fields.identifier(values, "id"),
            parent_id=path[-2] if len(path) > 2 else "",
            time=time,
            zone=zone,
            likes=stated.score(values, "score") if fields.integer(values, "score") is not None else likes,
            badge=_badge(values, beside),
            state=next((state for state in ("removed", "deleted") if fields.flag(values, state)), ""),
            edited=fields.text(values, "updated") or fields.text(values, "updated_at") or None,
            permalink=fields.text(values, "ap_id"),
            object_span=(view.start, view.end),
            body_span=stated.place(self._reader, comment, values, "content"),
        )


def _published(values: dict[str, Any]) -> str:
    """The key of the time, which has another name from version 1 on."""
    return "published" if "published" in values else "published_at"


def _badge(values: dict[str, Any], beside: dict[str, Any]) -> str:
    if fields.flag(values, "distinguished") or fields.flag(beside, "creator_is_moderator"):
        return "Mod"
    return "Admin" if fields.flag(beside, "creator_is_admin") else ""
