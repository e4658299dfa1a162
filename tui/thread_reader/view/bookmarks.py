"""Marks by letter, the jump list, and which comments have been read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

MAX_JUMPS = 100


class Place(NamedTuple):
    """A comment, or one of its segments."""

    comment: int
    segment: int | None = None


class Unread:
    """The comments that the cursor has never been on. Answers only `in`, because the set may be huge."""

    def __init__(self, seen: set[int]) -> None:
        self._seen = seen

    def __contains__(self, comment: object) -> bool:
        return comment not in self._seen


@dataclass(slots=True)
class Bookmarks:
    """Marks, jumps and read comments. Queries use `starred` (comments with a mark) and `unread`.

    A jump is a move to a distant place: a hit, the start or end, a mark, another author.
    """

    marks: dict[str, Place] = field(default_factory=dict)
    jumps: list[Place] = field(default_factory=list)
    """Places where jumps began, the latest last."""
    seen: set[int] = field(default_factory=set)
    """Comments that the cursor has been on."""

    @property
    def starred(self) -> set[int]:
        """The comments with a mark."""
        return {place.comment for place in self.marks.values()}

    @property
    def unread(self) -> Unread:
        """The comments that the cursor has never been on."""
        return Unread(self.seen)

    @property
    def state(self) -> tuple[frozenset[int], int]:
        """A value that changes whenever the answer to `is:starred` or `is:unread` may change."""
        # `seen` only grows, so its size identifies it.
        return frozenset(self.starred), len(self.seen)

    def leave(self, place: Place) -> None:
        """Add the place where a jump begins to the jump list, unless it is already the last one."""
        if not self.jumps or self.jumps[-1] != place:
            self.jumps = [*self.jumps, place][-MAX_JUMPS:]

    def back(self) -> Place | None:
        """Remove and return the place where the last jump began; None if there is none."""
        return self.jumps.pop() if self.jumps else None

    def marked(self, comment: int) -> str:
        """Return the letters of the marks on a comment and its segments, sorted."""
        return "".join(sorted(letter for letter, place in self.marks.items() if place.comment == comment))
