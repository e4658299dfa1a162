"""Counting the search hits that the filter or folds hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable

    from thread_reader.view.folds import Folds
    from thread_reader.view.text_search import Search
    from thread_reader.view.visible import VisibleComments

BEHIND_FILTER, IN_FOLD, VISIBLE = range(3)
"""Visibility of a comment."""


class HiddenHits:
    """Counts the hits that are hidden. Kept between frames: while the same comments are visible, only hits found since
    the last frame are counted."""

    def __init__(self) -> None:
        self._visible: VisibleComments | None = None
        self._found: array[int] | None = None
        self._visibility = bytearray()
        """One of the constants above for each comment."""
        self._counted = 0
        """How many of the comments with hits are included in `_hits`."""
        self._hits = [0, 0, 0]
        """Hits by visibility."""

    def count(
        self, search: Search, visible: VisibleComments, unfolded: Iterable[int], folds: Folds, comments: int
    ) -> tuple[int, int]:
        """Return the numbers of hits behind the filter and in folds. `comments` is how many comments there are."""
        found, running = search.comments_with_hits, search.running
        # `rearrange` and a new search create new objects, so comparing identities shows whether the counts still hold.
        is_current = self._visible is visible and self._found is found
        if not is_current or len(self._visibility) != comments:
            self._visible, self._found = visible, found
            self._visibility = _visibility(visible, unfolded, folds, comments)
            self._counted, self._hits = 0, [0, 0, 0]
        for at in range(self._counted, len(found)):
            self._hits[self._visibility[found[at]]] += running[at + 1] - running[at]
        self._counted = len(found)
        return self._hits[BEHIND_FILTER], self._hits[IN_FOLD]


def _visibility(visible: Iterable[int], unfolded: Iterable[int], folds: Folds, comments: int) -> bytearray:
    """Return the visibility of every comment. Each step below overwrites a part of the one before."""
    visibility = bytearray(comments)  # all BEHIND_FILTER
    for comment in unfolded:
        visibility[comment] = IN_FOLD
    for comment in visible:  # a folded comment is visible, but its text is not
        visibility[comment] = IN_FOLD if comment in folds else VISIBLE
    return visibility
