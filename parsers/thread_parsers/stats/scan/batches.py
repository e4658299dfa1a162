"""The bodies of neighbouring comments, with one read for all of them where they are together in the source."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from operator import itemgetter, sub
from typing import TYPE_CHECKING

from thread_parsers.stats.counted_rows import values
from thread_parsers.text.segments import lines_changed

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.counted_rows import Rows

MAX_READ_BYTES = 1 << 20
"""Bytes of the source that are read at once."""
MAX_READ_RATIO = 4
"""How many times as many bytes are read at once as are needed: heads and other comments are between the bodies."""

MIN_BATCH_COMMENTS, MAX_BATCH_COMMENTS = 8, 128
"""Comments between two yields: few at first, when all of their words are new to the marker."""

BATCH_BYTES = 1 << 17
"""Bytes of comments between two yields: a few milliseconds of work."""


def batches(discussion: Discussion, rows: Rows) -> Iterator[tuple[Rows, list[bytes]]]:
    """The comments of these rows, some at a time, with their bodies."""
    columns, first, size = discussion.columns, 0, MIN_BATCH_COMMENTS
    while first < len(rows):
        some = rows[first : first + size]
        ends = accumulate(map(sub, values(columns.body_end, some), values(columns.body_start, some)))
        some = some[: max(1, bisect_right(list(ends), BATCH_BYTES))]
        yield some, bodies(discussion, some)
        first, size = first + len(some), min(2 * size, MAX_BATCH_COMMENTS)


def bodies(discussion: Discussion, rows: Rows) -> list[bytes]:
    """The bodies of the comments of these rows, as bytes, with their margins."""
    columns, read = discussion.columns, discussion.text.read
    starts, ends = values(columns.body_start, rows), values(columns.body_end, rows)
    if not starts:
        return []
    low, high = min(starts), max(ends)
    if high - low > min(MAX_READ_BYTES, MAX_READ_RATIO * (sum(ends) - sum(starts))):
        return [read(start, end) for start, end in zip(starts, ends, strict=True)]
    block = read(low, high)
    return [block[start - low : end - low] for start, end in zip(starts, ends, strict=True)]


def without_margin(discussion: Discussion, rows: Rows, texts: list[bytes]) -> Generator[None, None, list[bytes]]:
    """The bodies of these rows without the margin of each line, indentation or quote marks. In steps, if one is
    long."""
    margins = values(discussion.columns.margin, rows)
    if not any(margins):
        return texts
    found = list[bytes]()
    for text, margin in zip(texts, margins, strict=True):
        found.append((yield from lines_changed(text, itemgetter(slice(margin, None)))) if margin else text)
    return found
