"""How wide lines of text may be, and how many heads are pinned, for all discussions of a run."""

from __future__ import annotations

from dataclasses import dataclass

MEASURE = 80
"""Cells of a line of text by default: longer lines are hard to read."""
MIN_MEASURE, MAX_MEASURE = 40, 120
PINNED, MAX_PINNED = 3, 5
"""Heads of ancestors that are pinned to the top of the comments at most: by default, and as a setting."""
STEP = 4
"""Cells that a key changes it by."""


@dataclass(eq=False, repr=False)
class Measure:
    """What the user can change of it."""

    cells: int = MEASURE
    """The most cells that a line of text has, in a pane or a sheet that is wider."""
    pinned: int = PINNED
    """The most heads that are pinned."""

    def change(self, steps: int) -> None:
        """Make lines wider, or narrower if `steps` is negative, within the limits."""
        self.cells = max(MIN_MEASURE, min(self.cells + steps * STEP, MAX_MEASURE))
