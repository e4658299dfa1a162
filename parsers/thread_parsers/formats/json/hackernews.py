"""Hacker News: a story or a comment with everything below it, as the search of the site serves it (`/items/ID`).

Comments are nested. The author and the words of a deleted one are null. Also a bare list of comments in this form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_words_without_links
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.posts import Posts
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import batches, fields, stated
from thread_parsers.formats.json.nested import Nested, NestedReader
from thread_parsers.formats.json.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion

ADDRESS = "https://news.ycombinator.com/item?id="
"""The address of a story or a comment, without its id."""
_REPLIES = ("children", "comments", "replies")
"""Keys of replies; the first one is the site's own."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the items of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    first = Rendering(discussion)
    for root in reader.roots():
        yield
        yield from _items(reader, first, reader.elements(root))
    first.note_damage(reader.damaged)


def address(name: str) -> str:
    """The address of a story or a comment with an id."""
    return ADDRESS + name if name.isascii() and name.isdigit() else ""


def _items(reader: NestedReader, first: Rendering, items: Iterator[Nested]) -> Iterator[None]:
    """Read stories, each as a discussion, and comments, which belong to the story before them."""
    rendering: Rendering | None = None
    for item in items:
        yield
        values = reader.members(item)
        if _is_story(values):
            rendering = first.part()
            _story(reader, rendering, item, values)
            yield from _comments(reader, rendering, reader.items(_below(values)))
        else:
            rendering = rendering or first.part()
            yield from _comments(reader, rendering, iter((item,)))


_Item = tuple[Nested, Nested | None, dict[str, Any], tuple[int, int] | None]
"""A comment that was read, the list of its replies, its members, and the bytes of its words. To make a named tuple
takes several times as long."""


def _comments(reader: NestedReader, rendering: Rendering, items: Iterator[Nested]) -> Iterator[None]:
    def visit(item: Nested, parent: int) -> tuple[Iterator[Nested], int]:
        values = reader.members(item)
        below, words = _below(values), fields.text(values, "text")
        read_item = item, below, values, reader.string_place(item, "text", words)
        return reader.items(below), rendering.add_later(read_item, len(words), _posts, parent)

    return walk(items, visit)


def _below(values: dict[str, Any]) -> Nested | None:
    """The list of replies."""
    for key in _REPLIES:
        if isinstance(values.get(key), Nested):
            below: Nested = values[key]
            return below
    return None


def _is_story(values: dict[str, Any]) -> bool:
    kind = fields.text(values, "type")
    return kind != "comment" if kind else bool(fields.text(values, "title"))


def _story(reader: NestedReader, rendering: Rendering, story: Nested, values: dict[str, Any]) -> None:
    rendering.title(fields.text(values, "title"), *stated.place(reader, story, values, "title"))
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
    objects = [values for _, _, values, _ in items]
    names, authors, words = (
        batches.identifiers(objects, "id"), batches.texts(objects, "author"), batches.texts(objects, "text"),
    )  # fmt: skip
    times, zones = created_of(objects)
    return Posts(
        author=authors,
        text=list(map(html_words_without_links, words)),
        object_span=[_without_replies(nested, below, body) for nested, below, _, body in items],
        id=names,
        time=times,
        zone=zones,
        likes=batches.scores(objects, "points"),
        state=["" if each or author else "deleted" for each, author in zip(words, authors, strict=True)],
        permalink=list(map(address, names)),
        body_span=[body for _, _, _, body in items],
    )


def _without_replies(item: Nested, below: Nested | None, body: tuple[int, int] | None) -> tuple[int, int]:
    """The part of a comment before or after its replies that has its words."""
    if below is None:
        return item.start, item.end
    return (item.start, below.start) if body is None or body[1] <= below.start else (below.end, item.end)
