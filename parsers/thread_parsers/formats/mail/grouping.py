"""Which mails are one discussion: those that name each other, or the same mail that is not there; and replies that
state no parent, by their subject. A subject never makes a parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.subjects import compared, is_reply
from thread_parsers.steps import emptied_in_steps, listed_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from thread_parsers.formats.mail.message import Head

SLICE_MAILS = 1 << 10
"""Mails between two yields."""


class Grouping:
    """Groups the mails of a file."""

    def __init__(self, heads: Sequence[Head]) -> None:
        self._heads = heads
        self._above: list[int] = list(range(len(heads)))
        """A forest of mails and of ids that no mail has: the root stands for all that are one discussion."""
        self._numbers: dict[str, int] = {}
        """The mail of each id, the first one if several have it, or the number that stands for it."""

    def groups(self) -> Generator[None, None, list[list[int]]]:
        """Return the numbers of the mails of each discussion, both in the order of the file."""
        heads, numbers = self._heads, self._numbers
        for at, head in enumerate(heads):
            if head.id and numbers.setdefault(head.id, at) != at:
                self._join(at, numbers[head.id])
            if at % SLICE_MAILS == 0:
                yield
        for at, head in enumerate(heads):
            for name in head.parents:
                if name not in numbers:
                    numbers[name] = len(self._above)
                    self._above.append(numbers[name])
                self._join(at, numbers[name])
            if at % SLICE_MAILS == 0:
                yield
        yield from self._join_by_subject()
        found: dict[int, list[int]] = {}
        for at in range(len(heads)):
            found.setdefault(self._root(at), []).append(at)
            if at % SLICE_MAILS == 0:
                yield
        yield from emptied_in_steps(numbers)
        groups = yield from listed_in_steps(found.values())
        yield from emptied_in_steps(found)
        return groups

    def _join_by_subject(self) -> Generator[None, None, None]:
        """Join replies that state no parent with the first mail of their subject, or with each other."""
        first: dict[str, int] = {}
        loose: list[tuple[int, str]] = []
        for at, head in enumerate(self._heads):
            subject = compared(head.subject) if head.subject else ""
            if subject:
                if is_reply(head.subject) and not any(self._numbers[name] < len(self._heads) for name in head.parents):
                    loose.append((at, subject))
                else:
                    first.setdefault(subject, at)
            if at % SLICE_MAILS == 0:
                yield
        for number, (at, subject) in enumerate(loose, 1):
            self._join(at, first.setdefault(subject, at))
            if number % SLICE_MAILS == 0:
                yield
        yield from emptied_in_steps(loose)
        yield from emptied_in_steps(first)

    def _join(self, one: int, other: int) -> None:
        one, other = self._root(one), self._root(other)
        # The earlier mail stays the root.
        self._above[max(one, other)] = min(one, other)

    def _root(self, at: int) -> int:
        above = self._above
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at
