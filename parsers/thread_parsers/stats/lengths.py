"""How long each comment is: its segments and words. The one pass over the text that the cheaper stats need."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from thread_parsers.stats.scan.batches import bodies
from thread_parsers.text import word_count
from thread_parsers.text.segments import segment_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

SLICE = 128
"""Comments that are counted between two chances to stop: a few milliseconds."""


class Lengths:
    """Columns beside those of the tree: one entry a comment, as many as have been counted."""

    __slots__ = ("segments", "words")

    def __init__(self) -> None:
        self.segments = array("I")
        self.words = array("I")

    def __len__(self) -> int:
        return len(self.words)

    def grow(self, discussion: Discussion) -> Iterator[None]:
        """Count the comments that are there and not yet counted, a slice at a time."""
        columns = discussion.columns
        while (start := len(self)) < len(columns):
            texts = bodies(discussion, start, min(start + SLICE, len(columns)))
            self.segments.extend(map(segment_count, texts, columns.margin[start : start + len(texts)]))
            self.words.extend(word_count.counts(texts))
            yield
