"""Bookmarks that can be come back to: marks by letter, and the jump list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

LONGEST = 100
"""Jumps that are remembered."""


class Place(NamedTuple):
    """A comment, or a segment of it."""

    comment: int
    segment: int | None = None


class Unread:
    """The comments that the cursor has not been on."""

    def __init__(self, seen: set[int]) -> None:
        self._seen = seen

    def __contains__(self, comment: object) -> bool:
        return comment not in self._seen


@dataclass(slots=True)
class Bookmarks:
    """Marks and jumps. A jump is a move that leaves the neighbourhood: to a hit, an end, a mark, another author.
    Queries ask it what is starred, that is marked, and what is unread."""

    marks: dict[str, Place] = field(default_factory=dict)
    jumps: list[Place] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    """Comments that the cursor has been on."""

    @property
    def starred(self) -> set[int]:
        """Comments with a mark."""
        return {place.comment for place in self.marks.values()}

    @property
    def unread(self) -> Unread:
        """Comments that the cursor has not been on."""
        return Unread(self.seen)

    @property
    def state(self) -> tuple[frozenset[int], int]:
        """Changes whenever what queries ask for changes: which comments are marked, how many were seen."""
        return frozenset(self.starred), len(self.seen)

    def leave(self, place: Place) -> None:
        """Remember where a jump began."""
        if not self.jumps or self.jumps[-1] != place:
            self.jumps = [*self.jumps, place][-LONGEST:]

    def back(self) -> Place | None:
        """Where the last jump began, which is forgotten by this."""
        return self.jumps.pop() if self.jumps else None

    def marked(self, comment: int) -> str:
        """The letters that mark a comment or a segment of it."""
        return "".join(sorted(letter for letter, place in self.marks.items() if place.comment == comment))
