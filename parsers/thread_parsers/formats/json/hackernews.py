"""Hacker News: a story or a comment with everything below it, as the search of the site serves it (`/items/ID`).

Comments are nested. The author and the words of a deleted one are null. Also a bare list of comments in this form.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_words_without_links
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post_rows import MAX_WAITING
from thread_parsers.discussion.posts import Posts
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import batches, fields, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.hackernews_places import (
    find_comments,
    find_words,
    in_thread_order,
    replies_of,
    without_replies,
)
from thread_parsers.formats.json.listed import ListReader
from thread_parsers.formats.json.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json.listed import Run
    from thread_parsers.formats.json.nested import NestedReader

_CHILDREN = re.compile(rb'"children"\s*+:\s*+\[(?=\s*+\{)')
"""Where the comments of a story begin, which are read before what follows them in it."""
ADDRESS = "https://news.ycombinator.com/item?id="
"""The address of a story or a comment, without its id."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the items of a file."""
    reader, first = ListReader(discussion.file), Rendering(discussion)
    ahead: _Story | None = None
    if (yield from reader.find_list(_CHILDREN, "{[")) and _is_story(reader.members_before()):
        ahead = _Story(reader, first.part())
        yield from ahead.read_ahead(reader)
    yield from reader.index()
    for root in reader.roots():
        yield
        yield from _items(reader, first, reader.elements(root), ahead)
        ahead = None
    first.note_damage(reader.damaged)


def address(name: str) -> str:
    """The address of a story or a comment with an id."""
    return ADDRESS + name if name.isascii() and name.isdigit() else ""


def addresses(names: Sequence[str]) -> list[str]:
    """The same for several ids."""
    return [ADDRESS + name for name in names] if batches.are_digits(names) else list(map(address, names))


def _items(
    reader: NestedReader, first: Rendering, items: Iterator[Nested], ahead: _Story | None = None
) -> Iterator[None]:
    """Read stories, each as a discussion, and comments, which belong to the story before them. `ahead` has read the
    first comments of the first story."""
    story = ahead
    for item in items:
        yield
        values = reader.members(item)
        if _is_story(values):
            story, ahead = ahead or _Story(reader, first.part()), None
            story.read(item, values)
            yield from story.comments(reader.items(replies_of(values)))
        else:
            story = story or _Story(reader, first.part())
            yield from story.comments(iter((item,)))


_Item = tuple[Nested, Nested | None, dict[str, Any], tuple[int, int] | None]
"""A comment that was read, the list of its replies, its members, and the bytes of its words. To make a named tuple
takes several times as long."""


class _Story:
    """A story and its comments."""

    def __init__(self, reader: NestedReader, rendering: Rendering) -> None:
        self._reader, self._rendering = reader, rendering
        self._title = ""

    def read_ahead(self, reader: ListReader) -> Iterator[None]:
        """Read the comments that the reader gives before it has seen the end of the story."""
        self._write_title(reader.members_before(), reader.place_before)
        for item in reader.first_elements(self._take):
            yield
            if item is not None:
                yield from self.comments(iter((item,)))

    def read(self, story: Nested, values: dict[str, Any]) -> None:
        """Read the story."""
        reader, rendering = self._reader, self._rendering
        self._write_title(values, partial(reader.string_place, story))
        rendering.article(
            html_words_without_links(fields.text(values, "text")), *stated.place(reader, story, values, "text")
        )
        article, engagement = rendering.discussion.article, rendering.discussion.engagement
        article.author = fields.text(values, "author") or None
        time, zone = created(values)
        article.time = None if time == NO_TIME else rendering.moment(time, zone)
        article.url = fields.text(values, "url") or address(fields.identifier(values, "id")) or None
        engagement.likes = fields.integer(values, "points")
        declared = fields.integer(values, "num_comments")
        engagement.comments = rendering.discussion.receipt.declared_comments = declared

    def comments(self, items: Iterator[Nested]) -> Iterator[None]:
        """Read comments, each with the replies to it."""
        reader, rendering = self._reader, self._rendering

        def visit(item: Nested, parent: int) -> tuple[Iterator[Nested], int]:
            values = reader.members(item)
            below, words = replies_of(values), fields.text(values, "text")
            read_item = item, below, values, reader.string_place(item, "text", words)
            return reader.items(below), rendering.add_later(read_item, len(words), _posts, parent)

        return walk(items, visit)

    def _write_title(self, values: dict[str, Any], place: Callable[[str, str], tuple[int, int] | None]) -> None:
        title = fields.text(values, "title")
        found = place("title", title) if title != self._title else None
        if found:
            self._title = title
            self._rendering.title(title, *found)

    def _take(self, run: Run) -> Generator[None, None, bool]:
        """Read comments that were decoded with the replies to them."""
        rendering = self._rendering
        found = in_thread_order([item[0] for item in run.items])
        yield
        if found is None:
            return False
        comments, parents = found
        first = len(rendering.discussion.columns.parent)
        rows = range(first, first + len(comments))
        rendering.find_later(rows, (run.start, run.end), find_comments, find_words)
        for at in range(0, len(comments), MAX_WAITING):
            some = slice(at, at + MAX_WAITING)
            above = [first + parent if parent >= 0 else -1 for parent in parents[some]]
            rendering.add_all(_posts_of(comments[some]), above)
            yield
        rendering.discussion.bytes_read = run.end
        return True


def _is_story(values: dict[str, Any]) -> bool:
    kind = fields.text(values, "type")
    return kind != "comment" if kind else bool(fields.text(values, "title"))


def created(values: dict[str, Any]) -> tuple[int, int | None]:
    """The time of an item of the search, as `Post.time` and `Post.zone`."""
    time, zone = stated.time_and_zone(values, "created_at", default_zone=0)
    if time == NO_TIME:
        seconds = fields.epoch(values, "created_at_i")
        return (NO_TIME, None) if seconds is None else (seconds, 0)
    return time, zone


def created_of(objects: Sequence[dict[str, Any]]) -> tuple[list[int], list[int | None]]:
    """The same for several items."""
    times, zones = batches.iso_times(objects, "created_at", default_zone=0)
    if NO_TIME in times:
        found = list(map(created, objects))
        return [time for time, _ in found], [zone for _, zone in found]
    return times, zones


def _posts(items: Sequence[_Item]) -> Posts:
    posts = _posts_of([values for _, _, values, _ in items])
    posts.object_span = [without_replies(nested, below, body) for nested, below, _, body in items]
    posts.body_span = [body for _, _, _, body in items]
    return posts


def _posts_of(objects: Sequence[dict[str, Any]]) -> Posts:
    """Comments, without their places in the file."""
    names, authors, words = (
        batches.identifiers(objects, "id"), batches.texts(objects, "author"), batches.texts(objects, "text"),
    )  # fmt: skip
    times, zones = created_of(objects)
    return Posts(
        author=authors,
        text=list(map(html_words_without_links, words)),
        id=names,
        time=times,
        zone=zones,
        likes=batches.scores(objects, "points"),
        state=["" if each or author else "deleted" for each, author in zip(words, authors, strict=True)],
        permalink=addresses(names),
    )
