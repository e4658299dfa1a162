"""The tree: a discussion as an index over its file.

Comments are rows of columns in thread order: page order, with every reply under its parent (pre-order). A row says
where the comment stands; its text is read from the source when somebody looks. Nothing here is recursive, since a
chain of 100,000 replies is an ordinary input, and the tree can be used while it still grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, overload

from thread_parsers.discussion.columns import NO_TIME, Columns
from thread_parsers.discussion.receipt import Receipt
from thread_parsers.text.segments import piece_text, pieces

if TYPE_CHECKING:
    from thread_parsers.source.source import Source

EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Segment:
    """One dash-separated piece of a comment. `start` and `end` are bytes of the source."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comment:
    """One person's post, as values. Made on demand from a row of the columns."""

    id: int
    """From 1, in thread order."""
    parent: int | None
    """The id of the comment that this one answers."""
    depth: int
    author: str
    """Empty when the page names nobody."""
    time: datetime | None
    """The page's clock: without a zone unless the page gives one."""
    time_text: str | None
    """The time as it is written, where it is not an absolute one ("3 hours ago")."""
    likes: int | None
    replies: int | None
    """Replies that the page declares, not those that were counted."""
    segments: tuple[Segment, ...]
    lines: tuple[int, int]
    """First and last line of the comment in the file, from 1, with its head and its footer."""


@dataclass(slots=True)
class Engagement:
    """What the page itself declares. None where it says nothing."""

    likes: int | None = None
    comments: int | None = None
    reposts: int | None = None
    shares: int | None = None
    views: int | None = None


@dataclass(slots=True)
class Article:
    """What is discussed. Spans are (start, end) in bytes of the source, without the line feed at the end."""

    title_span: tuple[int, int] | None = None
    paragraph_spans: list[tuple[int, int]] = field(default_factory=list)
    author: str | None = None
    time: datetime | None = None
    url: str | None = None


class Discussion:
    """One file: article, engagement, comments, and the receipt of how it was read.

    A discussion may still be growing: `complete` tells, and everything works on the comments that are there.
    """

    def __init__(self, source: Source, format_name: str = "") -> None:
        self.source = source
        self.article = Article()
        self.engagement = Engagement()
        self.columns = Columns()
        self.receipt = Receipt(format_name)
        self.complete = False

    @property
    def format(self) -> str:
        """The name of the format that the file was read with."""
        return self.receipt.format

    @property
    def title(self) -> str | None:
        """The title of the article, or None where the page has none."""
        span = self.article.title_span
        return self.source.text(*span) if span else None

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the article."""
        return [self.source.text(*span) for span in self.article.paragraph_spans]

    @property
    def comments(self) -> Comments:
        """The comments as values, made when they are asked for."""
        return Comments(self)

    def author(self, index: int) -> str:
        """The author of a comment; empty when the page names nobody."""
        columns = self.columns
        return columns.author_names[columns.author[index]]

    def time(self, index: int) -> datetime | None:
        """The absolute time of a comment by the page's clock."""
        seconds = self.columns.time[index]
        if seconds == NO_TIME:
            return None
        when = EPOCH + timedelta(seconds=seconds)
        zone = self.columns.zones.get(index)
        return when if zone is None else when.replace(tzinfo=timezone(timedelta(minutes=zone)))

    def segments(self, index: int) -> tuple[Segment, ...]:
        """The dash-separated pieces of a comment, without empty ones. A comment without a word has none."""
        columns = self.columns
        start, margin = columns.body_start[index], columns.margin[index]
        body = self.source.read(start, columns.body_end[index])
        return tuple(
            Segment(piece_text(body[first:last], margin), start + first, start + last)
            for first, last in pieces(body, margin)
        )


class Comments(Sequence[Comment]):
    """The comments of a discussion, made on demand; `comments[0]` is the comment whose id is 1."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion

    def __len__(self) -> int:
        return len(self._discussion.columns)

    @overload
    def __getitem__(self, index: int) -> Comment: ...
    @overload
    def __getitem__(self, index: slice) -> list[Comment]: ...
    def __getitem__(self, index: int | slice) -> Comment | list[Comment]:
        if isinstance(index, slice):
            return [self._make(at) for at in range(*index.indices(len(self)))]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError("no such comment")
        return self._make(at)

    def _make(self, index: int) -> Comment:
        discussion = self._discussion
        columns, source = discussion.columns, discussion.source
        start, end = columns.start[index], columns.end[index]
        likes, replies, parent = columns.likes[index], columns.replies[index], columns.parent[index]
        return Comment(
            id=index + 1,
            parent=parent + 1 if parent >= 0 else None,
            depth=columns.depth[index],
            author=discussion.author(index),
            time=discussion.time(index),
            time_text=columns.times_as_written.get(index),
            likes=likes if likes >= 0 else None,
            replies=replies if replies >= 0 else None,
            segments=discussion.segments(index),
            lines=(source.line_at(start), source.line_at(max(end - 1, start))),
        )
