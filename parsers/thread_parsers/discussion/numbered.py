"""Several discussions, of one file or of several, and which of them is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.errors import NoSuchPart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_parsers.discussion.discussion import Discussion


class Numbered(NamedTuple):
    """One of several discussions. It is read while the one before it has been written and can be closed."""

    number: int
    """From 1, in the order in which the discussions are read; those that a query leaves out are counted."""
    name: str
    """The file, as the user named it; untrusted."""
    discussion: Discussion
    chosen: Iterable[int]
    """The indices of the comments to write, ascending."""

    @property
    def title(self) -> str:
        """Title or file name, on one line."""
        return " ".join((self.discussion.title or self.name).split())

    @property
    def heading(self) -> str:
        """Number and title."""
        return f"{self.number}. {self.title}"


def part_of(discussion: Discussion, number: int) -> Discussion:
    """One of the discussions of a file that has been read, from 1. Raises NoSuchPart."""
    parts = discussion.parts
    if not 1 <= number <= len(parts):
        raise NoSuchPart(discussion.file.name, number, len(parts))
    return parts[number - 1]
