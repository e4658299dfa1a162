"""Filling a discussion from a structured file: words are rendered into a text of their own, posts become rows.

Families whose replies are inside of their parents add rows in thread order while they read (`add`). Those that list
comments flat collect them (`hold`) and put them in thread order once, at the end (`thread`).
"""

from __future__ import annotations

import re
from array import array
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from thread_parsers.bodies import Body, Link
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME, Columns
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.origins import Origins
from thread_parsers.discussion.receipt import Note
from thread_parsers.discussion.threading import threaded_in_steps
from thread_parsers.source.text_buffer import TextBuffer
from thread_parsers.text.counted import counted
from thread_parsers.text.surrogates import encodable
from thread_parsers.times.epoch import EPOCH, FIRST_SECOND, LAST_SECOND

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.post import Post
    from thread_parsers.discussion.receipt import Kind
    from thread_parsers.discussion.threading import Threads

_BLANK_LINES = re.compile(r"\n[ \t\r\f\v]*(?:\n[ \t\r\f\v]*)+")
"""What separates paragraphs. It begins at a line feed and takes all blank lines, so the search is linear."""
MAX_NUMBER = (1 << 31) - 1
"""The largest number that the columns hold."""
MAX_ZONE_MINUTES = 24 * 60 - 1
"""The largest offset from UTC that the standard library knows."""


class Rendering:
    """Writes one discussion. `part` starts another one of the same file."""

    def __init__(self, discussion: Discussion, *, has_lines: bool = False, exact: bool = False) -> None:
        """`has_lines`: whether the lines of the file are worth naming. `exact`: whether words are kept as they are, and
        an article is one paragraph for each call."""
        self._exact = exact
        self.discussion = discussion
        discussion.has_lines = has_lines
        self._is_used = False
        if discussion.origins is None:
            discussion.text = TextBuffer(discussion.file.name, discussion.file.stamp)
            discussion.origins = Origins()
        assert isinstance(discussion.text, TextBuffer)
        self._text, self._origins = discussion.text, discussion.origins
        self._rows = Columns()
        """Rows that are held until their thread order is known."""
        self._ids: list[str] = []
        self._parent_ids: list[str] = []
        self._ranks = array("q")

    def part(self) -> Rendering:
        """The rendering of another discussion of the file; at first this one, as long as nothing was written to it."""
        first = self.discussion
        if not self._is_used:
            self._is_used = True
            return self
        other = Discussion(first.file, first.format)
        other.text, other.origins, other.parts = first.text, first.origins, first.parts
        other.saved, other.receipt.reason = first.saved, first.receipt.reason
        first.parts.append(other)
        rendering = Rendering(other, has_lines=first.has_lines, exact=self._exact)
        rendering._is_used = True
        return rendering

    def title(self, words: str, start: int, end: int) -> None:
        """Set the title, which bytes `start` to `end` of the file state."""
        words = words if self._exact else " ".join(words.split())
        if words:
            self.discussion.article.title_span = self._write(words, start, end, "title")

    def article(self, text: str | Body, start: int, end: int) -> None:
        """Add paragraphs to the article, divided by blank lines, which bytes `start` to `end` of the file state."""
        spans, words = self.discussion.article.paragraph_spans, text if isinstance(text, str) else text.text
        paragraphs = [words] if self._exact else _BLANK_LINES.split(_with_line_feeds(words).strip("\n"))
        for paragraph in paragraphs:
            if paragraph if self._exact else paragraph.strip():
                spans.append(self._write(paragraph, start, end, "article"))

    @staticmethod
    def moment(seconds: int, zone: int | None = 0) -> datetime | None:
        """A time of the article: seconds from 1970 by the clock as written, and minutes east of UTC."""
        if not FIRST_SECOND <= seconds <= LAST_SECOND:
            return None
        when = EPOCH + timedelta(seconds=seconds)
        known = zone is not None and abs(zone) <= MAX_ZONE_MINUTES
        return when.replace(tzinfo=timezone(timedelta(minutes=zone or 0))) if known else when

    def mark(self, start: int, end: int, kind: Kind) -> None:
        """Say in the receipt what bytes of the file are that are not in the text. Bytes that are not marked are
        `structure`."""
        if start < end:
            self._origins.add(self._text.size, start, end, kind)

    def claimed(self) -> Iterator[tuple[int, int, Kind]]:
        """Yield what the receipt says so far: (first byte, one past the last, kind), in the order of the file."""
        return self._origins.in_file_order()

    def note(self, kind: str, text: str) -> None:
        """Add a note to the receipt of this discussion."""
        self.discussion.receipt.notes.append(Note(kind, text))

    def note_damage(self, damaged: tuple[int, str] | None) -> None:
        """Note where the file is damaged, (byte, reason), if it is."""
        if damaged is not None:
            self.note("damaged", f"{damaged[1]} at byte {damaged[0]:,}")

    def add(self, post: Post, parent: int = -1) -> int:
        """Append a comment in thread order; `parent` is as for `Columns.append`. Returns its index."""
        return self._append(self.discussion.columns, post, parent)

    def hold(self, post: Post, name: str | None = None) -> None:
        """Collect a comment. Its place follows from `post.id` and `post.parent_id` when all are there. `name`: what the
        parent ids of others refer to, if it is not `post.id`."""
        self._append(self._rows, post, -1)
        self._ids.append(post.id if name is None else name)
        self._parent_ids.append(post.parent_id)
        self._ranks.append(post.rank)

    def thread(self) -> Iterator[None]:
        """Put the held comments in thread order and show them, in steps."""
        if not self._ids:
            return
        ranks = self._ranks
        siblings = sorted(range(len(ranks)), key=ranks.__getitem__) if any(ranks) else range(len(ranks))
        found = yield from threaded_in_steps(self._ids, self._parent_ids, siblings)
        yield from self.discussion.columns.fill(self._rows, found.order, found.parent)
        self._rows, self._ids, self._parent_ids, self._ranks = Columns(), [], [], array("q")
        self.note_threads(found)

    def note_threads(self, found: Threads) -> None:
        """Note what was wrong with the ids of comments that were put in thread order."""
        for count, words in (
            (found.orphans, "answers a comment that is not in the file"),
            (found.cycles, "would be its own ancestor; it was put at the top level"),
            (found.duplicates, "has an id that an earlier one has"),
        ):
            if count:
                self.note("threads", f"{counted(count, 'comment')}: {words}")

    def _append(self, columns: Columns, post: Post, parent: int) -> int:
        text, links = (post.text, ()) if isinstance(post.text, str) else post.text
        author = post.author
        if not self._exact:
            author = " ".join(author.split())
            if "\r" in text:
                text, links = _with_line_feeds(text), _moved_by_line_feeds(text, links)
        object_span = post.object_span
        start, end = self._write(text.rstrip("\n") + "\n", *(post.body_span or object_span), "body")
        time, zone, likes, replies = post.time, post.zone, post.likes, post.replies
        if not FIRST_SECOND <= time <= LAST_SECOND:
            time = NO_TIME
        if zone is not None and abs(zone) > MAX_ZONE_MINUTES:
            zone = None
        if likes > MAX_NUMBER or likes < NO_SCORE:
            likes = _in_range(likes)
        if not -1 <= replies <= MAX_NUMBER:
            replies = max(-1, _in_range(replies))
        row = columns.append(
            start=start,
            body_start=start,
            body_end=end,
            end=end,
            author=author if author.isascii() else encodable(author),
            time=time,
            likes=likes,
            replies=replies,
            parent=parent,
        )
        if not row:
            columns.zone = zone
        columns.file_start.append(object_span[0])
        columns.file_end.append(object_span[1])
        if zone != columns.zone and time != NO_TIME:
            columns.zones[row] = zone
        _state_the_rest(columns, row, post)
        if post.address or post.attachments or post.missing_parent:
            _state_what_mail_says(columns, row, post)
        if links and (hidden := _hidden_links(text, links, start)):
            columns.links[row] = hidden
        return row

    def _write(self, words: str, start: int, end: int, kind: Kind) -> tuple[int, int]:
        """Append words to the text. Returns their span, without the line feed that is put between two pieces."""
        data = (words if words.isascii() else encodable(words)).encode("utf-8", "surrogateescape")
        at = self._text.append(data if data.endswith(b"\n") else data + b"\n")
        self._origins.add(at, start, end, kind)
        return at, at + len(data)


def _state_the_rest(columns: Columns, row: int, post: Post) -> None:
    """Fill the columns that have only the rows that state something."""
    if post.id:
        columns.ids[row] = encodable(post.id)
    if post.permalink:
        columns.permalinks[row] = encodable(post.permalink)
    if post.badge:
        columns.badges[row] = encodable(post.badge)
    if post.state:
        columns.states[row] = encodable(post.state)
    if post.subject:
        columns.subjects[row] = encodable(post.subject)
    if post.time_text:
        columns.times_as_written[row] = encodable(post.time_text)
    if post.time_unit is not None:
        columns.time_units[row] = post.time_unit
    if post.edited is not None:
        columns.edited[row] = encodable(post.edited)
    if post.accepted:
        columns.accepted.add(row)
    if post.inferred:
        if "parent" in post.inferred:
            columns.inferred_parents.add(row)
        if "time" in post.inferred:
            columns.inferred_times.add(row)


def _state_what_mail_says(columns: Columns, row: int, post: Post) -> None:
    """Fill the columns that only mail has."""
    if post.address:
        columns.addresses[row] = encodable(post.address)
    if post.attachments:
        columns.attachments[row] = tuple(map(encodable, post.attachments))
    if post.missing_parent:
        columns.missing_parents[row] = encodable(post.missing_parent)


def _hidden_links(text: str, links: Sequence[Link], start: int) -> tuple[Link, ...]:
    """The links whose address is not in the words, with bytes instead of characters; `start` is that of the text."""
    found: list[Link] = []
    at = 0
    for link in links:
        if text[link.start : link.end] != link.address:
            start += len(encodable(text[at : link.start]).encode("utf-8", "surrogateescape"))
            size = len(encodable(text[link.start : link.end]).encode("utf-8", "surrogateescape"))
            found.append(Link(start, start + size, encodable(link.address)))
            at = link.start
    return tuple(found)


def _moved_by_line_feeds(text: str, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links of a text where they are after `_with_line_feeds`. They are in the order of the text."""
    moved: list[Link] = []
    at = removed = 0

    def place(offset: int) -> int:
        nonlocal at, removed
        # A pair with its line feed at `at` was not counted before.
        removed += text.count("\r\n", max(at - 1, 0), offset)
        at = max(at, offset)
        return offset - removed

    for link in links:
        moved.append(Link(place(link.start), place(link.end), link.address))
    return tuple(moved)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _in_range(number: int) -> int:
    """A number that the columns can hold."""
    return max(-MAX_NUMBER, min(number, MAX_NUMBER))
