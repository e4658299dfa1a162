"""Bluesky: a thread as JSON (`getPostThread`): one post, the chain of those that it answers, and the replies to it. The
second version of the call answers the same as a list. Posts of an account, a time line or a search, each a comment.

The chain is nested upwards: each post holds its parent. The topmost is the article, unless the chain ends in a post
that is blocked or missing. Posts are plain text; what is embedded in them is not text.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

_COLLECTION = "app.bsky.feed.post/"
"""What comes before the last part of a post's address."""
EMBEDDED = {"images": "[image]", "video": "[video]", "external": "[link]", "record": "[quote]"}
"""What is written for a post without words, by what is embedded in it."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the threads of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    first = Rendering(discussion)
    for root in reader.roots():
        yield
        for answer in reader.elements(root):
            values = reader.members(answer)
            thread = values.get("thread", answer if "post" in values else None)
            listed = values.get("feed", values.get("posts"))
            if isinstance(listed, Nested) or "record" in values:
                yield from _Thread(reader, first.part()).read_posts(reader.items(listed) if listed else iter((answer,)))
            elif isinstance(thread, Nested):
                read_one = _Thread(reader, first.part())
                yield from read_one.read_list(thread) if thread.is_list else read_one.read(thread)
    first.note_damage(reader.damaged)


class _Thread:
    """One post with all that is above and below it."""

    def __init__(self, reader: NestedReader, rendering: Rendering) -> None:
        self._reader, self._rendering = reader, rendering
        self._stubs = 0

    def read(self, thread: Nested) -> Iterator[None]:
        """Read the thread from the top down."""
        upwards, is_whole = self._chain(thread)
        below = dict(zip(upwards[1:], upwards, strict=False))  # from a post of the chain to the next one down
        if not upwards:
            return
        top = upwards[-1]

        def visit(view: Nested, parent: int) -> tuple[Iterator[Nested], int]:
            values = self._reader.members(view)
            post = values.get("post")
            if not isinstance(post, Nested):
                self._stubs += 1
                self._rendering.mark(view.start, view.end, "stub")
                return iter(()), -1
            row = self._rendering.add(self._post(view, post), parent)
            return self._replies(view, values, below), row

        yield from walk(self._article(top, below) if is_whole else iter((top,)), visit)
        self._rendering.discussion.receipt.stub_comments = self._stubs

    def read_list(self, thread: Nested) -> Iterator[None]:
        """Read the list of `getPostThreadV2`: the chain from the top down, then the replies, each with its depth."""
        reader, rendering, top = self._reader, self._rendering, ""
        for number, item in enumerate(reader.items(thread), 1):
            value = reader.members(item).get("value")
            post = reader.members(value).get("post")
            if not isinstance(post, Nested):
                self._stubs += 1
                rendering.mark(item.start, item.end, "stub")
            elif number == 1 and isinstance(value, Nested) and not _is_reply(reader, post):
                self._article(value, {})
                top = fields.text(reader.members(post), "uri")
            else:
                comment = self._post(item, post)
                parent = self._answered(post)
                comment.parent_id = "" if parent == top else parent
                rendering.hold(comment)
            if number % stated.SLICE_COMMENTS == 0:
                rendering.discussion.bytes_read = item.end
                yield
        rendering.discussion.receipt.stub_comments = self._stubs
        yield from rendering.thread()

    def read_posts(self, items: Iterator[Nested]) -> Iterator[None]:
        """Read the posts of an account, a time line or a search, which name what they answer."""
        reader, rendering = self._reader, self._rendering
        for number, item in enumerate(items, 1):
            post = reader.members(item).get("post", item)
            if isinstance(post, Nested):
                comment = self._post(item, post)
                comment.parent_id = self._answered(post)
                rendering.hold(comment)
            if number % stated.SLICE_COMMENTS == 0:
                rendering.discussion.bytes_read = item.end
                yield
        yield from rendering.thread()

    def _answered(self, post: Nested) -> str:
        """The address of the post that one answers."""
        reader = self._reader
        return fields.text(reader.members(reader.inside(post, "record", "reply", "parent")), "uri")

    def _chain(self, thread: Nested) -> tuple[list[Nested], bool]:
        """The post and those above it, and whether the topmost is the beginning of the thread."""
        upwards: list[Nested] = []
        view: object = thread
        while isinstance(view, Nested):
            values = self._reader.members(view)
            if not isinstance(values.get("post"), Nested):
                self._rendering.mark(view.start, view.end, "skipped")
                return upwards, False
            upwards.append(view)
            view = values.get("parent")
        return upwards, True

    def _replies(self, view: Nested, values: dict[str, Any], below: dict[Nested, Nested]) -> Iterator[Nested]:
        """The next post of the chain, if the view is in it, and the replies."""
        following = below.get(view)
        return chain((following,) if following else (), self._reader.items(values.get("replies")))

    def _article(self, view: Nested, below: dict[Nested, Nested]) -> Iterator[Nested]:
        """Read the topmost post as the article. Returns the replies to it."""
        values = self._reader.members(view)
        post = values["post"]
        stated_post = self._reader.members(post, whole=("author",))
        comment = self._post(view, post)
        rendering, article = self._rendering, self._rendering.discussion.article
        rendering.article(comment.text, *(comment.body_span or comment.object_span))
        article.author = comment.author or None
        article.time = rendering.moment(comment.time, comment.zone)
        article.url = comment.permalink or None
        engagement = rendering.discussion.engagement
        engagement.likes = fields.integer(stated_post, _key(stated_post, "likeCount", "like_count"))
        engagement.reposts = fields.integer(stated_post, _key(stated_post, "repostCount", "repost_count"))
        return self._replies(view, values, below)

    def _post(self, view: Nested, post: Nested) -> Post:
        values = self._reader.members(post, whole=("author", "embed"))
        record = values.get("record")
        words = self._reader.members(record)
        place = stated.place(self._reader, record, words, "text") if isinstance(record, Nested) else (0, 0)
        time, zone = stated.time_and_zone(words, _key(words, "createdAt", "created_at"))
        uri = fields.text(values, "uri")
        return Post(
            author=fields.text(values, "author", "handle"),
            text=fields.text(words, "text") or _embedded(values),
            id=uri,
            time=time,
            zone=zone,
            likes=stated.score(values, _key(values, "likeCount", "like_count")),
            replies=stated.count(values, _key(values, "replyCount", "reply_count")),
            permalink=_address(uri, fields.text(values, "author", "did")),
            object_span=(post.start, post.end),
            body_span=place,
        )


def _is_reply(reader: NestedReader, post: Nested) -> bool:
    return isinstance(reader.inside(post, "record", "reply"), Nested)


def _key(values: dict[str, Any], name: str, other: str) -> str:
    """The name of a member in the protocol, or the other one, which the Python library writes."""
    return name if name in values else other


def _address(uri: str, author: str) -> str:
    """The address of a post on the site: `at://AUTHOR/app.bsky.feed.post/ID` without the protocol."""
    _, _, name = uri.rpartition(_COLLECTION)
    return f"https://bsky.app/profile/{author}/post/{name}" if author and name and name != uri else ""


def _embedded(values: dict[str, Any]) -> str:
    kind = fields.text(values, "embed", "$type").removeprefix("app.bsky.embed.").partition("#")[0]
    return EMBEDDED.get(kind, "")
