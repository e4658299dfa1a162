"""Reddit: the page of a submission as JSON, a list of two listings: the submission, then the tree of comments.

A subreddit (one listing of submissions) has no comments. Without `raw_json=1` in the address, Reddit writes `&`, `<`
and `>` as entities, in `body_html` twice: that tells which of the two a file is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.markdown import markdown_entities
from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.discussion.post_rows import MAX_WAITING
from thread_parsers.discussion.posts import Posts
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import batches, fields
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.listed import ListReader
from thread_parsers.formats.json.reddit_runs import COMMENTS, comments_of
from thread_parsers.formats.json.stated import SLICE_COMMENTS
from thread_parsers.formats.json.walk import walk

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json.listed import Run

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
    reader, rendering = ListReader(discussion.file), Rendering(discussion)
    page = _Page(reader, rendering)
    if (yield from reader.find_list(COMMENTS, "[{{[", "{{[")):
        yield from page.read_ahead()
    yield from reader.index()
    yield from page.read()
    if reader.damaged:
        rendering.note(
            "damaged", f"{reader.damaged.reason} at byte {reader.damaged.offset:,}; what is before it was read"
        )


_Comment = tuple[dict[str, Any], tuple[int, int], tuple[int, int] | None]
"""The members of a comment, its bytes as far as its replies can be left out, and the bytes of its words. To make a
named tuple takes several times as long."""


class _Page:
    """The listings of one file."""

    def __init__(self, reader: ListReader, rendering: Rendering) -> None:
        self._reader, self._rendering = reader, rendering
        self._stubs = 0
        self._read_before: list[Nested] = []
        """The listings that were read before the end of the file was seen."""
        self._flat: bool | None = None
        """Whether the comments that were read before that are beside their replies; None if there are none."""

    def read_ahead(self) -> Iterator[None]:
        """Read the comments that the reader gives before it has seen the rest of the file."""
        reader = self._reader
        for listing in reader.before():
            if not listing.is_list and not _ANSWER.isdisjoint(reader.members(listing)):
                self._read_before.append(listing)
                yield from self._listing(listing)
        for thing in reader.first_elements(self._take):
            yield
            if thing is None:
                continue
            if self._flat is None:
                self._flat = "link_title" in reader.members(reader.inside(thing, "data"))
            yield from self._things(iter((thing,)), is_flat=self._flat)

    def read(self) -> Iterator[None]:
        for listing in self._listings():
            if listing not in self._read_before:
                yield from self._listing(listing)
        receipt = self._rendering.discussion.receipt
        receipt.stub_comments = self._stubs

    def _listing(self, listing: Nested) -> Iterator[None]:
        reader = self._reader
        things = reader.inside(listing, "data", "children")
        is_known = self._flat is not None and reader.is_found(things)
        yield from self._things(reader.items(things), is_flat=bool(self._flat) if is_known else self._is_flat(things))
        yield from self._beside(reader.items(reader.inside(listing, "json", "data", "things")))
        yield from self._rendering.thread()

    def _things(self, things: Iterator[Nested], *, is_flat: bool) -> Iterator[None]:
        return self._beside(things) if is_flat else walk(things, self._thing)

    def _take(self, run: Run) -> Generator[None, None, bool]:
        """Read things that were decoded with all that is in them."""
        found = comments_of(run)
        yield
        if found is None:
            return False
        if self._flat is None:
            self._flat = "link_title" in run.items[0].value["data"]
        if self._flat and (found.stubs or max(found.parents) >= 0):
            return False
        first = len(self._rendering.discussion.columns.parent)
        comments = list(zip(found.values, found.spans, found.bodies, strict=True))
        for at in range(0, len(comments), MAX_WAITING):
            some = slice(at, at + MAX_WAITING)
            posts = self._posts(comments[some])
            if self._flat:
                posts.parent_id = list(map(_parent_id, found.values[some]))
                self._rendering.hold_all(posts)
            else:
                above = [first + parent if parent >= 0 else -1 for parent in found.parents[some]]
                self._rendering.add_all(posts, above)
            self._rendering.discussion.bytes_read = run.end
            yield
        for values, span in found.stubs:
            self._add_stub(values, *span)
        return True

    def _add_stub(self, values: dict[str, Any], start: int, end: int) -> None:
        self._stubs += max(fields.integer(values, "count", default=0) or 0, 0)
        self._rendering.mark(start, end, "stub")

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
                comment = self._comment(thing, data)
                post = self._posts((comment,)).each()[0]
                post.parent_id = _parent_id(comment[0])
                self._rendering.hold(post)
            else:
                self._thing(thing, -1)
            if count % SLICE_COMMENTS == 0:
                yield

    def _thing(self, thing: Nested, parent: int) -> tuple[Iterator[Nested], int]:
        """Read one element of a listing. Returns the replies, and the row of the comment."""
        members = self._reader.members(thing)
        kind, data = members.get("kind"), members.get("data")
        if not isinstance(data, Nested):
            return iter(()), -1
        if kind == "t1":
            comment = self._comment(thing, data)
            values = comment[0]
            row = self._rendering.add_later(comment, len(fields.text(values, "body")), self._posts, parent)
            replies = self._reader.inside(values.get("replies"), "data", "children")
            return self._reader.items(replies), row
        if kind == "t3":
            self._submission(data)
        elif kind == "more":
            self._add_stub(self._reader.members(data), thing.start, thing.end)
        return iter(()), -1

    def _comment(self, thing: Nested, data: Nested) -> _Comment:
        values = self._reader.members(data)
        place = self._reader.string_place(data, "body", fields.text(values, "body"))
        return values, (thing.start, place[1] if place else thing.end), place

    def _posts(self, comments: Sequence[_Comment]) -> Posts:
        objects = [values for values, _, _ in comments]
        bodies, rendered = batches.texts(objects, "body"), batches.texts(objects, "body_html")
        authors, edited = batches.texts(objects, "author"), [values.get("edited") for values in objects]
        collapsed = batches.flags(objects, "collapsed")
        return Posts(
            author=["" if author in STATES else author for author in authors],
            text=list(map(self._markdown, bodies, rendered)),
            object_span=[span for _, span, _ in comments],
            id=batches.identifiers(objects, "id"),
            time=batches.epochs(objects, "created_utc"),
            zone=[0] * len(objects),
            likes=_scores(objects),
            badge=list(map(badge, objects)),
            state=[
                STATES.get(body.strip(), "collapsed" if is_collapsed else "")
                for body, is_collapsed in zip(bodies, collapsed, strict=True)
            ],
            edited=[None if each in (None, False) else "" for each in edited],
            permalink=list(map(site_address, batches.texts(objects, "permalink"))),
            body_span=[place for _, _, place in comments],
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


def _scores(objects: Sequence[dict[str, Any]]) -> list[int]:
    """The scores of comments; before 2013 the site stated the votes only."""
    scores = batches.scores(objects, "score")
    for at, values in enumerate(objects):
        if fields.flag(values, "score_hidden"):
            scores[at] = NO_SCORE
        elif scores[at] == NO_SCORE and (ups := fields.integer(values, "ups")) is not None:
            scores[at] = ups - (fields.integer(values, "downs") or 0)
    return scores


def _parent_id(values: dict[str, Any]) -> str:
    """The id of the comment that one beside its replies answers."""
    parent = fields.text(values, "parent_id")
    return parent.removeprefix("t1_") if parent.startswith("t1_") else ""


def badge(values: dict[str, Any]) -> str:
    """What the site writes beside the name of an author."""
    if fields.flag(values, "is_submitter"):
        return "OP"
    return {"moderator": "Mod", "admin": "Admin"}.get(fields.text(values, "distinguished"), "")


def site_address(path: str) -> str:
    """A path of the site as an address."""
    return f"https://www.reddit.com{path}" if path.startswith("/r/") else path
