"""The length of each comment in segments and words. The only pass over the text that the cheaper stats need."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

from thread_parsers.stats.counted_rows import gathered, values
from thread_parsers.stats.scan.batches import bodies
from thread_parsers.text import word_count
from thread_parsers.text.segments import pieces_in_steps, segment_counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.counted_rows import Rows

SLICE_COMMENTS = 128
"""Comments between two yields: a few milliseconds."""
SLICE_BYTES = 1 << 13
"""Bytes of comments between two yields. A longer comment is counted in pieces."""


class Lengths:
    """Two columns with one entry for each of the chosen comments that has been counted, in their order."""

    __slots__ = ("segments", "words")

    def __init__(self) -> None:
        self.segments = array("I")
        self.words = array("I")

    def __len__(self) -> int:
        return len(self.words)

    def grow(self, discussion: Discussion, rows: Rows) -> Iterator[None]:
        """Count those of these comments that have not been counted yet, a slice at a time."""
        columns = discussion.columns
        while (start := len(self)) < len(rows):
            some = rows[start : start + SLICE_COMMENTS]
            ends = list(accumulate(map(sub, values(columns.body_end, some), values(columns.body_start, some))))
            some = some[: bisect_right(ends, SLICE_BYTES)]
            if not some:
                yield from self._count_long(discussion, rows[start])
                continue
            texts = bodies(discussion, some)
            self.segments.extend(segment_counts(texts, values(columns.margin, some)))
            self.words.extend(word_count.counts(texts))
            yield

    def take(self, known: Lengths, rows: Rows) -> Iterator[None]:
        """Take those of these comments from the lengths of all comments, a slice at a time."""
        self.segments = yield from gathered(known.segments, rows)
        self.words = yield from gathered(known.words, rows)

    def _count_long(self, discussion: Discussion, row: int) -> Iterator[None]:
        body = yield from discussion.body_in_steps(row)
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
