"""The job that counts the statistics in small steps, between keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.view.reader import Reader


def count_steps(reader: Reader) -> Iterator[None]:
    """Count the statistics in steps of a few milliseconds. `reader.stats` is replaced by a new object whenever there is
    more to show."""
    # Not at the top, because counting begins after the first screen.
    from thread_parsers.stats import steps

    reader.stats = None
    for stats in steps(reader.discussion):
        if reader.stats is None or not stats.same_parts(reader.stats):
            reader.stats = replace(stats)
        yield
