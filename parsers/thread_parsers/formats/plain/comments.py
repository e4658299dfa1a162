"""The comments of a plain discussion, from one head line to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.head_shapes import Head, heads
from thread_parsers.formats.plain.names import LABELS
from thread_parsers.formats.plain.trailers import footer, trailer
from thread_parsers.formats.plain.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.formats.plain.detect import Choice
    from thread_parsers.source.source import Source
    from thread_parsers.times.times import TimeReader

WIDEST_MARGIN = 0xFFFF
"""Bytes; what the margin column holds."""


@dataclass(slots=True)
class Row:
    """A comment as it stands on the page. All places are bytes of the source."""

    head: Head
    body_start: int
    body_end: int
    end: int
    margin: int
    likes: int
    """Of the head or the footer; -1 where the page gives none."""
    replies: int
    first_line: str
    """The first line of the body without its margin, at most 200 bytes of it."""


def rows(source: Source, choice: Choice, times: TimeReader) -> Iterator[Row | None]:
    """The comments in page order; None after each window, when others may have a turn."""
    last: Head | None = None
    footed, apart = choice.footed, choice.apart
    for window in windows(source, choice.start):
        for head in heads(choice.shape, window, times, choice.start):
            if (apart and not head.apart) or (choice.shape.proper and head.name.casefold() in LABELS):
                continue
            if last is not None:
                inside = last.end - window.start
                body = (
                    window.data[inside : head.start - window.start]
                    if inside >= 0
                    else source.read(last.end, head.start)
                )
                yield _row(last, body, head.start, footed)
            last = head
        yield None
    if last is not None:
        body = source.read(last.end, source.size)
        place = trailer(body)
        yield _row(last, body[:place], last.end + place, footed)


def without_first_line(row: Row, source: Source) -> None:
    """Count the first line of a body among its head."""
    body = source.read(row.body_start, row.body_end)
    first = body.find(b"\n") + 1 or len(body)
    start, end, margin = trim(body[first:], row.head.margin)
    row.body_start, row.body_end, row.margin = row.body_start + first + start, row.body_start + first + end, margin


def _row(head: Head, body: bytes, end: int, footed: bool) -> Row:
    start, stop, margin = trim(body, head.margin)
    likes, replies = head.points, -1
    if footed:
        stop, counters = footer(body, start, stop)
        likes, replies = counters.get("likes", likes), counters.get("replies", replies)
    line = body[start + margin : min(stop, start + margin + 200)].partition(b"\n")[0].decode("utf-8", "surrogateescape")
    return Row(head, head.end + start, head.end + stop, end, margin, likes, replies, line.strip())


def trim(body: bytes, margin: bytes) -> tuple[int, int, int]:
    """Where the words of a body begin and end in it, in whole lines, and the margin that all of its lines carry."""
    empty = b" \t\r\n\f\v>" if b">" in margin else b" \t\r\n\f\v"
    left = len(body) - len(body.lstrip(empty))
    if left == len(body):
        return 0, 0, 0
    start = body.rfind(b"\n", 0, left) + 1
    stop = body.find(b"\n", len(body.rstrip(empty))) + 1 or len(body)
    if start == left and not margin:
        return start, stop, 0
    return start, stop, _margin(body[start:stop], margin.count(b">"))


def _margin(body: bytes, quotes: int) -> int:
    run = re.compile(rb"^(?:[ \t]*+>){0,%d}+[ \t]*+(?=[^\s])" % quotes, re.MULTILINE)
    return min((min(found.end() - found.start(), WIDEST_MARGIN) for found in run.finditer(body)), default=0)
