"""The bodies of neighbouring comments, read in one go where they stand together in the source."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

TOGETHER = 1 << 20
"""Bytes that are read at once at most."""

FEWEST, MOST = 8, 64
"""Comments that are looked at between two chances to stop: few at first, when all of their words are new."""

SIZE = 1 << 17
"""Bytes of comments after which there is a chance to stop: a few milliseconds of work."""


def blocks(discussion: Discussion, rows: range) -> Iterator[tuple[int, list[bytes]]]:
    """The comments of these rows, some neighbours at a time: the index of the first, and their bodies."""
    columns, first, most = discussion.columns, rows.start, FEWEST
    while first < rows.stop:
        limit = min(first + most, rows.stop)
        sizes = accumulate(map(sub, columns.body_end[first:limit], columns.body_start[first:limit]))
        stop = first + max(1, bisect_right(list(sizes), SIZE))
        yield first, bodies(discussion, first, stop)
        first, most = stop, min(2 * most, MOST)


def bodies(discussion: Discussion, first: int, stop: int) -> list[bytes]:
    """The bodies of the comments from `first` up to `stop`, as bytes."""
    columns, read = discussion.columns, discussion.source.read
    starts, ends = columns.body_start[first:stop], columns.body_end[first:stop]
    if not starts:
        return []
    low, high = min(starts), max(ends)
    if high - low > TOGETHER:
        return [read(start, end) for start, end in zip(starts, ends, strict=True)]
    block = read(low, high)
    return [block[start - low : end - low] for start, end in zip(starts, ends, strict=True)]


def without_margin(discussion: Discussion, first: int, texts: list[bytes]) -> list[bytes]:
    """Bodies as they are read: without the bytes that each of their lines carries ahead of its words."""
    margins = discussion.columns.margin[first : first + len(texts)]
    if not any(margins):
        return texts
    return [
        b"\n".join(line[margin:] for line in text.split(b"\n")) if margin else text
        for text, margin in zip(texts, margins, strict=True)
    ]
