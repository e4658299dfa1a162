"""Reddit as the Bulk Downloader for Reddit archives it: a submission with nested comments, or a comment with replies.

A deleted author is `DELETED`. Words are not escaped. Scripts write the same without replies inside of comments: each
names the one that it replies to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.reddit import STATES, badge, site_address
from thread_parsers.formats.json.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

_DELETED = frozenset({"DELETED", *STATES})


def read(discussion: Discussion) -> Iterator[None]:
    """Read the submissions of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    first = Rendering(discussion)
    for root in reader.roots():
        yield
        for thing in reader.elements(root):
            values = reader.members(thing)
            part = first.part()
            if "body" in values:
                yield from _comments(reader, part, iter((thing,)))
            else:
                _submission(reader, part, thing, values)
                yield from _comments(reader, part, reader.items(values.get("comments")))
    first.note_damage(reader.damaged)


def _comments(reader: NestedReader, part: Rendering, comments: Iterator[Nested]) -> Iterator[None]:
    def visit(item: Nested, parent: int) -> tuple[Iterator[Nested], int]:
        values = reader.members(item)
        post = _post(reader, item, values)
        if "replies" in values:
            return reader.items(values["replies"]), part.add(post, parent)
        part.hold(post)
        return iter(()), -1

    yield from walk(comments, visit)
    yield from part.thread()


def _submission(reader: NestedReader, part: Rendering, thing: Nested, values: dict[str, Any]) -> None:
    discussion = part.discussion
    article, engagement = discussion.article, discussion.engagement
    part.title(fields.text(values, "title"), *stated.place(reader, thing, values, "title"))
    part.article(fields.text(values, "selftext"), *stated.place(reader, thing, values, "selftext"))
    time = fields.epoch(values, "created_utc")
    article.author = _author(values) or None
    article.time = None if time is None else part.moment(time)
    article.url = site_address(fields.text(values, "permalink")) or fields.text(values, "url") or None
    engagement.likes = fields.integer(values, "score")
    engagement.comments = discussion.receipt.declared_comments = fields.integer(values, "num_comments")


def _post(reader: NestedReader, item: Nested, values: dict[str, Any]) -> Post:
    body, time = fields.text(values, "body"), fields.epoch(values, "created_utc")
    parent = fields.text(values, "parent_id")
    place, replies = reader.string_place(item, "body", body), values.get("replies")
    return Post(
        author=_author(values),
        text=body,
        id=fields.identifier(values, "id"),
        parent_id="" if parent.startswith("t3_") else parent.removeprefix("t1_"),
        time=NO_TIME if time is None else time,
        zone=None if time is None else 0,
        likes=stated.score(values, "score"),
        badge=badge(values),
        state=STATES.get(body.strip(), ""),
        object_span=(item.start, replies.start if isinstance(replies, Nested) else item.end),
        body_span=place,
    )


def _author(values: dict[str, Any]) -> str:
    author = fields.text(values, "author")
    return "" if author in _DELETED else author
