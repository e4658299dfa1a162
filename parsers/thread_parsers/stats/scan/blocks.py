"""Comments in blocks, with the marks of their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.stats.scan.batches import batches, without_margin
from thread_parsers.stats.scan.marker import Block, Marker, spelled
from thread_parsers.steps import run_to_end
from thread_parsers.text.large_texts import SLICE_BYTES, changed_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.counted_rows import Rows


def blocks(discussion: Discussion, rows: Rows, marker: Marker) -> Iterator[Block | None]:
    """The comments of these rows in blocks, with None every few milliseconds."""
    for some, bodies in batches(discussion, rows):
        if sum(map(len, bodies)) > SLICE_BYTES:  # one comment, and to read it was a step
            yield None
            texts = yield from without_margin(discussion, some, bodies)
            words = []
            for text in texts:
                words.append((yield from changed_in_steps(text, spelled)))
        else:
            texts = run_to_end(without_margin(discussion, some, bodies))
            words = list(map(spelled, texts))
        yield Block(some, texts, words, (yield from marker.of(words)))
