"""The tree: a discussion as an index over its file.

Comments are rows of columns in thread order: page order, with every reply under its parent (pre-order). A row says
where the comment stands; its text is read from the source when somebody looks. Nothing here is recursive, since a
chain of 100,000 replies is an ordinary input, and the tree can be used while it still grows.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from typing import TYPE_CHECKING, overload

from thread_parsers.discussion.receipt import Receipt, separators

if TYPE_CHECKING:
    from thread_parsers.source.source import Source

NO_TIME = -(1 << 62)
"""The time column of a comment without an absolute time."""

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


class Columns:
    """The rows of all comments. Offsets are bytes of the source; -1 means that the page does not say."""

    __slots__ = (
        "author",
        "author_names",
        "author_numbers",
        "body_end",
        "body_start",
        "depth",
        "end",
        "likes",
        "margin",
        "parent",
        "replies",
        "start",
        "subtree_end",
        "time",
        "times_as_written",
        "zones",
    )

    def __init__(self) -> None:
        self.start = array("Q")
        """First byte of the comment: its head."""
        self.body_start = array("Q")
        self.body_end = array("Q")
        self.end = array("Q")
        """One past the last byte of the comment, footer included."""
        self.author = array("I")
        """Number of the author in `author_names`."""
        self.time = array("q")
        """Seconds from 1970 by the page's own clock, or NO_TIME."""
        self.likes = array("i")
        self.replies = array("i")
        """Replies that the page declares."""
        self.parent = array("i")
        """Index of the parent, -1 for a comment on the article itself."""
        self.depth = array("I")
        self.subtree_end = array("I")
        """Index one past the last descendant; 0 while more replies may still come."""
        self.margin = array("H")
        """Bytes of indentation or quote marks that each line of the body carries ahead of its words."""
        self.author_names: list[str] = []
        self.author_numbers: dict[str, int] = {}
        self.times_as_written: dict[int, str] = {}
        """Index to the words of a time that is not absolute."""
        self.zones: dict[int, int] = {}
        """Index to minutes east of Greenwich, where the page gives a zone."""

    def __len__(self) -> int:
        # The margin is the last column that a row fills, so that a row counts when all of it is there.
        return len(self.margin)

    def author_number(self, name: str) -> int:
        """The number of `name`, a new one at its first appearance."""
        number = self.author_numbers.get(name)
        if number is None:
            number = self.author_numbers[name] = len(self.author_names)
            self.author_names.append(name)
        return number

    def append(
        self,
        *,
        start: int,
        body_start: int,
        body_end: int,
        end: int,
        author: str,
        time: int = NO_TIME,
        likes: int = -1,
        replies: int = -1,
        parent: int = -1,
        margin: int = 0,
    ) -> int:
        """Add a comment under `parent`, which must be -1 or the last comment or one of its ancestors. Its index."""
        index = len(self.start)
        last = index - 1
        while last != parent and last >= 0:
            self.subtree_end[last] = index
            last = self.parent[last]
        if last != parent:
            raise ValueError("a reply must follow its parent with only the parent's other replies between them")
        self.start.append(start)
        self.body_start.append(body_start)
        self.body_end.append(body_end)
        self.end.append(end)
        self.author.append(self.author_number(author))
        self.time.append(time)
        self.likes.append(likes)
        self.replies.append(replies)
        self.parent.append(parent)
        self.depth.append(self.depth[parent] + 1 if parent >= 0 else 0)
        self.subtree_end.append(0)
        self.margin.append(margin)
        return index

    def extend_flat(
        self,
        *,
        start: Sequence[int],
        body_start: Sequence[int],
        body_end: Sequence[int],
        end: Sequence[int],
        author: Sequence[int],
        time: Sequence[int],
        replies: Sequence[int],
    ) -> None:
        """Add comments on the article itself, many at once. All of one length; authors are numbers."""
        first, count = len(self.start), len(start)
        if not count:
            return
        last = first - 1
        while last >= 0:
            self.subtree_end[last] = first
            last = self.parent[last]
        self.start.extend(start)
        self.body_start.extend(body_start)
        self.body_end.extend(body_end)
        self.end.extend(end)
        self.author.extend(author)
        self.time.extend(time)
        self.likes.extend(array("i", [-1]) * count)
        self.replies.extend(replies)
        self.parent.extend(array("i", [-1]) * count)
        self.depth.extend(array("I", [0]) * count)
        self.subtree_end.extend(range(first + 1, first + count))
        self.subtree_end.append(0)
        self.margin.extend(array("H", [0]) * count)

    def subtree(self, index: int) -> range:
        """The indices of a comment and all below it."""
        return range(index, self.subtree_end[index] or len(self))

    def children(self, index: int) -> Iterator[int]:
        """The direct replies to a comment, in order; those to the article for -1."""
        at, end = index + 1, self.subtree(index).stop if index >= 0 else len(self)
        while at < end:
            yield at
            at = self.subtree_end[at] or end

    def ancestors(self, index: int) -> Iterator[int]:
        """The parent, its parent and so on up to the comment on the article."""
        index = self.parent[index]
        while index >= 0:
            yield index
            index = self.parent[index]

    def next_sibling(self, index: int) -> int | None:
        """The next comment under the same parent."""
        after = self.subtree(index).stop
        return after if after < len(self) and self.parent[after] == self.parent[index] else None

    def previous_sibling(self, index: int) -> int | None:
        """The comment before this one under the same parent."""
        parent, at = self.parent[index], index - 1
        while at > parent and self.parent[at] != parent:
            at = self.parent[at]
        return at if at > parent else None


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
            Segment(_words(body[first:last], margin), start + first, start + last)
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


def pieces(body: bytes, margin: int = 0) -> Iterator[tuple[int, int]]:
    """Where the segments of a body are: (first, last) in bytes of `body`, pieces without a word left out."""
    bare = body if not margin else _blank_margin(body, margin)
    cuts = [(0, 0), *separators(bare), (len(bare), len(bare))]
    for (_, after), (before, _) in pairwise(cuts):
        piece = bare[after:before]
        words = piece.strip()
        if words:
            first_line = piece.rfind(b"\n", 0, piece.index(words)) + 1
            yield after + first_line, before - (len(piece) - len(piece.rstrip()))


def _blank_margin(body: bytes, margin: int) -> bytes:
    return b"\n".join(b" " * min(margin, len(line)) + line[margin:] for line in body.split(b"\n"))


def _words(piece: bytes, margin: int) -> str:
    if margin:
        piece = b"\n".join(line[margin:] for line in piece.split(b"\n"))
    return piece.decode("utf-8", "surrogateescape")
