"""The beginning of an HTML page without embedded files: pictures and fonts as `data:` addresses, style sheets.
SingleFile writes megabytes of them before the first word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.source.limited import READ_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

MAX_READ_BYTES = 1 << 25
"""How much of a page is read for its beginning."""
MAX_BEGINNING_BYTES = 1 << 10
"""More than the beginning of something embedded has."""


class _Embedded(NamedTuple):
    """A kind of what is embedded."""

    first: bytes
    """What it begins with, in lower case: `find` is ten times as fast as the pattern."""
    beginning: re.Pattern[bytes]
    end: re.Pattern[bytes]
    """What is behind it."""


_KINDS = (
    _Embedded(
        b"data:",
        re.compile(rb"data:[\w/+.-]{0,80}[;,](?=[^\s\"'()<>]{64})", re.IGNORECASE),
        re.compile(rb"[\s\"'()<>]"),
    ),
    _Embedded(b"<style", re.compile(rb"<style\b[^<>]{0,500}+>", re.IGNORECASE), re.compile(rb"(?i)</style")),
)


def html_head(read: Callable[[int, int], bytes], size: int, wanted: int) -> Generator[None, None, bytes]:
    """The first `wanted` bytes of a page that say something, in steps; fewer if the page is shorter."""
    size, head = min(size, MAX_READ_BYTES), bytearray()
    inside: _Embedded | None = None
    start, at, data, lowered = 0, 0, b"", b""
    places: dict[_Embedded, int] = {}
    while len(head) < wanted:
        if len(data) - at <= MAX_BEGINNING_BYTES and start + len(data) < size:
            start, at = start + at, 0
            data = read(start, min(start + READ_BYTES, size))
            if len(data) < min(READ_BYTES, size - start):  # the file has shrunk
                size = start + len(data)
            lowered, places = data.lower(), dict.fromkeys(_KINDS, -1)
            yield
        if at >= len(data):
            break
        # What begins behind this place may be cut off.
        stop = len(data) - MAX_BEGINNING_BYTES if start + len(data) < size else len(data)
        if inside is not None:
            end = inside.end.search(data, at)
            at, inside = (end.start(), None) if end is not None else (stop, inside)
            continue
        for kind, place in places.items():
            if place < at:
                found = lowered.find(kind.first, at)
                places[kind] = found if found >= 0 else len(data)
        kind = min(places, key=places.__getitem__)
        begin = min(places[kind], stop)
        match = kind.beginning.match(data, begin) if begin < stop else None
        shown_to = begin + 1 if match is None and begin < stop else begin
        head += data[at:shown_to]
        at, inside = (match.end(), kind) if match is not None else (shown_to, None)
    return bytes(head[:wanted])
