"""The bodies of neighbouring comments, with one read for all of them where they are together in the source."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

MAX_READ_BYTES = 1 << 20
"""Bytes of the source that are read at once."""

MIN_BATCH_COMMENTS, MAX_BATCH_COMMENTS = 8, 64
"""Comments between two yields: few at first, when all of their words are new to the marker."""

BATCH_BYTES = 1 << 17
"""Bytes of comments between two yields: a few milliseconds of work."""


def batches(discussion: Discussion, rows: range) -> Iterator[tuple[int, list[bytes]]]:
    """The comments of these rows, some neighbours at a time: (index of the first, their bodies)."""
    columns, first, size = discussion.columns, rows.start, MIN_BATCH_COMMENTS
    while first < rows.stop:
        limit = min(first + size, rows.stop)
        ends = accumulate(map(sub, columns.body_end[first:limit], columns.body_start[first:limit]))
        stop = first + max(1, bisect_right(list(ends), BATCH_BYTES))
        yield first, bodies(discussion, first, stop)
        first, size = stop, min(2 * size, MAX_BATCH_COMMENTS)


def bodies(discussion: Discussion, first: int, stop: int) -> list[bytes]:
    """The bodies of the comments from `first` up to `stop`, as bytes, with their margins."""
    columns, read = discussion.columns, discussion.text.read
    starts, ends = columns.body_start[first:stop], columns.body_end[first:stop]
    if not starts:
        return []
    low, high = min(starts), max(ends)
    if high - low > MAX_READ_BYTES:
        return [read(start, end) for start, end in zip(starts, ends, strict=True)]
    block = read(low, high)
    return [block[start - low : end - low] for start, end in zip(starts, ends, strict=True)]


def without_margin(discussion: Discussion, first: int, texts: list[bytes]) -> list[bytes]:
    """Bodies, from that of comment `first` on, without the margin of each line: indentation or quote marks."""
    margins = discussion.columns.margin[first : first + len(texts)]
    if not any(margins):
        return texts
    return [
        b"\n".join(line[margin:] for line in text.split(b"\n")) if margin else text
        for text, margin in zip(texts, margins, strict=True)
    ]
