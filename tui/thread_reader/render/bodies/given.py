"""Links that a discussion keeps beside its text, such as those of HTML, as characters of displayed lines."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.render.bodies.pieces import Given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.discussion.segment import Segment

MAX_CHARS = 1 << 18
"""In a longer segment, links are not drawn."""


def given_links(segment: Segment, links: Sequence[tuple[int, int, str]]) -> dict[int, list[Given]]:
    """The links of a segment by line, from 0. `links` are those of the comment: first byte, one past the
    last, and address, in bytes of the discussion's text."""
    text = segment.text
    inside = [link for link in links if segment.start <= link[0] < link[1] <= segment.end]
    if not inside or len(text) > MAX_CHARS:
        return {}
    lines = text.split("\n")
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line.encode("utf-8", "surrogateescape")) + 1)
    found: dict[int, list[Given]] = {}
    for first, last, address in inside:
        number = bisect_right(begins, first - segment.start) - 1
        line, begin = lines[number], segment.start + begins[number]
        start, end = _characters(line, first - begin), _characters(line, last - begin)
        if start < end:
            found.setdefault(number, []).append(Given(start, end, address))
    return found


def _characters(line: str, count: int) -> int:
    """How many displayed characters a number of bytes at the beginning of a line are."""
    if line.isascii() and line.isprintable():
        return min(count, len(line))
    start = line.encode("utf-8", "surrogateescape")[:count].decode("utf-8", "surrogateescape")
    return len(printable(start))
