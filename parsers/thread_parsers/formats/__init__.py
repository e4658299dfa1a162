"""What a format is: how a source is judged, and how a discussion is filled. The table of them is in `table`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source


class Likeness(NamedTuple):
    """How much a source looks like a format: 0 not at all, 1 without doubt, and what was seen, in words."""

    score: float
    reason: str


class Format(NamedTuple):
    """One shape of saved pages."""

    name: str
    """The word for `--from` and in the receipt."""
    title: str
    """What it is, in half a line, for `--formats`."""
    likeness: Callable[[Source], Likeness]
    """Judges a source by its content; looks at a bounded part of it."""
    read: Callable[[Discussion], Iterator[None]]
    """Fills the discussion from its source. Yields every few thousand comments, so that the tree can be used while
    it grows and the work can be stopped; after the last step everything is in place."""
