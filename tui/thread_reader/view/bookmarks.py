"""Marks by letter, the jump list, stars, notes, and which comments have been read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator

MAX_JUMPS = 100


class Place(NamedTuple):
    """A comment, or one of its segments."""

    comment: int
    segment: int | None = None


class Unread:
    """The comments that are not read. Answers only `in`, because the set may be huge."""

    def __init__(self, read: ReadComments) -> None:
        self._read = read

    def __contains__(self, comment: object) -> bool:
        return comment not in self._read


class ReadComments:
    """Which comments are read, as flags: a page may have a million of them."""

    def __init__(self) -> None:
        self._flags = bytearray()
        self.count = 0
        """How many comments are read."""
        self.revision = 0
        """Grows with every change."""

    def __contains__(self, comment: object) -> bool:
        return isinstance(comment, int) and comment < len(self._flags) and self._flags[comment] != 0

    def __iter__(self) -> Iterator[int]:
        return (comment for comment, flag in enumerate(self._flags) if flag)

    def count_in(self, comments: range) -> int:
        """Return how many of these comments, which follow each other, are read."""
        return self._flags.count(1, comments.start, comments.stop)

    def put(self, comments: Iterable[int], is_read: bool = True) -> list[int]:
        """Mark comments as read or as unread. Returns those that were not marked so before."""
        changed: list[int] = []
        for comment in comments:
            if (comment in self) is not is_read:
                if comment >= len(self._flags):
                    self._flags += bytes(comment + 1 - len(self._flags))
                self._flags[comment] = is_read
                changed.append(comment)
        self.count += len(changed) if is_read else -len(changed)
        self.revision += bool(changed)
        return changed


@dataclass(slots=True)
class Bookmarks:
    """Marks, jumps, read comments, stars and notes. Queries use `starred`, `unread`, `new` and `edited`.

    A jump is a move to a distant place: a hit, the start or end, a mark, another author.
    """

    marks: dict[str, Place] = field(default_factory=dict)
    jumps: list[Place] = field(default_factory=list)
    """Places where jumps began, the latest last."""
    read: ReadComments = field(default_factory=ReadComments)
    starred: set[int] = field(default_factory=set)
    """The comments with a star."""
    notes: dict[Place, str] = field(default_factory=dict)
    """The notes on comments and on segments."""
    new: Collection[int] = ()
    """The comments that were not there before."""
    edited: Collection[int] = ()
    """The comments whose text was another one before."""
    is_compared: bool = False
    """Whether `new` and `edited` are about an older save that the user has named."""
    recalls: int = 0
    """How often what is known from earlier was put in."""

    @property
    def unread(self) -> Unread:
        """The comments that are not read."""
        return Unread(self.read)

    @property
    def state(self) -> tuple[Hashable, ...]:
        """A value that changes whenever the answer to `is:starred`, `is:unread`, `is:new` or `is:edited` may change."""
        return frozenset(self.starred), self.read.revision, self.recalls

    @property
    def noted(self) -> set[int]:
        """The comments with a note, on themselves or on one of their segments."""
        return {place.comment for place in self.notes}

    def note_on(self, comment: int) -> str:
        """Return the notes on a comment and its segments, in order, in one line."""
        if not self.notes:
            return ""
        here = sorted((place.segment or 0, text) for place, text in self.notes.items() if place.comment == comment)
        return " · ".join(text for _, text in here)

    def compare(self, new: Collection[int], edited: Collection[int]) -> None:
        """Set what is new and edited since a save that the user has named."""
        self.new, self.edited, self.is_compared = new, edited, True
        self.recalls += 1

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
