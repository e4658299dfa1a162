"""Text too long to be written in one step: it is queued until the current step ends.

A comment with such words is a row at once, without words. They are rendered and written piece by piece, before the
format goes on.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from thread_parsers.bodies import Body, Link, Markup
from thread_parsers.discussion.body_text import SLICE_LINKS, encoded, hidden_links_in_steps, with_line_feeds

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.discussion.columns import Columns
    from thread_parsers.discussion.origins import Origins
    from thread_parsers.discussion.post import Post
    from thread_parsers.source.text_buffer import TextBuffer

LARGE_CHARS = 1 << 16
"""Longer words, and words with more links than SLICE_LINKS, are written in steps."""
PIECE_CHARS = 1 << 17
"""Characters that are written between two yields."""


def is_large(words: str | Body | Markup) -> bool:
    """Whether words must be written in steps."""
    if isinstance(words, str):
        return len(words) > LARGE_CHARS
    return isinstance(words, Markup) or len(words.text) > LARGE_CHARS or len(words.links) > SLICE_LINKS


def any_is_large(bodies: Sequence[str | Body | Markup]) -> bool:
    """Whether one of some words, at least one, must be written in steps."""
    if set(map(type, bodies)) == {str}:
        return max(map(len, bodies)) > LARGE_CHARS
    return any(map(is_large, bodies))


def rendered(words: str | Body | Markup) -> Generator[None, None, str | Body]:
    """Render words if they are markup."""
    if not isinstance(words, Markup):
        return words
    from thread_parsers.bodies.html import html_body_in_steps  # most files have no HTML

    body = yield from html_body_in_steps(words.html, line_ends=words.line_ends)
    return body if words.keeps_links else body.text


def add_origin(origins: Origins, post: Post) -> None:
    """Say where the words of a comment are, if that is known."""
    if post.body_span is not None:
        origins.add(*post.body_span, "body")
    elif any(post.object_span):
        origins.add(*post.object_span, "body", post.find_body)


class LargeBodies:
    """What is to be written to the text of a file."""

    def __init__(self, text: TextBuffer, origins: Origins) -> None:
        self._text, self._origins = text, origins
        self._waiting: deque[Iterator[None]] = deque()
        self._is_writing = False

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def later(self, work: Iterator[None]) -> None:
        """Queue work after what is already queued."""
        self._waiting.append(work)

    def add(self, columns: Columns, row: int, post: Post, *, exact: bool) -> None:
        """Write the words of a comment that is a row of the columns. `exact`: whether they are kept as they are."""
        self.later(self._body(columns, row, post, exact=exact))

    def write(self) -> Iterator[None]:
        """Write all that waits, in steps. Nothing if that is being done already: a step of it is then a step of the
        format."""
        if self._is_writing:
            return
        self._is_writing = True
        while self._waiting:
            yield from self._waiting[0]
            self._waiting.popleft()
            yield
        self._is_writing = False

    def text(self, words: str, at: int = 0, end: int | None = None) -> Generator[None, None, tuple[int, int]]:
        """Append a text, or the part of it from `at` up to `end`. Returns its span."""
        start, end = self._text.size, len(words) if end is None else end
        while at < end:
            stop = min(at + PIECE_CHARS, end)
            if stop < end and (words[stop - 1] == "\r" or "\ud800" <= words[stop - 1] <= "\udbff"):
                stop += 1  # it may be one with the character behind it
            self._text.append(encoded(words[at:stop]))
            at = stop
            yield
        return start, self._text.size

    def _body(self, columns: Columns, row: int, post: Post, *, exact: bool) -> Iterator[None]:
        body = yield from rendered(post.text)
        body = body if exact else with_line_feeds(body)
        yield
        words, links = (body, ()) if isinstance(body, str) else body
        start, _ = yield from self.text(words.rstrip("\n") + "\n")
        add_origin(self._origins, post)
        columns.make_room(self._text.size)
        columns.start[row] = columns.body_start[row] = start
        columns.body_end[row] = columns.end[row] = self._text.size
        hidden: tuple[Link, ...] = yield from hidden_links_in_steps(words, links, start)
        if hidden:
            columns.links[row] = hidden
