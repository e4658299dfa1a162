"""The outermost ancestors of a comment, which its row of thread lines begins with, however deep the comment is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thread_parsers.discussion.columns import Columns

MAX_DEEP = 100
"""Subtrees of deep comments that are kept: more than a screen has rows."""


class Lineage:
    """Finds ancestors from the outermost inwards. A comment knows only its parent, which may be a hundred thousand
    levels below the outermost one: what is found for it holds for all comments of the same subtree, and is kept."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._levels = 0
        self._size = 0
        self._deep: dict[range, tuple[int, ...]] = {}
        """The subtrees of comments on the level after the last one, with their ancestors."""

    def of(self, comment: int, levels: int) -> tuple[int, ...]:
        """Return the ancestors of a comment on the first `levels` levels, the outermost first."""
        columns = self._columns
        if columns.depth[comment] <= levels:
            return tuple(columns.ancestors(comment))[::-1]
        if (levels, len(columns)) != (self._levels, self._size):
            self._levels, self._size = levels, len(columns)
            self._deep.clear()
        found = next((found for subtree, found in self._deep.items() if comment in subtree), None)
        if found is None:
            first = comment
            for ancestor in columns.ancestors(comment):
                if columns.depth[ancestor] < levels:
                    break
                first = ancestor
            found = tuple(columns.ancestors(first))[::-1]
            if len(self._deep) >= MAX_DEEP:
                del self._deep[next(iter(self._deep))]
            self._deep[columns.subtree(first)] = found
        return found
