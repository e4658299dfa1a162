"""A discussion as an index over text: article, comments, and a receipt of how it was read.

Comments are rows of columns in thread order: page order, with every reply under its parent (pre-order). A row has the
position of the comment; its words are read on demand. Nothing here is recursive, since a chain of 100,000 replies is
ordinary input, and the discussion can be used while it is still being read.

There are two coordinate systems. Rows point into `Discussion.text`. Receipts, line numbers and the raw view are about
`Discussion.file`. For a text file both are the same object; of a structured file the words are rendered into a text of
their own, and `Discussion.origins` connects the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Self, overload

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME, Columns
from thread_parsers.discussion.kept import NOTHING_KEPT
from thread_parsers.discussion.receipt import Receipt
from thread_parsers.discussion.segment import Segment
from thread_parsers.text.large_texts import SLICE_BYTES
from thread_parsers.text.segments import piece_text, piece_text_in_steps, pieces, pieces_in_steps
from thread_parsers.times.epoch import EPOCH
from thread_parsers.times.time_units import in_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Generator, Iterator

    from thread_parsers.bodies import BodyForm
    from thread_parsers.discussion.columns import Inferred
    from thread_parsers.discussion.comment import Comment
    from thread_parsers.discussion.kept import Kept
    from thread_parsers.discussion.large_bodies import LargeBodies
    from thread_parsers.discussion.origins import Origins
    from thread_parsers.discussion.post_rows import WaitingPosts
    from thread_parsers.source.source import Source

MAX_RENDERED_CHARS = 1 << 15
"""The longest segment whose markup is rendered for display, in one step."""


@dataclass(slots=True)
class Engagement:
    """The numbers that the page itself declares; None for those that it does not."""

    likes: int | None = None
    comments: int | None = None
    reposts: int | None = None
    shares: int | None = None
    views: int | None = None


@dataclass(slots=True)
class Article:
    """The article under discussion. Spans are (start, end) in bytes of the discussion's text, without the final line
    feed."""

    title_span: tuple[int, int] | None = None
    paragraph_spans: list[tuple[int, int]] = field(default_factory=list)
    author: str | None = None
    time: datetime | None = None
    url: str | None = None


class Discussion:
    """One discussion of a file: article, engagement, comments, and the receipt of how it was read.

    While a file is being read the discussion grows, and `complete` is False; everything works on the rows so far.
    """

    def __init__(self, file: Source, format_name: str = "") -> None:
        self.file = file
        """The file as it is on disk."""
        self.text = file
        """What the offsets of article and comments point into."""
        self.origins: Origins | None = None
        """The bytes of the file from which the text was rendered; None if the text is the file."""
        self.large_bodies: LargeBodies | None = None
        """Words that wait to be written to the text, while the file is read."""
        self.waiting_posts: WaitingPosts | None = None
        """Comments whose rows wait to be completed, while the file is read in steps."""
        self.parts: list[Discussion] = [self]
        """All discussions of the file, if it has several; this one is among them."""
        self.article = Article()
        self.engagement = Engagement()
        self.columns = Columns()
        self.columns.make_room(file.size)
        self.receipt = Receipt(format_name)
        self.saved: datetime | date | None = None
        """When the page was saved, by its own clock, as the user or the page says; a date if the time of day is not
        known, None if neither is."""
        self.kept: Kept = NOTHING_KEPT
        """The stars and notes of the user, which the program sets before it writes JSON or Markdown."""
        self.has_lines = True
        """Whether the lines of the file are those of a text: in JSON they say nothing."""
        self.rendered: Callable[[str], str] | None = None
        """Renders the markup of a segment for display, where segments keep it; None if they are displayed as they
        are."""
        self.body_form: BodyForm = "plain"
        """What the words of its comments are written in."""
        self.bytes_read = 0
        """How much of the file has been read, for files whose comments are shown only at the end."""
        self.complete = False

    @property
    def part_number(self) -> int | None:
        """The number of this discussion among those of the file, from 1; None if it was left out as it has no
        comments."""
        return self.parts.index(self) + 1 if self in self.parts else None

    @property
    def percent_read(self) -> int:
        """How much of the file has been read."""
        size, last = self.file.size, len(self.columns) - 1
        read = max(self.bytes_read, self.file_span(last)[1] if last >= 0 else 0)
        return min(read * 100 // size, 100) if size else 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Nothing can be read afterwards, in the other discussions of the file either."""
        self.file.close()
        if self.text is not self.file:
            self.text.close()

    @property
    def format(self) -> str:
        """The name of the format that the file was read with."""
        return self.receipt.format

    @property
    def title(self) -> str | None:
        """The title of the article, or None if the page has none."""
        span = self.article.title_span
        return self.text.text(*span) if span else None

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the article."""
        return list(self.each_paragraph())

    def each_paragraph(self) -> Iterator[str]:
        """The same, one at a time: there may be a hundred thousand."""
        return (self.text.text(*span) for span in self.article.paragraph_spans)

    @property
    def comments(self) -> Comments:
        """The comments as values, created on demand."""
        return Comments(self)

    def file_span(self, index: int) -> tuple[int, int]:
        """The bytes of the file that hold a comment: (first, one past the last). Of encoded parts of a file, those of
        the decoded text (see `Source.place`)."""
        starts, ends = self.file_spans
        return starts[index], ends[index]

    @property
    def file_spans(self) -> tuple[Sequence[int], Sequence[int]]:
        """`file_span` of all comments: the first bytes, and those one past the last ones."""
        columns = self.columns
        return (columns.start, columns.end) if self.origins is None else (columns.file_start, columns.file_end)

    def file_lines(self, index: int) -> tuple[int, int] | None:
        """The first and the last line of the file that hold a comment; None if the lines of the file say nothing."""
        if not self.has_lines:
            return None
        start, end = self.file_span(index)
        return self.file.line_at(start), self.file.line_at(max(end - 1, start))

    def author(self, index: int) -> str:
        """The author of a comment; empty if the page does not name one."""
        columns = self.columns
        return columns.author_names[columns.author[index]]

    def time(self, index: int) -> datetime | None:
        """The absolute time of a comment by the page's own clock, or None if it is not known."""
        seconds = self.columns.time[index]
        if seconds == NO_TIME:
            return None
        when = EPOCH + timedelta(seconds=seconds)
        zone = self.columns.zone_of(index)
        return when if zone is None else when.replace(tzinfo=timezone(timedelta(minutes=zone)))

    def shown_time(self, index: int) -> str:
        """The time of a comment for display: as `Comment.shown_time`, but without seconds and zone."""
        time, columns = self.time(index), self.columns
        if time is None:
            return columns.times_as_written.get(index) or ""
        return ("~" if index in columns.inferred_times else "") + in_digits(time, columns.time_units.get(index))

    def inferred(self, index: int) -> tuple[Inferred, ...]:
        """What the page does not state of a comment, but was inferred."""
        columns = self.columns
        marked: tuple[tuple[Inferred, Container[int]], ...] = (
            ("parent", columns.inferred_parents),
            ("time", columns.inferred_times),
        )
        return tuple(name for name, rows in marked if index in rows)

    def segments(self, index: int) -> tuple[Segment, ...]:
        """The dash-separated segments of a comment, without empty ones. A comment without text has none."""
        columns = self.columns
        start, margin = columns.body_start[index], columns.margin[index]
        body = self.text.read(start, columns.body_end[index])
        return tuple(
            Segment(piece_text(body[first:last], margin), start + first, start + last)
            for first, last in pieces(body, margin)
        )

    def displayed(self, text: str) -> str:
        """The text of a segment as it is displayed. A very long one keeps its markup."""
        return text if self.rendered is None or len(text) > MAX_RENDERED_CHARS else self.rendered(text)

    def segments_in_steps(self, index: int) -> Iterator[Segment | None]:
        """The same as `segments`, with None every few milliseconds: a comment may have many."""
        columns = self.columns
        start, margin = columns.body_start[index], columns.margin[index]
        body = yield from self.body_in_steps(index)
        for piece in pieces_in_steps(body, margin):
            if piece is None:
                yield None
            else:
                first, last = piece
                if last - first <= SLICE_BYTES:
                    text = piece_text(body[first:last], margin)
                else:
                    text = yield from piece_text_in_steps(body, first, last, margin)
                yield Segment(text, start + first, start + last)

    def body_in_steps(self, index: int) -> Generator[None, None, bytes]:
        """The body of a comment, with the margin of its lines. To read a long one is a step of its own."""
        columns = self.columns
        body = self.text.read(columns.body_start[index], columns.body_end[index])
        if len(body) > SLICE_BYTES:
            yield
        return body


class Comments(Sequence["Comment"]):
    """The comments of a discussion, created on demand; `comments[0]` is the comment with id 1."""

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

    def without_segments(self, index: int) -> Comment:
        """A comment whose segments are read elsewhere, in steps: there may be a hundred thousand."""
        return self._make(index, ())

    def _make(self, index: int, segments: tuple[Segment, ...] | None = None) -> Comment:
        from thread_parsers.discussion.comment import Comment  # no screen needs them

        discussion = self._discussion
        columns, lines = discussion.columns, discussion.file_lines(index)
        likes, replies, parent = columns.likes[index], columns.replies[index], columns.parent[index]
        return Comment(
            id=index + 1,
            parent=parent + 1 if parent >= 0 else None,
            depth=columns.depth[index],
            author=discussion.author(index),
            time=discussion.time(index),
            time_text=columns.times_as_written.get(index),
            time_unit=columns.time_units.get(index),
            likes=likes if likes != NO_SCORE else None,
            replies=replies if replies >= 0 else None,
            segments=discussion.segments(index) if segments is None else segments,
            lines=lines,
            bytes=discussion.file.place(*discussion.file_span(index)) if lines is None else None,
            badge=columns.badges.get(index),
            edited=columns.edited.get(index, False) or index in columns.edited,
            inferred=discussion.inferred(index),
            state=columns.states.get(index),
            accepted=index in columns.accepted,
            subject=columns.subjects.get(index),
            permalink=columns.permalinks.get(index),
            site_id=columns.ids.get(index),
            address=columns.addresses.get(index),
            attachments=columns.attachments.get(index, ()),
            missing_parent=columns.missing_parents.get(index),
        )
