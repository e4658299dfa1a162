"""WordPress: the export of a blog (WXR), a feed whose items have comments. Disqus imports the same form.

Each item with comments is a discussion. An export without comments is one article of all its items.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.bodies.html import html_words
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import MAX_PARTS, Rendering
from thread_parsers.formats.json.fields import iso_time
from thread_parsers.formats.xml.records import RecordReader, plain
from thread_parsers.formats.xml.times import feed_time, utc_time
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.xml.records import Record
    from thread_parsers.source.source import Source

NESTING = {"": ("channel", "item"), "channel": ("item",), "item": ("wp:comment",)}
TITLE, ARTICLE, BODY = "title", "content:encoded", "wp:comment_content"
STATES = {"0": "pending", "hold": "pending", "spam": "spam", "trash": "removed", "post-trashed": "removed"}
"""`comment_approved` of comments that readers of the blog do not see."""
BADGES = frozenset({"pingback", "trackback"})
"""Kinds of comments that are named beside the author."""
NOT_ARTICLES = frozenset({"attachment", "nav_menu_item", "revision"})
"""Kinds of items that are not read as a page."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the items of a file."""
    export = _Export(discussion)
    yield from export.read_discussions()
    if not export.count:
        yield from export.read_articles()


class _Export:
    """The items of one file."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion
        self._first = self._part = Rendering(discussion, has_lines=True)
        self._item: Record | None = None
        """The item that `_part` is about."""
        self.count = 0
        """Discussions so far."""

    def read_discussions(self) -> Iterator[None]:
        """Read the items with comments."""
        reader = self._reader()
        left_out = 0
        for record in reader.records():
            if record is None:
                self._discussion.bytes_read = reader.bytes_read
                yield
            elif record.tag == "wp:comment":
                yield from self._begin(record.outer)
                self._part.hold(_comment(record, self._discussion.file))
            elif record.tag == "item" and record is self._item:
                yield from self._end()
            elif record.tag == "item":
                left_out += 1
        yield from self._part.thread()
        if self.count > MAX_PARTS:
            rest = counted(self.count - MAX_PARTS, "more discussion")
            self._first.note("parts", f"{rest} are read as a part of the last one")
        if self.count:
            self._finish(reader, left_out, "without comments")

    def read_articles(self) -> Iterator[None]:
        """Read the items as one article."""
        reader = self._reader()
        left_out = 0
        for record in reader.records():
            if record is None:
                yield
            elif record.tag == "channel":
                self._first.title(plain(record.text(TITLE)), *record.place(TITLE))
            elif record.text("wp:post_type").strip() not in NOT_ARTICLES:
                self._first.article(plain(record.text(TITLE)), *record.place(TITLE))
                self._first.article(
                    html_words(record.markup(ARTICLE, self._discussion.file), line_ends=True), *record.place(ARTICLE)
                )
            else:
                left_out += 1
        self._finish(reader, left_out, "of other kinds (pictures, menus)")

    def _reader(self) -> RecordReader:
        return RecordReader(self._discussion.file, NESTING, (TITLE, ARTICLE, BODY))

    def _finish(self, reader: RecordReader, left_out: int, kind: str) -> None:
        for note in reader.notes():
            self._first.note(note.kind, note.text)
        if left_out:
            self._first.note("left out", f"{counted(left_out, 'item')} {kind}")

    def _end(self) -> Iterator[None]:
        """Show the comments of the item. Those of the last discussion are shown at the end: more may follow."""
        if self.count < MAX_PARTS:
            yield from self._part.thread()

    def _begin(self, item: Record | None) -> Iterator[None]:
        """Begin the discussion of an item, unless it was begun: its own fields come before its comments."""
        if self.count and item is self._item:
            return
        yield from self._end()
        self._item = item
        self.count += 1
        if self.count > MAX_PARTS:
            return
        self._part = self._first.part()
        if item is None:
            return
        part, article = self._part, self._part.discussion.article
        part.title(plain(item.text(TITLE)), *item.place(TITLE))
        part.article(html_words(item.markup(ARTICLE, self._discussion.file), line_ends=True), *item.place(ARTICLE))
        article.author = plain(item.text("dc:creator")) or None
        article.url = item.text("link").strip() or None
        time = utc_time(item.text("wp:post_date_gmt")) or feed_time(item.text("wp:post_date", "pubDate"))
        article.time = part.moment(*time) if time else None


def _comment(record: Record, file: Source) -> Post:
    time = utc_time(record.text("wp:comment_date_gmt")) or iso_time(record.text("wp:comment_date"))
    parent, kind = record.text("wp:comment_parent").strip(), record.text("wp:comment_type").strip()
    return Post(
        author=plain(record.text("wp:comment_author")),
        text=html_words(record.markup(BODY, file), line_ends=True),
        id=record.text("wp:comment_id").strip(),
        parent_id="" if parent == "0" else parent,
        time=time[0] if time else NO_TIME,
        zone=time[1] if time else None,
        badge=kind if kind in BADGES else "",
        state=STATES.get(record.text("wp:comment_approved").strip(), ""),
        object_span=(record.start, record.end),
        body_span=record.places.get(BODY),
    )
