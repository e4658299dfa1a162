"""Reddit: the page of a submission as JSON, a list of two listings: the submission, then the tree of comments.

A subreddit (one listing of submissions) has no comments. Without `raw_json=1` in the address, Reddit writes `&`, `<`
and `>` as entities, in `body_html` twice: that tells which of the two a file is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.markdown import markdown_entities
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields
from thread_parsers.formats.json.nested import Nested, NestedReader
from thread_parsers.formats.json.stated import SLICE_COMMENTS
from thread_parsers.formats.json.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

STATES = {"[deleted]": "deleted", "[removed]": "removed"}
"""Bodies that stand for comments that are gone."""
_ANSWER = frozenset({"kind", "data", "json"})
"""Members of what the site answers."""
MAX_WRAPPERS = 3
"""Levels of objects and lists around it."""
_ESCAPED_TWICE = re.compile(r"&(?:amp;)?lt;(?:div|!--)")
"""What `body_html` begins with if entities are written twice."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the listings of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    rendering = Rendering(discussion)
    yield from _Page(reader, rendering).read()
    if reader.damaged:
        rendering.note(
            "damaged", f"{reader.damaged.reason} at byte {reader.damaged.offset:,}; what is before it was read"
        )


class _Page:
    """The listings of one file."""

    def __init__(self, reader: NestedReader, rendering: Rendering) -> None:
        self._reader, self._rendering = reader, rendering
        self._stubs = 0

    def read(self) -> Iterator[None]:
        reader = self._reader
        for listing in self._listings():
            things = reader.inside(listing, "data", "children")
            if self._is_flat(things):
                yield from self._beside(reader.items(things))
            else:
                yield from walk(reader.items(things), self._thing)
            yield from self._beside(reader.items(reader.inside(listing, "json", "data", "things")))
        receipt = self._rendering.discussion.receipt
        receipt.stub_comments = self._stubs

    def _listings(self) -> Iterator[Nested]:
        """The listings of the file. A program that saved a page may have put it into objects of its own."""
        root = self._reader.root
        waiting = [self._reader.elements(root)] if root is not None else []
        while waiting:
            nested = next(waiting[-1], None)
            if nested is None:
                waiting.pop()
                continue
            values = {} if nested.is_list else self._reader.members(nested)
            if nested.is_list:
                waiting.append(self._reader.items(nested))
            elif not _ANSWER.isdisjoint(values) or len(waiting) > MAX_WRAPPERS:
                yield nested
            else:
                waiting.append(iter([value for value in values.values() if isinstance(value, Nested)]))

    def _is_flat(self, things: object) -> bool:
        """Whether a listing has comments of many submissions, those of a user or the newest of a subreddit: only there
        each one says which submission it is about."""
        first = next(self._reader.items(things), None)
        return "link_title" in self._reader.members(self._reader.inside(first, "data"))

    def _beside(self, things: Iterator[Nested]) -> Iterator[None]:
        """Read comments beside their replies, which name them: those of a flat listing, and what the page loads for a
        stub (`morechildren`)."""
        for count, thing in enumerate(things, 1):
            members = self._reader.members(thing)
            data = members.get("data")
            if members.get("kind") == "t1" and isinstance(data, Nested):
                values = self._reader.members(data)
                post = self._post(thing, data, values)
                parent = fields.text(values, "parent_id")
                post.parent_id = parent.removeprefix("t1_") if parent.startswith("t1_") else ""
                self._rendering.hold(post)
            else:
                self._thing(thing, -1)
            if count % SLICE_COMMENTS == 0:
                yield
        yield from self._rendering.thread()

    def _thing(self, thing: Nested, parent: int) -> tuple[Iterator[Nested], int]:
        """Read one element of a listing. Returns the replies, and the row of the comment."""
        members = self._reader.members(thing)
        kind, data = members.get("kind"), members.get("data")
        if not isinstance(data, Nested):
            return iter(()), -1
        if kind == "t1":
            values = self._reader.members(data)
            row = self._rendering.add(self._post(thing, data, values), parent)
            replies = self._reader.inside(values.get("replies"), "data", "children")
            return self._reader.items(replies), row
        if kind == "t3":
            self._submission(data)
        elif kind == "more":
            self._stubs += max(fields.integer(self._reader.members(data), "count", default=0) or 0, 0)
            self._rendering.mark(thing.start, thing.end, "stub")
        return iter(()), -1

    def _post(self, thing: Nested, data: Nested, values: dict[str, Any]) -> Post:
        body = fields.text(values, "body")
        time = fields.epoch(values, "created_utc")
        edited = values.get("edited")
        end = self._reader.string_place(data, "body", body)
        author = fields.text(values, "author")
        return Post(
            author="" if author in STATES else author,
            text=self._markdown(body, fields.text(values, "body_html")),
            id=fields.identifier(values, "id"),
            time=NO_TIME if time is None else time,
            zone=0,
            likes=_score(values),
            badge=badge(values),
            state=STATES.get(body.strip(), "collapsed" if fields.flag(values, "collapsed") else ""),
            edited=None if edited in (None, False) else "",
            permalink=site_address(fields.text(values, "permalink")),
            object_span=(thing.start, end[1] if end else thing.end),
            body_span=end,
        )

    def _submission(self, data: Nested) -> None:
        rendering, article = self._rendering, self._rendering.discussion.article
        if article.title_span is not None:
            return  # a subreddit: the first submission stands for the page
        values = self._reader.members(data)
        for key, write in (("title", rendering.title), ("selftext", rendering.article)):
            words = fields.text(values, key)
            place = self._reader.string_place(data, key, words)
            if place:
                write(self._markdown(words, fields.text(values, "selftext_html")), *place)
        article.author = fields.text(values, "author") or None
        time = fields.epoch(values, "created_utc")
        article.time = rendering.moment(time) if time is not None else None
        article.url = site_address(fields.text(values, "permalink")) or fields.text(values, "url") or None
        engagement, receipt = rendering.discussion.engagement, rendering.discussion.receipt
        engagement.likes = fields.integer(values, "score")
        engagement.comments = receipt.declared_comments = fields.integer(values, "num_comments")

    def _markdown(self, words: str, html: str) -> str:
        return markdown_entities(words) if _ESCAPED_TWICE.match(html.lstrip()) else words


def _score(values: dict[str, Any]) -> int:
    """The score of a comment; before 2013 the site stated the votes only."""
    if fields.flag(values, "score_hidden"):
        return NO_SCORE
    score, ups, downs = (fields.integer(values, key) for key in ("score", "ups", "downs"))
    if score is None and ups is not None:
        score = ups - (downs or 0)
    return NO_SCORE if score is None else score


def badge(values: dict[str, Any]) -> str:
    """What the site writes beside the name of an author."""
    if fields.flag(values, "is_submitter"):
        return "OP"
    return {"moderator": "Mod", "admin": "Admin"}.get(fields.text(values, "distinguished"), "")


def site_address(path: str) -> str:
    """A path of the site as an address."""
    return f"https://www.reddit.com{path}" if path.startswith("/r/") else path
