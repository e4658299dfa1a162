"""The length of each comment in segments and words. The only pass over the text that the cheaper stats need."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from thread_parsers.stats.scan.batches import bodies
from thread_parsers.text import word_count
from thread_parsers.text.segments import segment_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

SLICE_COMMENTS = 128
"""Comments between two yields: a few milliseconds."""


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
            texts = bodies(discussion, start, min(start + SLICE_COMMENTS, len(columns)))
            self.segments.extend(map(segment_count, texts, columns.margin[start : start + len(texts)]))
            self.words.extend(word_count.counts(texts))
            yield
