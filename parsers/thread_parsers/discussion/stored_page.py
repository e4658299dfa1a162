"""A page whose discussions were read before and are stored as they were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.source.absent import AbsentFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion


class StoredPage(AbsentFile):
    """A source that has discussions instead of bytes."""

    def begin(self) -> tuple[Discussion, Iterator[None]]:
        """The first discussion, still empty, and the steps that fill it; as `reading.begin`. Raises Unreadable, also in
        a step."""
        raise NotImplementedError
