"""WordPress: the export of a blog (WXR), a feed whose items have comments. Disqus imports the same form.

Each item with comments is a discussion. If no item has any, all items with words are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.bodies.html import html_text
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json.fields import iso_time
from thread_parsers.formats.xml.records import RecordReader
from thread_parsers.markup.entities import decode_entities
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.xml.records import Record

NESTING = {"": ("channel",), "channel": ("item",), "item": ("wp:comment",)}
TITLE, ARTICLE, BODY = "title", "content:encoded", "wp:comment_content"
STATES = {"0": "pending", "hold": "pending", "spam": "spam", "trash": "removed", "post-trashed": "removed"}
"""`comment_approved` of comments that readers of the blog do not see."""
BADGES = frozenset({"pingback", "trackback"})
"""Kinds of comments that are named beside the author."""
NOT_ARTICLES = frozenset({"attachment", "nav_menu_item", "revision", "wp_global_styles", "custom_css"})
"""Kinds of items that nobody reads as a page."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the items of a file."""
    export = _Export(discussion)
    yield from export.read(all_items=False)
    if not export.parts:
        yield from export.read(all_items=True)
    export.finish()


class _Export:
    """The export of one blog."""

    def __init__(self, discussion: Discussion) -> None:
        self._file = discussion.file
        self._first = Rendering(discussion, has_lines=True)
        self._discussion = discussion
        self._reader = RecordReader(self._file, NESTING, (TITLE, ARTICLE, BODY))
        self._item: Record | None = None
        """The item whose comments are being read."""
        self._part = self._first
        self._left_out = 0
        self.parts = 0

    def read(self, *, all_items: bool) -> Iterator[None]:
        """Read items with comments, or all items that are articles."""
        self._reader = RecordReader(self._file, NESTING, (TITLE, ARTICLE, BODY))
        self._left_out = 0
        for record in self._reader.records():
            if record is None:
                self._discussion.bytes_read = self._reader.bytes_read
                yield
            elif record.tag == "wp:comment":
                self._comment(record)
            elif record.tag == "item":
                if record is not self._item and all_items and _is_article(record):
                    self._begin(record)
                elif record is not self._item:
                    self._left_out += 1
                self._end_item()

    def finish(self) -> None:
        self._end_item()
        for note in self._reader.notes():
            self._first.note(note.kind, note.text)
        if self._left_out:
            self._first.note("left out", f"{counted(self._left_out, 'item')} without comments")
