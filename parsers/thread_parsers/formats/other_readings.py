"""What other formats would make of a page: tried on its beginning, where the chosen format finds no comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.errors import DiscussionError
from thread_parsers.formats import registry
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.formats import Format
    from thread_parsers.source.source import Source

SAMPLE_BYTES = 1 << 18
"""The beginning of a page that other formats read."""
MIN_COMMENTS = 2
"""Comments with an author and a time that another format must find more than the chosen one."""


class OtherReading(NamedTuple):
    """A format, and how many comments with an author and a time it finds in the beginning of a page."""

    format: Format
    comments: int
    complete: bool
    """Whether the beginning is the whole page."""


def best_other(
    source: Source, chosen: Format, found: int, after: int = 0
) -> Generator[None, None, OtherReading | None]:
    """Try all other formats of the same container that recognize anything in the page. Returns the one that finds the
    most comments from the offset `after` on, if these are more than the `found` ones of the chosen format; the order of
    the registry decides a tie."""
    data = source.read(0, min(SAMPLE_BYTES, source.size))
    complete = len(data) == source.size
    if not complete:
        data = data[: data.rfind(b"\n") + 1]
    best: OtherReading | None = None
    for _ in registry.FORMATS:  # imports their modules, one after the other
        yield
    for format_ in registry.all_formats():
        if format_.name == chosen.name or format_.container != chosen.container:
            continue
        sample = BufferSource(data, source.name)
        yield
        # A plug-in may read pages that its `likeness` does not recognize.
        if format_ in registry.FORMATS:
            likeness = yield from registry.likeness_in_steps(format_, sample, [])
            if not likeness.score:
                continue
        yield
        comments = yield from _comments(format_, sample, after)
        if comments >= found + MIN_COMMENTS and (best is None or comments > best.comments):
            best = OtherReading(format_, comments, complete)
        yield
    return best


def _comments(format_: Format, sample: BufferSource, after: int) -> Generator[None, None, int]:
    """The comments with an author and a time that a format finds from an offset on. One that fails has found none."""
    discussion = Discussion(sample, format_.name)
    try:
        yield from format_.read(discussion)
    except (DiscussionError, MemoryError):
        raise
    except Exception:
        return 0
    columns = discussion.columns
    return sum(
        (columns.time[row] != NO_TIME or row in columns.times_as_written)
        and bool(columns.author_names[columns.author[row]])
        and columns.start[row] >= after
        for row in range(len(columns))
    )
