"""Sort orders. Most keep the tree: replies stay under their parent, and siblings are sorted among themselves. The flat
ones sort all comments."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.relative_times import times_or_ages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thread_parsers.discussion.columns import Columns


def _body_lengths(columns: Columns) -> Sequence[int]:
    return array("q", map(int.__sub__, columns.body_end, columns.body_start))


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort comments."""

    name: str
    title: str
    key: Callable[[Columns], Sequence[int]] | None
    """The column to sort by; None for page order."""
    reverse: bool = False
    missing: int | None = None
    """The value that means "not stated"; such comments come last, in page order."""
    is_flat: bool = False
    """Whether all comments are sorted, without regard to the tree."""

    @property
    def words(self) -> str:
        """What a list in this order is called: `page order`, `by likes`, `most liked, flat`."""
        if self.key is None:
            return "page order"
        return self.title if self.is_flat else f"by {self.name}"


ORDERS = (
    Order("page", "as on the page", None),
    Order("oldest", "oldest first", times_or_ages, missing=NO_TIME),
    Order("newest", "newest first", times_or_ages, reverse=True, missing=NO_TIME),
    Order("likes", "most likes first", lambda columns: columns.likes, reverse=True, missing=NO_SCORE),
    Order("replies", "most replies first", lambda columns: columns.reply_counts(), reverse=True),
    Order("length", "longest first", _body_lengths, reverse=True),
    Order(
        "likes-flat",
        "most liked, flat",
        lambda columns: columns.likes,
        reverse=True,
        missing=NO_SCORE,
        is_flat=True,
    ),
    Order("newest-flat", "newest, flat", times_or_ages, reverse=True, missing=NO_TIME, is_flat=True),
)
"""Every order. Length is the size of the body in bytes. Ties stay in page order."""


def order_named(name: str) -> Order:
    """One of the orders. Raises KeyError for a name that is not in `ORDERS`."""
    return {each.name: each for each in ORDERS}[name]


def ordered(columns: Columns, name: str) -> array[int]:
    """The indices of all comments in display order, parents before their replies unless the order is flat.
    Raises KeyError for a name that is not in `ORDERS`."""
    order = order_named(name)
    count = len(columns)
    if order.key is None:
        return array("I", range(count))
    level = _sorted(order, order.key(columns), count)
    return array("I", level) if order.is_flat or not any(columns.depth) else _under_parents(columns, level)


def _sorted(order: Order, values: Sequence[int], count: int) -> list[int]:
    rows: Sequence[int] = range(count)
    without: list[int] = []
    if order.missing is not None and order.missing in values:
        without = [row for row in rows if values[row] == order.missing]
        rows = [row for row in rows if values[row] != order.missing]
    return [*sorted(rows, key=values.__getitem__, reverse=order.reverse), *without]


def _under_parents(columns: Columns, level: Sequence[int]) -> array[int]:
    """Turn rows that are sorted without regard to the tree into pre-order: each row is placed after its parent and
    the subtrees of the siblings that precede it in `level`. Two passes, no recursion."""
    count = len(level)
    parents, ends = columns.parent, columns.subtree_end
    # Pass 1: how many rows of preceding siblings' subtrees come before each row. The extra last element of `used`
    # is the one with index -1, the parent of top-level comments.
    used = array("I", bytes(4 * (count + 1)))
    offset = array("I", bytes(4 * count))
    for row in level:
        parent = parents[row]
        offset[row] = used[parent]
        # The end of a subtree is 0 while it may still grow; it then reaches to the last row.
        used[parent] += (ends[row] or count) - row
    # Pass 2: in pre-order a parent comes before its replies, so its position is known when they need it.
    position = array("I", bytes(4 * count))
    result = array("I", bytes(4 * count))
    for row in range(count):
        parent = parents[row]
        position[row] = offset[row] + (position[parent] + 1 if parent >= 0 else 0)
        result[position[row]] = row
    return result
