"""A source in windows of whole lines, so that patterns of lines can be searched in a file of any size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.source.source import SLICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source.source import Source

BEYOND = 2048
"""Bytes that a window shows past its end, so that a head of two lines that begins in it is seen whole."""


@dataclass(frozen=True, slots=True)
class Window:
    """Bytes of a source around a run of its lines. What begins in `data[first:limit]` belongs to this window."""

    start: int
    """Where `data` stands in the source."""
    data: bytes
    first: int
    """Where the first whole line begins in `data`."""
    limit: int
    """One past the last byte of the run in `data`: the beginning of the next window."""


def windows(source: Source, start: int = 0, opening: int | None = None) -> Iterator[Window]:
    """Walk a source from `start`, the beginning of a line; `opening` is the size of the first window, if it is to be
    another. Lines longer than a window belong to none."""
    begins_a_line = True
    size = opening or SLICE
    while start < source.size:
        data = source.read(start, min(start + size + BEYOND, source.size))
        if not data:
            return
        first = 0 if begins_a_line else data.find(b"\n", 0, size) + 1
        if not begins_a_line and not first:
            first = min(size, len(data))
        cut = len(data) if start + len(data) >= source.size else data.rfind(b"\n", first, size) + 1
        begins_a_line = cut > 0
        limit = cut or min(size, len(data))
        yield Window(start, data, min(first, limit), limit)
        start, size = start + limit, SLICE


_FEEDS = re.compile(rb"\n+")
SHOWN = 4096
"""Most bytes of a line that `lines` hands out: enough to tell what a line is."""


def lines(source: Source, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
    """The lines from `start` up to `end`: (start, end without its line feed, its first bytes). A run of empty lines
    comes as one, since there may be millions of them."""
    begun, shown = start, b""
    for offset, piece in source.slices(start):
        piece = piece[: end - offset]  # noqa: PLW2901 - what lies beyond the end is nobody's business here
        at = 0
        while (feed := piece.find(b"\n", at)) >= 0:
            if feed == begun - offset:
                run = _FEEDS.match(piece, feed)
                feed = run.end() - 1 if run else feed
            yield begun, offset + feed, (shown + piece[at : min(feed, at + SHOWN)])[:SHOWN]
            at, shown = feed + 1, b""
            begun = offset + at
        if len(shown) < SHOWN:
            shown += piece[at : at + SHOWN]
        if offset + len(piece) >= end:
            break
    if begun < end:
        yield begun, end, shown[:SHOWN]
