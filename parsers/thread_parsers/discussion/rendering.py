"""Filling a discussion from a structured file: words are rendered into a text of their own, posts become rows.

Families whose replies are inside of their parents add rows in thread order while they read (`add`). Those that list
comments flat collect them (`hold`) and put them in thread order once, at the end (`thread`).
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from thread_parsers.bodies import Markup
from thread_parsers.discussion.body_text import encoded, with_line_feeds
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.held_rows import HeldPosts, HeldRows
from thread_parsers.discussion.large_bodies import LARGE_CHARS, LargeBodies, any_is_large, is_large, rendered
from thread_parsers.discussion.later_spans import LaterSpans
from thread_parsers.discussion.origins import Origins
from thread_parsers.discussion.post_rows import MAX_ZONE_MINUTES, PostRows, WaitingPosts
from thread_parsers.discussion.posts import posts_of
from thread_parsers.discussion.receipt import Note
from thread_parsers.source.text_buffer import TextBuffer
from thread_parsers.text.counted import counted
from thread_parsers.times.epoch import EPOCH, FIRST_SECOND, LAST_SECOND

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from thread_parsers.bodies import Body
    from thread_parsers.discussion.later_spans import FindAll
    from thread_parsers.discussion.origins import Find
    from thread_parsers.discussion.post import Post
    from thread_parsers.discussion.posts import Posts
    from thread_parsers.discussion.receipt import Kind
    from thread_parsers.discussion.threading import Threads

Item = TypeVar("Item")
"""What a format knows of a comment."""

_BLANK_LINES = re.compile(r"\n[ \t\r\f\v]*(?:\n[ \t\r\f\v]*)+")
"""What separates paragraphs. It begins at a line feed and takes all blank lines, so the search is linear."""
MAX_PARTS = 10_000
"""Discussions of a file. What belongs to further ones is in the last."""
SLICE_PARAGRAPHS = 1 << 8
"""Paragraphs of an article between two yields."""


def with_large_bodies(discussion: Discussion, work: Iterator[None], *, together: bool = False) -> Iterator[None]:
    """The steps of a format, with those that write what each of them has left for later. `together`: whether the rows
    of a step may be completed at its end, which is faster: the format does not look at them."""
    waiting = WaitingPosts()
    discussion.waiting_posts = waiting if together else None
    try:
        for _ in work:
            waiting.write()
            yield
            if discussion.large_bodies is not None:
                yield from discussion.large_bodies.write()
    finally:
        discussion.waiting_posts = None
        waiting.write()
    if discussion.large_bodies is not None:
        yield from discussion.large_bodies.write()


class Rendering:
    """Writes one discussion. `part` starts another one of the same file."""

    def __init__(self, discussion: Discussion, *, has_lines: bool = False, exact: bool = False) -> None:
        """`has_lines`: whether the lines of the file are worth naming. `exact`: whether words are kept as they are, and
        an article is one paragraph for each call."""
        self._exact = exact
        self.discussion = discussion
        discussion.has_lines = has_lines
        self._is_used = False
        self._last: Rendering | None = None
        """The last part, if it is another one: what refers to itself is only freed by the garbage collector."""
        self._rest = 0
        """How many further parts are in the last one, with a note that says so."""
        self._rest_note: Note | None = None
        if discussion.origins is None:
            discussion.text = TextBuffer(discussion.file.name, discussion.file.stamp)
            discussion.origins = Origins(discussion.file.read)
        assert isinstance(discussion.text, TextBuffer)
        self._text, self._origins = discussion.text, discussion.origins
        if discussion.large_bodies is None:
            discussion.large_bodies = LargeBodies(self._text, self._origins)
        self._large = discussion.large_bodies
        self._writer = PostRows(self._text, self._origins, self._large, exact=exact)
        self._held = HeldPosts()
        self._waiting = discussion.waiting_posts
        self.within: tuple[int, int] | None = None
        """The bytes of the file that hold a document which has no places in the file of its own: all spans are these,
        as long as it is set."""
        self._rows = HeldRows(self._writer, discussion.file.size)

    def part(self) -> Rendering:
        """The rendering of another discussion of the file; at first this one, as long as nothing was written to it."""
        first = self.discussion
        if not self._is_used:
            self._is_used = True
            return self
        if len(first.parts) >= MAX_PARTS:
            return self._last_part()
        other = Discussion(first.file, first.format)
        other.text, other.origins, other.parts = first.text, first.origins, first.parts
        other.large_bodies, other.waiting_posts = first.large_bodies, self._waiting
        other.saved, other.receipt.reason = first.saved, first.receipt.reason
        other.body_form = first.body_form
        first.parts.append(other)
        rendering = Rendering(other, has_lines=first.has_lines, exact=self._exact)
        rendering._is_used = True
        rendering._held = self._held
        self._last = rendering
        return rendering

    def _last_part(self) -> Rendering:
        """The last discussion, once more."""
        notes = self.discussion.receipt.notes
        if self._rest_note is not None:
            notes.remove(self._rest_note)
        self._rest += 1
        be = "is" if self._rest == 1 else "are"
        self._rest_note = Note("parts", f"{counted(self._rest, 'more discussion')} {be} read as a part of the last one")
        notes.append(self._rest_note)
        return self if self._last is None else self._last

    def title(self, words: str, start: int, end: int) -> None:
        """Set the title, which bytes `start` to `end` of the file state."""
        words = words if self._exact else " ".join(words.split())
        if words and self.discussion.article.title_span and len(self.discussion.parts) >= MAX_PARTS:
            self.article(words, start, end)  # of a further discussion in the last part
        elif words:
            self.discussion.article.title_span = self._write(words, start, end, "title")

    def article(self, text: str | Body | Markup, start: int, end: int) -> None:
        """Add paragraphs to the article, divided by blank lines, which bytes `start` to `end` of the file state."""
        if isinstance(text, Markup) or self._large or is_large(text):
            self._large.later(self._large_article(text, self.within or (start, end)))
            return
        spans, body = self.discussion.article.paragraph_spans, text if self._exact else with_line_feeds(text)
        words = body if isinstance(body, str) else body.text
        paragraphs = [words] if self._exact else _BLANK_LINES.split(words.strip("\n"))
        paragraphs = [each for each in paragraphs if (each if self._exact else each.strip())]
        if not paragraphs:
            return
        # Written at once: an article may have a hundred thousand paragraphs.
        at, _ = self._write("\n".join(paragraphs), start, end, "article")
        for paragraph in paragraphs:
            size = len(paragraph if paragraph.isascii() else encoded(paragraph))
            spans.append((at, at + size))
            at += size + 1

    def _large_article(self, text: str | Body | Markup, origin: tuple[int, int]) -> Iterator[None]:
        """The same as `article` for words of any length, which came from some bytes of the file."""
        body = yield from rendered(text)
        body = body if self._exact else with_line_feeds(body)
        words = body if isinstance(body, str) else body.text
        words = words if self._exact else words.strip("\n")
        whole = [(0, len(words))] if words else []
        paragraphs, begin = iter(whole) if self._exact else _paragraphs(words), -1
        for number, (first, last) in enumerate(paragraphs, 1):
            if number % SLICE_PARAGRAPHS == 0:
                yield
            span = yield from self._large.text(words, first, last)
            self._text.append(b"\n")
            begin = span[0] if begin < 0 else begin
            self.discussion.article.paragraph_spans.append(span)
        if begin >= 0:
            self._origins.add(*origin, "article")

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
        if start < end and self.within is None:
            self._origins.add(start, end, kind)

    def claimed(self) -> Generator[None, None, Iterator[tuple[int, int, Kind]]]:
        """What the receipt says so far: (first byte, one past the last, kind), in the order of the file. Sorts in
        steps."""
        self._write_waiting()
        self._held.write()
        yield from self._large.write()
        return (yield from self._origins.in_file_order_in_steps())

    def note(self, kind: str, text: str) -> None:
        """Add a note to the receipt of this discussion."""
        self.discussion.receipt.notes.append(Note(kind, text))

    def note_damage(self, damaged: tuple[int, str] | None) -> None:
        """Note where the file is damaged, (byte, reason), if it is."""
        if damaged is not None:
            self.note("damaged", f"{damaged[1]} at byte {damaged[0]:,}")

    def add(self, post: Post, parent: int = -1) -> int:
        """Append a comment in thread order; `parent` is as for `Columns.append`. Returns its index."""
        self._place(post)
        columns = self.discussion.columns
        row = columns.append_place(parent)
        if self._waiting is not None and not is_large(post.text):
            text = post.text
            self._waiting.add(self._writer, columns, post, len(text if isinstance(text, str) else text[0]), posts_of)
        else:
            self._write_waiting()
            self._writer.append_one(columns, post)
        return row

    def add_later(self, item: Item, characters: int, posts: Callable[[Sequence[Item]], Posts], parent: int = -1) -> int:
        """As `add` for a comment that `posts` makes of an item, together with others. Its words have about so many
        characters."""
        if self.within is not None or self._waiting is None:
            return self.add(posts((item,)).each()[0], parent)
        row = self.discussion.columns.append_place(parent)
        self._waiting.add(self._writer, self.discussion.columns, item, characters, posts)
        return row

    def add_all(self, posts: Posts, parents: Sequence[int]) -> None:
        """As `add` for several comments, at least one. `parents` are rows, of these comments or of earlier ones."""
        self._write_waiting()
        if self.within is not None or any_is_large(posts.text):
            for post, parent in zip(posts.each(), parents, strict=True):
                self.add(post, parent)
        else:
            self.discussion.columns.append_places(parents)
            self._writer.append(self.discussion.columns, posts)

    def find_later(self, rows: range, span: tuple[int, int], find_all: FindAll, find_words: Find) -> None:
        """Say which bytes of the file hold the comments of some rows, whose posts had no spans, and what finds each of
        these comments, and its words, in them."""
        discussion = self.discussion
        if discussion.later_spans is None:
            discussion.later_spans = LaterSpans(discussion.file.read)
        discussion.later_spans.add(rows, span, find_all)
        self._origins.add(*span, "body", find_words, runs=len(rows))

    def hold(self, post: Post, name: str | None = None) -> None:
        """Collect a comment. Its place follows from `post.id` and `post.parent_id` when all are there. `name`: what the
        parent ids of others refer to, if it is not `post.id`."""
        self._place(post)
        self._held.add(self._rows, post, post.id if name is None else name)

    def hold_all(self, posts: Posts, names: Sequence[str] | None = None) -> None:
        """The same for several comments."""
        if not len(posts):
            return
        self._held.write()
        if self.within is not None or any_is_large(posts.text):
            for post, name in zip(posts.each(), names or posts.all_of("id"), strict=True):
                self.hold(post, name)
        else:
            self._rows.add(posts, names or posts.all_of("id"))

    def _place(self, post: Post) -> None:
        """Say where a comment is if the document that it is in has no places of its own."""
        if self.within is not None:
            post.object_span = post.body_span = self.within

    def thread(self) -> Iterator[None]:
        """Put the held comments in thread order and show them, in steps."""
        self._write_waiting()
        self._held.write()
        yield from self._large.write()
        yield from self._rows.thread(self.discussion.columns, self.note_threads)

    def note_threads(self, found: Threads) -> None:
        """Note what was wrong with the ids of comments that were put in thread order."""
        for count, words in (
            (found.orphans, "answers a comment that is not in the file"),
            (found.cycles, "would be its own ancestor; it was put at the top level"),
            (found.duplicates, "has an id that an earlier one has"),
        ):
            if count:
                self.note("threads", f"{counted(count, 'comment')}: {words}")

    def _write_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.write()

    def _write(self, words: str, start: int, end: int, kind: Kind) -> tuple[int, int]:
        """Append words to the text. Returns their span, without the line feed that is put between two pieces."""
        self._write_waiting()
        data = encoded(words)
        at = self._text.append(data if data.endswith(b"\n") else data + b"\n")
        self._origins.add(*(self.within or (start, end)), kind)
        return at, at + len(data)


def _paragraphs(words: str) -> Iterator[tuple[int, int]]:
    """First and one past the last character of what is between blank lines, if it is not blank."""
    at = 0
    for found in chain(_BLANK_LINES.finditer(words), (None,)):
        end = found.start() if found else len(words)
        if end - at > LARGE_CHARS or words[at:end].strip():
            yield at, end
        at = found.end() if found else end
