"""Remark42: the comments of a page as its API answers them, as a list or a tree, and its backups, a comment a line.

A comment names its parent (`pid`) and its page (`locator`); the pages of a backup are discussions of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_words_without_links
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

_DECODED = ("user", "locator", "edit")
"""Members that are decoded together with a comment."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the comments of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    pages = _Pages(reader, Rendering(discussion))
    for root in reader.roots():
        values = reader.members(root)
        listed = values.get("comments")
        nodes = reader.items(listed) if isinstance(listed, Nested) else reader.elements(root)
        yield from walk(nodes, pages.visit)
        pages.count(values.get("info"))
        yield
    yield from pages.finish()


class _Pages:
    """The pages of a file, each with its comments."""

    def __init__(self, reader: NestedReader, first: Rendering) -> None:
        self._reader, self._first = reader, first
        self._pages: dict[str, Rendering] = {}
        """By address."""

    def visit(self, node: Nested, _parent: int) -> tuple[Iterator[Nested], int]:
        """Read a comment, or a node of a tree: a comment and the nodes below it."""
        values = self._reader.members(node, whole=_DECODED)
        inner = values.get("comment")
        comment = inner if isinstance(inner, Nested) else node
        stated_comment = self._reader.members(comment, whole=_DECODED) if comment is inner else values
        if "text" in stated_comment and "user" in stated_comment:
            self._page(comment, stated_comment).hold(self._post(comment, stated_comment))
        else:
            self._first.mark(comment.start, comment.end, "skipped")
        return self._reader.items(values.get("replies")), -1

    def count(self, info: object) -> None:
        """Take the number of comments from what an answer says of its page."""
        values = self._reader.members(info)
        page = self._pages.get(fields.text(values, "url"))
        if page is not None:
            engagement, number = page.discussion.engagement, fields.integer(values, "count")
            engagement.comments = page.discussion.receipt.declared_comments = number

    def finish(self) -> Iterator[None]:
        """Put the comments of all pages in thread order."""
        for page in self._pages.values():
            yield from page.thread()
        self._first.note_damage(self._reader.damaged)

    def _page(self, comment: Nested, values: dict[str, Any]) -> Rendering:
        address = fields.text(values, "locator", "url")
        page = self._pages.get(address)
        if page is None:
            page = self._pages[address] = self._first.part()
            page.discussion.article.url = address or None
        title = fields.text(values, "title")
        if title and page.discussion.article.title_span is None:
            page.title(title, *stated.place(self._reader, comment, values, "title"))
        return page

    def _post(self, comment: Nested, values: dict[str, Any]) -> Post:
        time, zone = stated.time_and_zone(values, "time")
        is_deleted = fields.flag(values, "delete")
        return Post(
            author="" if is_deleted and fields.text(values, "user", "id") == "deleted" else _name(values),
            text=html_words_without_links(fields.text(values, "text")),
            id=fields.identifier(values, "id"),
            parent_id=fields.identifier(values, "pid"),
            time=time,
            zone=zone,
            likes=stated.score(values, "score"),
            badge="Admin" if fields.flag(values, "user", "admin") else "",
            state="deleted" if is_deleted else "",
            edited=fields.text(values, "edit", "time") or None,
            object_span=(comment.start, comment.end),
            body_span=stated.place(self._reader, comment, values, "text"),
        )


def _name(values: dict[str, Any]) -> str:
    return fields.text(values, "user", "name")
