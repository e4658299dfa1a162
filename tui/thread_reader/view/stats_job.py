"""The job that counts the statistics in small steps, between keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thread_parsers.errors import DiscussionError
from thread_parsers.steps import import_in_steps
from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.view.reader import Reader

MODULES = (
    "text.tokens", "discussion.sampling", "figures.numerals", "figures.context", "figures.figures",
    "sentences.features", "sentences.matcher",
)  # fmt: skip
"""What the statistics import that takes some milliseconds each."""


def failure_reason(error: Exception) -> str:
    """The printable reason why a job stopped: that of an unreadable file, or else an internal error."""
    return printable(str(error)) if isinstance(error, DiscussionError) else f"internal error ({type(error).__name__})"


def count_steps(reader: Reader) -> Iterator[None]:
    """Count the statistics in steps of a few milliseconds. `reader.stats` is replaced by a new object whenever there is
    more to show."""
    # Not at the top, because counting begins after the first screen.
    yield from import_in_steps("thread_parsers", *MODULES)
    from thread_parsers.stats import steps

    reader.stats = None
    for stats in steps(reader.discussion):
        if reader.stats is None or not stats.same_parts(reader.stats):
            reader.stats = replace(stats)
        yield
