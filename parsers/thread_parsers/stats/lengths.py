"""The length of each comment in segments and words. The only pass over the text that the cheaper stats need."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

from thread_parsers.stats.scan.batches import bodies
from thread_parsers.text import word_count
from thread_parsers.text.segments import pieces_in_steps, segment_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

SLICE_COMMENTS = 128
"""Comments between two yields: a few milliseconds."""
SLICE_BYTES = 1 << 13
"""Bytes of comments between two yields. A longer comment is counted in pieces."""


class Lengths:
    """Two columns with one entry for each comment that has been counted."""

    __slots__ = ("segments", "words")

    def __init__(self) -> None:
        self.segments = array("I")
        self.words = array("I")

    def __len__(self) -> int:
        return len(self.words)

    def grow(self, discussion: Discussion) -> Iterator[None]:
        """Count the comments that have not been counted yet, a slice at a time."""
        columns = discussion.columns
        while (start := len(self)) < len(columns):
            rows = slice(start, min(start + SLICE_COMMENTS, len(columns)))
            ends = list(accumulate(map(sub, columns.body_end[rows], columns.body_start[rows])))
            stop = start + bisect_right(ends, SLICE_BYTES)
            if stop == start:
                yield from self._count_long(discussion, start)
                continue
            texts = bodies(discussion, start, stop)
            self.segments.extend(map(segment_count, texts, columns.margin[start:stop]))
            self.words.extend(word_count.counts(texts))
            yield

    def _count_long(self, discussion: Discussion, row: int) -> Iterator[None]:
        body = bodies(discussion, row, row + 1)[0]
        words = yield from word_count.count_in_steps(body)
        segments = 0
        for piece in pieces_in_steps(body, discussion.columns.margin[row]):
            if piece is None:
                yield
            else:
                segments += 1
        self.segments.append(segments)
        self.words.append(words)
        yield
