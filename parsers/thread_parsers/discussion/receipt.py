"""The receipt: which bytes of a file became what, and where the page disagrees with itself.

Spans tile the source from its first byte to its last; nothing is in two of them and nothing in none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from operator import gt
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

DASHES = tuple(3 * dash.encode() for dash in "-–—―─")
"""The least that divides; where none of them is, no line needs to be looked at."""
_DASHES = b"|".join(rb"(?:%s){3,}" % dash.encode() for dash in "-–—―─")
SEPARATOR = re.compile(rb"^[ \t]*(?:%s)[ \t\r]*$" % _DASHES, re.MULTILINE)
"""A line of three or more of one dash and nothing else divides a comment into segments. Matches bytes of a body."""
_SEPARATOR_LINE = re.compile(rb"\n[ \t]*(?:%s)[ \t\r]*(?=\n|\Z)" % _DASHES)
_ODD_LINE = re.compile(rb"\n(?:[ \t\r\v\f]*|[ \t]*(%s)[ \t\r]*)(?=\n|\Z)" % _DASHES)
"""A line that is blank, or a separator: then its dashes are the group. It begins behind the line feed before it, so
that the search goes from one to the next."""
_PIECE = 1 << 20


def may_be_divided(body: bytes) -> bool:
    """Whether a body has three dashes in a row, as a separator has; most bodies have none, and need no look at each
    line."""
    return b"---" in body or (not body.isascii() and any(dashes in body for dashes in DASHES))


def separators(body: bytes) -> list[tuple[int, int]]:
    """The first byte of each separator of a body, and one past its last, without line feeds."""
    if not may_be_divided(body):
        return []
    # With a line feed ahead of each line the search goes from one to the next: three times quicker. Without the
    # blank lines that end it: there may be millions, and it is taken apart at every key.
    lines = b"\n" + body[: len(body.rstrip(b" \t\r\n"))]
    return [(match.start(), match.end() - 1) for match in _SEPARATOR_LINE.finditer(lines)]


Kind = Literal[
    "title", "article", "author", "time", "body", "separator", "footer",
    "engagement", "furniture", "repeat", "blank", "unclaimed",
]  # fmt: skip
"""What a line of a page can be. A head line that holds author and time at once is `author`."""


class Span(NamedTuple):
    """Bytes `start` to `end` of the source, whole lines with their line feeds, and what they are."""

    start: int
    end: int
    kind: Kind


class Note(NamedTuple):
    """Something about the reading that the reader should know: what kind, in words, and on which line (from 1)."""

    kind: str
    text: str
    line: int | None = None


@dataclass(slots=True)
class Receipt:
    """How a file was read. What stands inside the comments is told by the tree; here is all that stands around them."""

    format: str
    """The name of the format, as in the table of formats."""
    reason: str = ""
    """Why this format: what was seen in the file, in words."""
    around: list[Span] = field(default_factory=list)
    """Spans outside the comments, in order; with the comments' own they tile the source."""
    notes: list[Note] = field(default_factory=list)
    declared_comments: int | None = None
    """The number of comments that the page declares, if it does."""


class LineSpan(NamedTuple):
    """Lines `first` to `last` of the file, from 1, and what they are."""

    first: int
    last: int
    kind: Kind


def byte_spans(discussion: Discussion) -> Iterator[Span]:
    """Runs of lines with their kinds, in order: joined, their bytes are the source. What no rule claimed is
    `unclaimed`."""
    for start, end, kind, _ in _tiles(discussion):
        yield Span(start, end, kind)


def line_spans(discussion: Discussion) -> Iterator[LineSpan]:
    """Runs of lines of one kind; they tile the file from its first line to its last. A line that holds a head and words
    counts as what ends it, the words."""
    first, line, kind = 1, 1, None
    source = discussion.source
    for _, end, next_kind, feeds in _tiles(discussion):
        lines = feeds + (end == source.size and source.read(end - 1, end) != b"\n")
        if not lines:
            continue
        if kind is not None and next_kind != kind:
            yield LineSpan(first, line - 1, kind)
            first = line
        kind = next_kind
        line += lines
    if kind is not None:
        yield LineSpan(first, line - 1, kind)


_Run = tuple[int, int, Kind, int]
"""Bytes from, bytes to, what they are, and the line feeds among them."""


def _tiles(discussion: Discussion) -> Iterator[_Run]:
    """Runs that tile the source, whatever a format has said of it: what is claimed twice is the first one's."""
    at, source = 0, discussion.source
    for run in _in_page_order(discussion):
        start, end, kind, _ = run
        if end <= at:
            continue
        if start > at:
            yield at, start, "unclaimed", _line_feeds(source, at, start)
        yield run if start >= at else (at, end, kind, _line_feeds(source, at, end))
        at = end
    if at < source.size:
        yield at, source.size, "unclaimed", _line_feeds(source, at, source.size)


def _in_page_order(discussion: Discussion) -> Iterator[_Run]:
    columns, source = discussion.columns, discussion.source
    comments: Iterable[int] = range(len(columns))
    if any(map(gt, columns.start, islice(columns.start, 1, None))):
        comments = sorted(comments, key=columns.start.__getitem__)
    around = iter(discussion.receipt.around)
    waiting = next(around, None)
    for comment in comments:
        while waiting is not None and waiting.start < columns.start[comment]:
            yield waiting.start, waiting.end, waiting.kind, _line_feeds(source, waiting.start, waiting.end)
            waiting = next(around, None)
        yield from _of_comment(discussion, comment)
    while waiting is not None:
        yield waiting.start, waiting.end, waiting.kind, _line_feeds(source, waiting.start, waiting.end)
        waiting = next(around, None)


def _line_feeds(source: Source, start: int, end: int) -> int:
    return sum(source.read(at, min(at + _PIECE, end)).count(b"\n") for at in range(start, end, _PIECE))


def _of_comment(discussion: Discussion, comment: int) -> Iterator[_Run]:
    """The lines of a comment. A head of several lines ends with the time; a line that holds both is the author's."""
    columns = discussion.columns
    start, body, tail, end = (
        columns.start[comment], columns.body_start[comment], columns.body_end[comment], columns.end[comment],
    )  # fmt: skip
    text, margin = discussion.source.read(start, end), columns.margin[comment]
    head, words, foot = text[: body - start], text[body - start : tail - start], text[tail - start :]
    name = head.find(b"\n") + 1 or len(head)
    if name:
        yield start, start + name, "author", head.count(b"\n", 0, name)
    yield from _runs(head[name:], start + name, "time")
    yield from _runs(words, body, "body") if not margin else _runs_with_margin(words, body, margin)
    yield from _runs(foot, tail, "footer")


def _runs(text: bytes, base: int, kind: Kind) -> Iterator[_Run]:
    """Lines of one kind with the blank ones and the separators among them."""
    at = 0
    for match in _ODD_LINE.finditer(b"\n" + text):
        start, end = match.start(), min(match.end(), len(text))
        if start == end:
            break
        if start > at:
            yield base + at, base + start, kind, text.count(b"\n", at, start)
        yield base + start, base + end, "separator" if match[1] else "blank", text.count(b"\n", start, end)
        at = end
    if at < len(text):
        yield base + at, base + len(text), kind, text.count(b"\n", at)


def _runs_with_margin(text: bytes, base: int, margin: int) -> Iterator[_Run]:
    """The same where each line of the body has as many bytes of margin ahead of its words."""
    at = 0
    while at < len(text):
        end = text.find(b"\n", at) + 1 or len(text)
        bare = text[at + margin : end].rstrip(b"\n")
        kind: Kind = "blank" if not bare.strip() else "separator" if SEPARATOR.fullmatch(bare) else "body"
        yield base + at, base + end, kind, text.count(b"\n", at, end)
        at = end
