"""The bodies of neighbouring comments, read in one go where they stand together in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thread_parsers.tree import Discussion

TOGETHER = 1 << 20
"""Bytes that are read at once at most."""


def bodies(discussion: Discussion, first: int, stop: int) -> list[bytes]:
    """The bodies of the comments from `first` up to `stop`, as bytes."""
    columns, read = discussion.columns, discussion.source.read
    starts, ends = columns.body_start[first:stop], columns.body_end[first:stop]
    if not starts:
        return []
    low, high = min(starts), max(ends)
    if high - low > TOGETHER:
        return [read(start, end) for start, end in zip(starts, ends, strict=True)]
    block = read(low, high)
    return [block[start - low : end - low] for start, end in zip(starts, ends, strict=True)]
