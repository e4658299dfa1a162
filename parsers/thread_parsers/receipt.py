"""The receipt: which bytes of a file became what, and where the page disagrees with itself.

Spans tile the source from its first byte to its last; nothing is in two of them and nothing in none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from operator import gt
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.tree import Discussion

_DASHES = b"|".join(rb"(?:%s){3,}" % dash.encode() for dash in "-–—―─")
SEPARATOR = re.compile(rb"^[ \t]*(?:%s)[ \t\r]*$" % _DASHES, re.MULTILINE)
"""A line of three or more of one dash and nothing else divides a comment into segments. Matches bytes of a body."""

Kind = Literal[
    "title", "article", "author", "time", "body", "separator", "footer",
    "engagement", "furniture", "repeat", "blank", "unclaimed",
]  # fmt: skip
"""What a line of a page can be. A head line that holds author and time at once is `author`."""


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes `start` to `end` of the source, whole lines with their line feeds, and what they are."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Note:
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


@dataclass(frozen=True, slots=True)
class LineSpan:
    """Lines `first` to `last` of the file, from 1, and what they are."""

    first: int
    last: int
    kind: Kind


def byte_spans(discussion: Discussion) -> Iterator[Span]:
    """Every line of the source with its kind, in order: joined, their bytes are the source. What no rule claimed is
    `unclaimed`."""
    at = 0
    for span in _in_page_order(discussion):
        if span.start > at:
            yield Span(at, span.start, "unclaimed")
        if span.end > at:
            yield Span(max(at, span.start), span.end, span.kind)
            at = span.end
    if at < discussion.source.size:
        yield Span(at, discussion.source.size, "unclaimed")


def line_spans(discussion: Discussion) -> Iterator[LineSpan]:
    """Runs of lines of one kind; they tile the file from its first line to its last. A line that holds a head and words
    counts as what ends it, the words."""
    first, line, kind = 1, 1, None
    source = discussion.source
    for span in byte_spans(discussion):
        lines = source.read(span.start, span.end).count(b"\n")
        if span.end == source.size and source.read(span.end - 1, span.end) != b"\n":
            lines += 1
        if not lines:
            continue
        if kind is not None and span.kind != kind:
            yield LineSpan(first, line - 1, kind)
            first = line
        kind = span.kind
        line += lines
    if kind is not None:
        yield LineSpan(first, line - 1, kind)


def _in_page_order(discussion: Discussion) -> Iterator[Span]:
    columns = discussion.columns
    comments: Iterable[int] = range(len(columns))
    if any(map(gt, columns.start, islice(columns.start, 1, None))):
        comments = sorted(comments, key=columns.start.__getitem__)
    around = iter(discussion.receipt.around)
    waiting = next(around, None)
    for comment in comments:
        while waiting is not None and waiting.start < columns.start[comment]:
            yield waiting
            waiting = next(around, None)
        yield from _of_comment(discussion, comment)
    while waiting is not None:
        yield waiting
        waiting = next(around, None)


def _of_comment(discussion: Discussion, comment: int) -> Iterator[Span]:
    """The lines of a comment. A head of several lines ends with the time; a line that holds both is the author's."""
    columns, source = discussion.columns, discussion.source
    start, body, tail, end = (
        columns.start[comment], columns.body_start[comment], columns.body_end[comment], columns.end[comment],
    )  # fmt: skip
    text, margin = source.read(start, end), columns.margin[comment]
    for offset, line in _lines(text[: body - start]):
        kind: Kind = "author" if not offset else "time" if line.strip() else "blank"
        yield Span(start + offset, start + offset + len(line), kind)
    for offset, line in _lines(text[body - start : tail - start]):
        words = line[margin:].rstrip(b"\n") if margin else line.rstrip(b"\n")
        kind = "blank" if not words.strip() else "separator" if SEPARATOR.fullmatch(words) else "body"
        yield Span(body + offset, body + offset + len(line), kind)
    for offset, line in _lines(text[tail - start :]):
        kind = "blank" if not line.strip() else "separator" if SEPARATOR.fullmatch(line.rstrip(b"\n")) else "footer"
        yield Span(tail + offset, tail + offset + len(line), kind)


def _lines(text: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(text):
        end = text.find(b"\n", at) + 1 or len(text)
        yield at, text[at:end]
        at = end
