"""Files with many discussions whose comments come in any order: each comment says which discussion it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.steps import emptied_in_steps, taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.rendering import Rendering


SLICE_PARTS = 8
"""Discussions that are put in thread order between two yields."""


class Threads:
    """The discussions of a file by a key: the id of a question, the address of a page."""

    def __init__(self, first: Rendering) -> None:
        self._first = first
        self._parts: dict[str, Rendering] = {}

    def __len__(self) -> int:
        return len(self._parts)

    def __contains__(self, key: str) -> bool:
        return key in self._parts

    def part(self, key: str) -> Rendering:
        """The discussion with a key, which is added if it is new."""
        part = self._parts.get(key)
        if part is None:
            part = self._parts[key] = self._first.part()
        return part

    def only(self) -> Rendering | None:
        """The discussion of the file, if there is one only."""
        return next(iter(self._parts.values())) if len(self._parts) == 1 else None

    def finish(self) -> Iterator[None]:
        """Put the comments of all discussions in thread order, and forget the discussions, of which there may be
        thousands: it takes some ten milliseconds to free them at once."""
        parts = list(dict.fromkeys(self._parts.values()))
        yield from emptied_in_steps(self._parts)
        for count, part in enumerate(taken(parts), 1):
            yield from part.thread()
            if count % SLICE_PARTS == 0:
                yield
