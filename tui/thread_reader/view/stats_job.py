"""Counting the stats, step by step, between keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.view.reader import Reader


def count_steps(reader: Reader) -> Iterator[None]:
    """Fill the stats of the reader, part by part; it has others when there is more to show. A step is a few
    milliseconds."""
    # Imported when counting begins, which is after the first screen.
    from thread_parsers.stats import steps

    reader.stats = None
    for stats in steps(reader.discussion):
        if reader.stats is None or not stats.same_parts(reader.stats):
            reader.stats = replace(stats)
        yield
