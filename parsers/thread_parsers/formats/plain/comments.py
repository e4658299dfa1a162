"""The comments of a plain discussion, from one head line to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.detect import is_words
from thread_parsers.formats.plain.heads import Head, candidates
from thread_parsers.formats.plain.margins import trim
from thread_parsers.formats.plain.names import LABELS
from thread_parsers.formats.plain.trailers import footer, trailer, without_pictures
from thread_parsers.formats.plain.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.formats.plain.detect import Detected
    from thread_parsers.source.source import Source
    from thread_parsers.times.times import TimeReader

FIRST_LINE_BYTES = 200


def first_line(body: bytes) -> str:
    """The first line of a body, up to FIRST_LINE_BYTES."""
    return body[:FIRST_LINE_BYTES].partition(b"\n")[0].decode("utf-8", "surrogateescape").strip()


@dataclass(slots=True)
class Row:
    """A comment as it is on the page. Offsets are bytes of the source."""

    head: Head
    body_start: int
    body_end: int
    end: int
    margin: int
    likes: int
    """From the footer, or else from the head; NO_SCORE where neither has any."""
    replies: int
    first_line: str
    """The first line of the body without its margin, up to FIRST_LINE_BYTES."""
    badge: str = ""
    """What is beside the name: `OP`, `Mod`."""
    edited: str | None = None
    """The time of the last edit as written, "" for an edit without a time."""
    level: int = -1
    """The level of a reply where the page states it."""


def rows(source: Source, detected: Detected, times: TimeReader) -> Iterator[Row | None]:
    """The comments in page order, and None now and then, as a chance to stop."""
    last: Head | None = None
    has_footers, apart, main_times = detected.has_footers, detected.apart, detected.evidence.main_times
    for window in windows(source, detected.start):
        for head in candidates(detected.shape, window, times, detected.start):
            if head is None:
                yield None
                continue
            if (
                (apart and not head.apart)
                or is_words(head, main_times)
                or (detected.shape.proper and head.name.casefold() in LABELS)
            ):
                continue
            if last is not None:
                inside = last.end - window.start  # negative if the last head is in an earlier window
                body = (
                    window.data[inside : head.start - window.start]
                    if inside >= 0
                    else source.read(last.end, head.start)
                )
                yield _row(last, body, head.start, has_footers)
            last = head
        yield None
    if last is not None:
        body = source.read(last.end, source.size)
        place = trailer(body)
        yield _row(last, body[:place], last.end + place, has_footers)


def without_first_line(row: Row, source: Source) -> None:
    """Make the first line of a body a part of the head."""
    body = source.read(row.body_start, row.body_end)
    first = body.find(b"\n") + 1 or len(body)  # the whole body if it has one line
    start, end, margin = trim(body[first:], row.head.margin)
    row.body_start, row.body_end, row.margin = row.body_start + first + start, row.body_start + first + end, margin


def _row(head: Head, body: bytes, end: int, has_footers: bool) -> Row:
    begin, last = without_pictures(body, 0, len(body))
    start, stop, margin = trim(body[begin:last], head.margin)
    start, stop = start + begin, stop + begin
    likes, replies = head.points, -1
    if has_footers:
        stop, counters = footer(body, start, stop)
        likes, replies = counters.get("likes", likes), counters.get("replies", replies)
    words = start + margin
    first = first_line(body[words : min(stop, words + FIRST_LINE_BYTES)])
    return Row(head, head.end + start, head.end + stop, end, margin, likes, replies, first)
