"""From ids and the ids of parents to thread order, for files that list their comments flat.

Ids are compared as strings. Whatever they are, the result is a forest: a parent that is not in the file, the comment
itself, or one of its own descendants is not a parent. Nothing is recursive: a chain may be as long as the file.
"""

from __future__ import annotations

from array import array
from itertools import compress, count
from operator import lt, ne
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.steps import emptied_in_steps, run_to_end

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

SLICE_ROWS = 1 << 10
"""Comments between two yields."""


class Threads(NamedTuple):
    """Comments in thread order, and what was wrong with their ids."""

    order: array[int]
    """The numbers of the comments in the file, in thread order: replies under their parent, siblings in file order or
    as it is given."""
    parent: array[int]
    """For each place in `order` the place of the parent, or -1."""
    orphans: int
    """Comments whose parent is not in the file."""
    cycles: int
    """Comments that would be their own ancestor through the parent that they state. That link is dropped."""
    duplicates: int
    """Comments with an id that an earlier one has. The earlier one is the parent of the replies to it."""


class Threader:
    """Collects the ids of comments and of their parents, in file order."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        """The number of the first comment with an id."""
        self._parents = array("q")
        self._waiting, self._waiting_for = array("q"), list[str]()
        """The comments whose parent has not been seen yet, and its id."""
        self._duplicates = 0

    def __len__(self) -> int:
        return len(self._parents)

    def add(self, ids: Sequence[str], parent_ids: Sequence[str]) -> None:
        """Add comments. An empty id is none."""
        first, numbers = len(self._parents), self._numbers
        own = list(range(first, first + len(ids)))
        known = list(map(numbers.setdefault, ids, own))
        numbers.pop("", None)
        if known != own:
            self._duplicates += sum(map(ne, compress(known, ids), compress(own, ids)))
        parents = [numbers.get(name, -1) for name in parent_ids]
        self._parents.fromlist(parents)
        if any(parent_ids):
            for number, (name, parent) in enumerate(zip(parent_ids, parents, strict=True), first):
                if name and parent < 0:
                    self._waiting.append(number)
                    self._waiting_for.append(name)

    def threads(self, sibling_order: Sequence[int] | None = None) -> Generator[None, None, Threads]:
        """Put the comments in thread order. Yields every few milliseconds. `sibling_order` has the numbers of all
        comments in the order in which siblings are put, if that is not file order. Then there are no comments left."""
        numbers, parents, orphans = self._numbers, self._parents, 0
        for done, (number, name) in enumerate(zip(self._waiting, self._waiting_for, strict=True), 1):
            parents[number] = numbers.get(name, -1)
            orphans += parents[number] < 0
            if done % SLICE_ROWS == 0:
                yield
        yield from emptied_in_steps(numbers)
        yield from emptied_in_steps(self._waiting_for)
        self._parents, self._waiting = array("q"), array("q")
        cycles = yield from _without_cycles(parents)
        order, parent = yield from _pre_order(parents, range(len(parents)) if sibling_order is None else sibling_order)
        return Threads(order, parent, orphans, cycles, self._duplicates)


def threaded(ids: Sequence[str], parent_ids: Sequence[str], sibling_order: Sequence[int] | None = None) -> Threads:
    """Put comments in thread order. Both sequences are in file order; otherwise as `Threader`."""
    return run_to_end(threaded_in_steps(ids, parent_ids, sibling_order))


def threaded_in_steps(
    ids: Sequence[str], parent_ids: Sequence[str], sibling_order: Sequence[int] | None = None
) -> Generator[None, None, Threads]:
    """The same as `threaded`. Yields every few milliseconds."""
    threader = Threader()
    for at in range(0, len(ids), SLICE_ROWS):
        threader.add(ids[at : at + SLICE_ROWS], parent_ids[at : at + SLICE_ROWS])
        yield
    return (yield from threader.threads(sibling_order))


def _without_cycles(parents: array[int]) -> Generator[None, None, int]:
    """Remove the links that close a cycle. Returns how many there were."""
    removed = visited = 0
    are_before = True
    for first in range(0, len(parents), SLICE_ROWS):
        are_before = are_before and all(map(lt, parents[first : first + SLICE_ROWS], count(first)))
        yield
    if are_before:
        return 0
    # 0: not visited; otherwise the number of the walk that visited it, from 1.
    walk_of = array("q", bytes(8 * len(parents)))
    for first in range(len(parents)):
        at = first
        while at >= 0 and not walk_of[at]:
            walk_of[at] = first + 1
            above = parents[at]
            if above >= 0 and walk_of[above] == first + 1:
                parents[at] = above = -1
                removed += 1
            at = above
            visited += 1
            if visited % SLICE_ROWS == 0:
                yield
    return removed


def _pre_order(
    parents: array[int], sibling_order: Sequence[int]
) -> Generator[None, None, tuple[array[int], array[int]]]:
    count = len(parents)
    # Siblings as a linked list, built from the last one, so that the list is in their order.
    first_child = array("q", [-1]) * (count + 1)
    next_sibling = array("q", [-1]) * count
    for done, number in enumerate(reversed(sibling_order)):
        above = parents[number]  # -1 is the last entry of first_child: the list of those without a parent
        next_sibling[number] = first_child[above]
        first_child[above] = number
        if done % SLICE_ROWS == 0:
            yield
    order, parent = array("q"), array("q")
    place = array("q", bytes(8 * count))
    at, waiting = first_child[-1], []
    while True:
        while at >= 0:
            place[at] = len(order)
            above = parents[at]
            parent.append(place[above] if above >= 0 else -1)
            order.append(at)
            waiting.append(next_sibling[at])
            at = first_child[at]
            if len(order) % SLICE_ROWS == 0:
                yield
        if not waiting:
            return order, parent
        at = waiting.pop()
