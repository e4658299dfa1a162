"""A source in windows of whole lines, so that patterns of lines can be searched in a file of any size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, AnyStr, NamedTuple

from thread_parsers.source.source import SLICE

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from thread_parsers.source.source import Source

OVERLAP_BYTES = 2048
"""Bytes of a window past its end, so that a head of two lines that begins in it is complete."""


class Window(NamedTuple):
    """Bytes of a source around a run of its lines. Lines that begin in `data[first:limit]` belong to this window."""

    start: int
    """The offset of `data` in the source."""
    data: bytes
    first: int
    """The start of the first whole line in `data`."""
    limit: int
    """One past the last byte of the run in `data`: where the next window begins."""


def windows(source: Source, start: int = 0, sizes: Iterable[int] = ()) -> Iterator[Window]:
    """The windows of a source from `start`, the beginning of a line. `sizes` are those of the first windows; the others
    have SLICE bytes. A line that is longer than a window belongs to none."""
    begins_a_line = True
    following = iter(sizes)
    while start < source.size:
        size = next(following, SLICE)
        data = source.read(start, min(start + size + OVERLAP_BYTES, source.size))
        if not data:
            return
        first = 0 if begins_a_line else data.find(b"\n", 0, size) + 1
        if not begins_a_line and not first:  # the window is inside of one long line
            first = min(size, len(data))
        cut = len(data) if start + len(data) >= source.size else data.rfind(b"\n", first, size) + 1
        begins_a_line = cut > 0
        limit = cut or min(size, len(data))
        yield Window(start, data, min(first, limit), limit)
        start += limit


CHUNK = 1 << 12
"""Bytes, or characters, that one call of a search is given: a pattern may take a microsecond for each."""
MAX_HEAD_LINE = 70_000
"""The longest line that may be a head, including its margin."""


def matches(
    pattern: re.Pattern[AnyStr], data: AnyStr, start: int, end: int | None = None
) -> Iterator[re.Match[AnyStr] | None]:
    """The matches of a pattern of lines, and None after each chunk, as a chance to stop.

    The pattern must begin with `^`, and end with the line or the next one. Of a longer line than MAX_HEAD_LINE only the
    beginning is looked at.
    """
    feed = data[:0] + ("\n" if isinstance(data, str) else b"\n")
    end = len(data) if end is None else end
    if start >= end:  # a part of a line of many megabytes
        yield None
    while start < end:
        stop = end
        if start + CHUNK < end:
            stop = data.rfind(feed, start, start + CHUNK) + 1
            stop = stop or (data.find(feed, start + CHUNK, end) + 1) or end
        # A match may go on in the line after the chunk.
        limit = min(end, stop + MAX_HEAD_LINE)
        limit = min(limit, data.find(feed, stop, limit) + 1 or limit)
        if stop - start > max(CHUNK, MAX_HEAD_LINE):
            limit = start + MAX_HEAD_LINE
        last = stop
        for found in pattern.finditer(data, start, limit):
            if found.start() >= stop:
                break
            yield found
            last = max(stop, found.end())
        yield None
        start = last


def is_found(pattern: re.Pattern[AnyStr], data: AnyStr, longest: int) -> Generator[None, None, bool]:
    """Whether a pattern is found in the data, in steps. No match may be longer than `longest`."""
    for start in range(0, len(data), CHUNK):
        # A match that begins after the chunk may have been cut: the next chunk decides.
        found = pattern.search(data, start, start + CHUNK + longest + 1)
        if found and found.start() < start + CHUNK:
            return True
        yield
    return False


_FEEDS = re.compile(rb"\n+")
MAX_LINE_BYTES = 4096
"""Bytes of a line that `lines` yields: enough to recognise what it is."""


def lines(source: Source, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
    """The lines from `start` up to `end`: (start, end without its line feed, its first MAX_LINE_BYTES). A run of empty
    lines is one line, since there may be millions of them."""
    return filter(None, lines_in_steps(source, start, end))


def lines_in_steps(source: Source, start: int, end: int) -> Iterator[tuple[int, int, bytes] | None]:
    """The same with a None after each part of the source: a line may be hundreds of megabytes."""
    begun, line = start, b""
    for offset, piece in source.slices(start):
        piece = piece[: end - offset]  # noqa: PLW2901 - cut off what is past the end
        at = 0
        while (feed := piece.find(b"\n", at)) >= 0:
            if feed == begun - offset:  # an empty line
                run = _FEEDS.match(piece, feed)
                feed = run.end() - 1 if run else feed
            first = piece[at : min(feed, at + MAX_LINE_BYTES)]
            yield begun, offset + feed, (line + first)[:MAX_LINE_BYTES] if line else first
            at, line = feed + 1, b""
            begun = offset + at
        if len(line) < MAX_LINE_BYTES:
            line += piece[at : at + MAX_LINE_BYTES]
        if offset + len(piece) >= end:
            break
        yield None
    if begun < end:
        yield begun, end, line[:MAX_LINE_BYTES]
