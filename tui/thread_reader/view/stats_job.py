"""The jobs that count the statistics in small steps, between keys: of all comments, and of those that the filter
matches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thread_parsers.errors import DiscussionError
from thread_parsers.steps import import_in_steps
from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.stats import Chosen, Counting, Stats
    from thread_reader.view.reader import Reader

MODULES = (
    "text.tokens", "discussion.sampling", "figures.numerals", "figures.context", "figures.windows", "figures.figures",
    "sentences.features", "sentences.matcher",
)  # fmt: skip
"""What the statistics import that takes some milliseconds each."""


def failure_reason(error: Exception) -> str:
    """The printable reason why a job stopped: that of an unreadable file, or else an internal error."""
    return printable(str(error)) if isinstance(error, DiscussionError) else f"internal error ({type(error).__name__})"


def count_steps(reader: Reader) -> Iterator[None]:
    """Count the statistics in steps of a few milliseconds. `reader.stats` is replaced by a new object whenever there is
    more to show. At the end the memory of what was counted with is returned."""
    # Not at the top, because counting begins after the first screen.
    yield from import_in_steps("thread_parsers", *MODULES)
    from thread_parsers.stats import steps

    reader.stats = None
    for stats in steps(reader.discussion):
        reader.stats = _newer(stats, reader.stats)
        yield
    from thread_reader.memory import return_freed_memory

    return_freed_memory()


def _newer(stats: Stats, before: Stats | None) -> Stats:
    """The stats as a new object if they have grown, or else the one that is shown."""
    return before if before is not None and stats.same_parts(before) else replace(stats)


def chosen_by_filter(reader: Reader) -> Chosen | None:
    """Return the comments that the filter matches, and the lengths of all comments if they have been counted; None
    without a filter, and while comments are still being matched."""
    from thread_parsers.stats import Chosen

    filter_ = reader.filter
    if not filter_.active or not filter_.complete:
        return None
    known = reader.stats.sizes if reader.stats is not None else None
    if known is not None and len(known) != len(reader.columns):
        known = None
    query = filter_.query.text if filter_.query is not None and filter_.switched_off else filter_.text
    return Chosen(query.strip(), filter_.matches, known)


class MatchCounting:
    """Counts the comments that the filter of a reader matches. `reader.match_stats` is replaced by a new object
    whenever there is more to show."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._counting: Counting | None = None
        self.text_begun = False
        """Whether the text of the comments is being read, which may take a while."""

    def cheap_steps(self) -> Iterator[None]:
        """Count what takes no reading, so that the stats follow while a query is typed: people, times, and lengths if
        those of all comments are known. Until that is done, the stats of the last filter stay."""
        yield from import_in_steps("thread_parsers", *MODULES)
        from thread_parsers.stats import Counting

        reader = self._reader
        self._counting = Counting(reader.discussion, chosen_by_filter(reader))
        for _ in self._counting.cheap_steps():
            yield
        reader.match_stats = replace(self._counting.stats)

    def text_steps(self) -> Iterator[None]:
        """Count the rest: figures, terms, phrases, sentences."""
        self.text_begun = True
        assert self._counting is not None
        reader = self._reader
        for stats in self._counting.text_steps():
            reader.match_stats = _newer(stats, reader.match_stats)
            yield
