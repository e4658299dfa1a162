"""The tiles of a file: every byte, and every line, in exactly one span."""

from __future__ import annotations

import re
from itertools import islice
from operator import gt
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.receipt import Kind, Span
from thread_parsers.text.segments import DASH_RUNS, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

_ODD_LINE = re.compile(rb"\n(?:[ \t\r\v\f]*|[ \t]*(%s)[ \t\r]*)(?=\n|\Z)" % DASH_RUNS)
"""A line that is blank, or a separator: then its dashes are the group. It begins behind the line feed before it, so
that the search goes from one to the next."""
_PIECE = 1 << 20


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
