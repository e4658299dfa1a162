"""Discourse: a topic as JSON (`/t/ID.json`), or several in a list or one after another.

The first post is the article, if it is there: a later page of a topic does not have it. `stream` names the ids of all
posts of the topic, `posts` usually has the first 20. Posts refer to each other by their numbers in the topic. A list of
posts without their topics (`/posts.json`) is divided by topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies import Markup
from thread_parsers.bodies.html import html_words
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.nested import Nested, NestedReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.bodies import Body
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

_DECODED = ("actions_summary",)
"""Members that are decoded together with a post."""
_LIKE = 2
"""The id of likes among the actions on a post."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the topics of a file."""
    yield from read_topics(discussion.file, Rendering(discussion))


def read_topics(file: Source, first: Rendering) -> Iterator[None]:
    """Read topics from a file, or from a part of one, into `first` and further parts of it."""
    reader = NestedReader(file)
    yield from reader.index()
    last: _Topic | None = None
    loose: dict[str, _Topic] = {}
    for root in reader.roots():
        yield
        listed = reader.members(root).get("latest_posts", root)
        for page in reader.items(listed) if isinstance(listed, Nested) and listed.is_list else (root,):
            values = reader.members(page, whole=_DECODED)
            if "cooked" in values and "post_number" in values:
                name = fields.identifier(values, "topic_id")
                if name not in loose:
                    loose[name] = _Topic(reader, first.part(), name)
                loose[name].post(page, values)
                continue
            stream = reader.members(values.get("post_stream"))
            name = fields.identifier(values, "id")
            if not isinstance(stream.get("posts"), Nested):
                continue
            if last is None or not name or name != last.name:
                if last is not None:
                    yield from last.finish()
                last = _Topic(reader, first.part(), name)
            last.page(page, values)
            yield from last.posts(stream)
    for topic in (*loose.values(), last):
        if topic is not None:
            yield from topic.finish()
    first.note_damage(reader.damaged)


class _Topic:
    """One topic, in one or more pages."""

    def __init__(self, reader: NestedReader, rendering: Rendering, name: str) -> None:
        self.name = name
        """The id of the topic."""
        self._reader, self._rendering = reader, rendering
        self._seen: set[str] = set()
        """The ids of posts that are in the file."""
        self._named: dict[str, None] = {}
        """The ids of posts that the topic has."""
        self._lists: list[Nested] = []
        """The lists of these ids, one a page."""

    def page(self, page: Nested, values: dict[str, Any]) -> None:
        """Read what a page says of its topic."""
        discussion = self._rendering.discussion
        title = fields.text(values, "title")
        if discussion.article.title_span is None:
            self._rendering.title(title, *stated.place(self._reader, page, values, "title"))
        posts = fields.integer(values, "posts_count")
        if posts is not None and posts > 0:
            discussion.receipt.declared_comments = discussion.engagement.comments = posts - 1
        discussion.engagement.likes = fields.integer(values, "like_count")
        discussion.engagement.views = fields.integer(values, "views")

    def posts(self, stream: dict[str, Any]) -> Iterator[None]:
        """Read the posts of a page."""
        rendering, reader = self._rendering, self._reader
        for number, item in enumerate(reader.items(stream["posts"]), 1):
            self.post(item, reader.members(item, whole=_DECODED))
            if number % stated.SLICE_COMMENTS == 0:
                rendering.discussion.bytes_read = item.end
                yield
        names = stream.get("stream")
        if isinstance(names, Nested):
            ids = reader.value(names).value
            self._named.update(dict.fromkeys(map(fields.identifier, ids if isinstance(ids, list) else ())))
            self._lists.append(names)

    def post(self, item: Nested, values: dict[str, Any]) -> None:
        """Read a post: the first one is the article."""
        self._seen.add(fields.identifier(values, "id"))
        if self._rendering.discussion.article.title_span is None:
            title = fields.text(values, "topic_title")
            self._rendering.title(title, *stated.place(self._reader, item, values, "topic_title"))
        if fields.integer(values, "post_number") == 1:
            self._first_post(item, values)
        else:
            self._rendering.hold(self._post(item, values))

    def finish(self) -> Iterator[None]:
        """Put the posts in thread order."""
        missing = self._rendering.discussion.receipt.stub_comments = self._missing()
        for names in self._lists if missing else ():
            self._rendering.mark(names.start, names.end, "stub")
        yield from self._rendering.thread()

    def _missing(self) -> int:
        """The number of posts that are named and not in the file. Ids that were made anonymous may fit no post."""
        missing = sum(name not in self._seen for name in self._named)
        return min(missing, max(len(self._named) - len(self._seen), 0))

    def _first_post(self, item: Nested, values: dict[str, Any]) -> None:
        rendering, article = self._rendering, self._rendering.discussion.article
        if not article.paragraph_spans:
            rendering.article(_words(values), *stated.place(self._reader, item, values, "cooked"))
        article.author = fields.text(values, "username") or None
        article.time = stated.article_time(values, "created_at")

    def _post(self, item: Nested, values: dict[str, Any]) -> Post:
        time, zone = stated.time_and_zone(values, "created_at")
        parent = fields.identifier(values, "reply_to_post_number")
        version = fields.integer(values, "version", default=1)
        return Post(
            author=fields.text(values, "username"),
            text=_words(values),
            id=fields.identifier(values, "post_number"),
            parent_id="" if parent == "1" else parent,
            time=time,
            zone=zone,
            likes=_likes(values),
            replies=stated.count(values, "reply_count"),
            badge=_badge(values),
            state=_state(values),
            edited=fields.text(values, "updated_at") if version is not None and version > 1 else None,
            permalink=fields.text(values, "post_url"),
            accepted=fields.flag(values, "accepted_answer"),
            object_span=(item.start, item.end),
            body_span=stated.place(self._reader, item, values, "cooked"),
        )


def _words(values: dict[str, Any]) -> str | Body | Markup:
    """The words of a post; of one that has none, what was done to the topic."""
    words = html_words(fields.text(values, "cooked"))
    action = fields.text(values, "action_code")
    if isinstance(words, Markup) or words.text.strip() or not action:
        return words
    who = fields.text(values, "action_code_who")
    return f"[{action.replace('.', ' ').replace('_', ' ')}{f' @{who}' if who else ''}]"


def _likes(values: dict[str, Any]) -> int:
    for action in fields.objects(values, "actions_summary"):
        if fields.integer(action, "id") == _LIKE:
            return stated.score(action, "count")
    return stated.score(values, "reaction_users_count")


def _badge(values: dict[str, Any]) -> str:
    if fields.flag(values, "admin"):
        return "Admin"
    return "Mod" if fields.flag(values, "moderator") else ""


def _state(values: dict[str, Any]) -> str:
    if fields.flag(values, "user_deleted") or fields.text(values, "deleted_at"):
        return "deleted"
    return "hidden" if fields.flag(values, "hidden") else ""
