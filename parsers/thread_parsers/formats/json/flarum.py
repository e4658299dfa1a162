"""Flarum: a discussion, or posts of several, as its API answers them (JSON:API, `data` and `included`).

Objects refer to each other by type and id. The first post of a discussion is the article. Threads are flat: a post that
mentions another one is not a reply to it. Posts without text (a new title, a tag) are listed among the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_words
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, flat, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.walk import read_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

_DECODED = ("relationships",)
_WORDS = ("contentHtml", "content")
_FIRST = 1
"""The number of the opening post."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the discussions of a file."""
    reader = NestedReader(discussion.file)
    board = _Board(reader, Rendering(discussion))
    yield from read_answers(reader, board.answer)
    yield from board.finish()


class _Board:
    """The objects of a file by their type and id."""

    def __init__(self, reader: NestedReader, first: Rendering) -> None:
        self._reader, self._first = reader, first
        self._names: dict[str, str] = {}
        """The names of users by their ids."""
        self._topics: dict[str, Nested | None] = {}
        """Discussions by their ids, None for those that only posts name."""
        self._of: dict[str, str] = {}
        """The discussion of each post that a discussion lists."""
        self._posts: dict[str, Nested] = {}

    def answer(self, _answer: Nested, values: dict[str, Any]) -> Iterator[None]:
        """Find the objects of an answer."""
        for listed in (values.get("data"), values.get("included")):
            items = self._reader.elements(listed) if isinstance(listed, Nested) else iter(())
            for number, item in enumerate(items, 1):
                self._find(item, self._reader.members(item, whole=_DECODED))
                if number % stated.SLICE_COMMENTS == 0:
                    yield

    def finish(self) -> Iterator[None]:
        """Write the discussions, each with its posts in the order of the file."""
        posts: dict[str, list[Nested]] = {name: [] for name in self._topics}
        only = next(iter(self._topics), "") if len(self._topics) == 1 else ""
        for number, (name, item) in enumerate(self._posts.items(), 1):
            values = self._reader.members(item, whole=_DECODED)
            topic = _related(values, "discussion") or self._of.get(name, only)
            posts.setdefault(topic, []).append(item)
            self._topics.setdefault(topic, None)
            if number % stated.SLICE_COMMENTS == 0:
                yield
        for name, stated_topic in self._topics.items():
            rendering = self._first.part()
            self._title(rendering, stated_topic)
            yield from self._write(rendering, posts[name])
        self._first.note_damage(self._reader.damaged)

    def _find(self, item: Nested, values: dict[str, Any]) -> None:
        kind, name = fields.text(values, "type"), fields.identifier(values, "id")
        if kind == "users":
            user = self._reader.members(values.get("attributes"))
            self._names.setdefault(name, fields.text(user, "displayName") or fields.text(user, "username"))
        elif kind == "discussions":
            self._topics.setdefault(name, None)
            self._topics[name] = self._topics[name] or item
            for post in fields.objects(values, "relationships", "posts", "data"):
                self._of.setdefault(fields.identifier(post, "id"), name)
        elif kind == "posts":
            self._posts.setdefault(name or f"at {item.start}", item)

    def _title(self, rendering: Rendering, topic: Nested | None) -> None:
        stated_topic = self._reader.members(topic).get("attributes")
        if not isinstance(stated_topic, Nested):
            return
        values, discussion = self._reader.members(stated_topic), rendering.discussion
        rendering.title(fields.text(values, "title"), *stated.place(self._reader, stated_topic, values, "title"))
        posts = fields.integer(values, "commentCount")
        if posts is not None and posts > 0:
            discussion.engagement.comments = discussion.receipt.declared_comments = posts - 1

    def _write(self, rendering: Rendering, posts: list[Nested]) -> Iterator[None]:
        for number, item in enumerate(posts, 1):
            values = self._reader.members(item, whole=_DECODED)
            inner = values.get("attributes")
            post = self._post(item, values, inner)
            if fields.integer(self._reader.members(inner), "number") == _FIRST:
                rendering.article(post.text, *(post.body_span or post.object_span))
                article = rendering.discussion.article
                article.author = post.author or None
                article.time = None if post.time == NO_TIME else rendering.moment(post.time, post.zone)
                rendering.discussion.engagement.likes = None if post.likes == NO_SCORE else post.likes
            else:
                rendering.add(post)
            if number % stated.SLICE_COMMENTS == 0:
                yield

    def _post(self, item: Nested, values: dict[str, Any], inner: object) -> Post:
        stated_post = self._reader.members(inner)
        key = next((key for key in _WORDS if fields.text(stated_post, key)), "")
        kind = fields.text(stated_post, "contentType")
        place = (item.start, item.end)
        if key and isinstance(inner, Nested):
            place = stated.place(self._reader, inner, stated_post, key)
        words = fields.text(stated_post, key)
        is_comment = kind in ("comment", "") and key
        time, zone = stated.time_and_zone(stated_post, "createdAt")
        likes = fields.member(values, "relationships", "likes", "data")
        return Post(
            author=self._names.get(_related(values, "user"), ""),
            text=(html_words(words) if key == _WORDS[0] else words) if is_comment else flat.label(_spaced(kind)),
            id=fields.identifier(values, "id"),
            time=time,
            zone=zone,
            likes=len(likes) if isinstance(likes, list) else NO_SCORE,
            state="hidden" if fields.flag(stated_post, "isHidden") else "",
            edited=fields.text(stated_post, "editedAt") or None,
            object_span=(item.start, item.end),
            body_span=place,
        )


def _related(values: dict[str, Any], name: str) -> str:
    """The id of the object that another one refers to."""
    return fields.identifier(values, "relationships", name, "data", "id")


def _spaced(kind: str) -> str:
    """The kind of a post in words: `discussionRenamed` is "discussion renamed"."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in kind[:100])
