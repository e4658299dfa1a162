"""Counting the stats, step by step, between keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.view.reader import Reader


def count_steps(reader: Reader) -> Iterator[None]:
    """Fill the stats of the reader, part by part. A step is a few milliseconds."""
    # Imported when counting begins, which is after the first screen.
    from thread_parsers.stats import steps

    for stats in steps(reader.discussion):
        reader.stats = stats
        yield
