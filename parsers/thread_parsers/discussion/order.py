"""Orders of the comments that keep the tree: replies stay under their parent, each level is sorted on its own."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thread_parsers.discussion.columns import Columns


def reply_counts(columns: Columns) -> array[int]:
    """How many direct replies each comment has: those in the file, or those that the page declares where it holds
    fewer of them."""
    declared = columns.replies
    counts = (
        array("i", [max(number, 0) for number in declared]) if any(declared) else array("i", bytes(4 * len(declared)))
    )
    counted = Counter(columns.parent)
    for parent, number in counted.items():
        if parent >= 0 and number > counts[parent]:
            counts[parent] = number
    return counts


def _lengths(columns: Columns) -> Sequence[int]:
    return array("q", map(int.__sub__, columns.body_end, columns.body_start))


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort the comments of each level."""

    name: str
    title: str
    key: Callable[[Columns], Sequence[int]] | None
    """The column to sort by; None for the order of the page."""
    reverse: bool = False
    missing: int | None = None
    """The value of comments for which the page does not say; they come last, in page order."""


ORDERS = (
    Order("page", "as on the page", None),
    Order("oldest", "oldest first", lambda columns: columns.time, missing=NO_TIME),
    Order("newest", "newest first", lambda columns: columns.time, reverse=True, missing=NO_TIME),
    Order("likes", "most likes first", lambda columns: columns.likes, reverse=True, missing=-1),
    Order("replies", "most replies first", reply_counts, reverse=True),
    Order("length", "longest first", _lengths, reverse=True),
)
"""Every order. Length is that of the text in bytes. Comments that are equal stay in page order."""


def ordered(columns: Columns, name: str) -> array[int]:
    """The indices of all comments in the order in which they are shown, parents before their replies.
    KeyError for a name that `ORDERS` does not have."""
    order = {each.name: each for each in ORDERS}[name]
    count = len(columns)
    if order.key is None:
        return array("I", range(count))
    level = _sorted(order, order.key(columns), count)
    return array("I", level) if not any(columns.depth) else _under_parents(columns, level)


def _sorted(order: Order, values: Sequence[int], count: int) -> list[int]:
    rows: Sequence[int] = range(count)
    without: list[int] = []
    if order.missing is not None and order.missing in values:
        without = [row for row in rows if values[row] == order.missing]
        rows = [row for row in rows if values[row] != order.missing]
    return [*sorted(rows, key=values.__getitem__, reverse=order.reverse), *without]


def _under_parents(columns: Columns, level: Sequence[int]) -> array[int]:
    """Rows sorted without regard to the tree, put under their parents: each goes after its parent and the branches of
    the siblings before it."""
    count = len(level)
    parents, ends = columns.parent, columns.subtree_end
    taken = array("I", bytes(4 * (count + 1)))
    before = array("I", bytes(4 * count))
    for row in level:
        parent = parents[row]
        before[row] = taken[parent]
        taken[parent] += (ends[row] or count) - row
    place = array("I", bytes(4 * count))
    shown = array("I", bytes(4 * count))
    for row in range(count):
        parent = parents[row]
        place[row] = before[row] + (place[parent] + 1 if parent >= 0 else 0)
        shown[place[row]] = row
    return shown
