"""Which heads of ancestors are pinned to the top of the comments while they are above the screen.

They lie over rows of text, so nothing scrolls when their number changes: see `Window.covered`.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_reader.view.lineage import Lineage

if TYPE_CHECKING:
    from thread_reader.view.reader import Reader

SHARE = 6
"""Pinned rows are at most one in this many."""


class Pinned(NamedTuple):
    """Comments whose heads are shown, the outermost first."""

    comments: tuple[int, ...] = ()
    between: int = 0
    """How many comments between the first and the second one are left out."""


class PinnedHeads:
    """Finds the heads for the rows that are on the screen now."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._roots = Lineage(reader.columns)

    def now(self) -> Pinned:
        """Return the heads that are pinned."""
        reader, window = self._reader, self._reader.window
        rows = window.covered(reader.position)
        if not rows:
            return Pinned()
        comment, line = next(islice(window.lines(reader.position), rows, None))
        return self.chain(comment, rows, reader.levels_above(comment), with_itself=line > 0)

    def chain(self, comment: int, rows: int, levels: int, *, with_itself: bool = False) -> Pinned:
        """Return the `levels` ancestors of a comment, as many as `rows`: if there are more, the outermost one and those
        nearest to the comment, or only the nearest one."""
        count = levels + with_itself
        nearest = [comment] if with_itself else []
        nearest += islice(self._reader.columns.ancestors(comment), min(count, rows) - len(nearest))
        if count <= rows:
            return Pinned(tuple(reversed(nearest)))
        if rows > 1:
            nearest[-1] = self._roots.of(comment, 1)[0]
        return Pinned(tuple(reversed(nearest)), count - rows if rows > 1 else 0)


def most_pinned(wanted: int, rows: int) -> int:
    """Return how many rows of a pane may be pinned if the user wants `wanted`."""
    return min(wanted, rows // SHARE)
