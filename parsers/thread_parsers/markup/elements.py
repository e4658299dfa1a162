"""Some elements of a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.markup.tree import Tree


class Elements:
    """Elements that are passed over: the comments of a page, when one of them is read."""

    def __init__(self, elements: Sequence[int] = ()) -> None:
        """`elements` are in document order."""
        self._order = elements
        self._all = frozenset(elements)

    def __contains__(self, element: object) -> bool:
        return element in self._all

    def has_all(self, elements: Sequence[int]) -> bool:
        """Whether all of some elements are among them."""
        return self._all.issuperset(elements)

    def next_from(self, element: int, stop: int) -> int:
        """The first of them that is not before an element; `stop` if there is none before that."""
        at = bisect_left(self._order, element)
        return min(self._order[at], stop) if at < len(self._order) else stop

    def first_inside(self, tree: Tree, element: int) -> int:
        """The first of them that is inside an element; -1 if none is."""
        at = bisect_right(self._order, element)
        return self._order[at] if at < len(self._order) and self._order[at] < tree.stop[element] else -1


NO_ELEMENTS = Elements()
