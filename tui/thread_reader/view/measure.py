"""How wide lines of text may be, for all discussions of a run: the user changes it while reading."""

from __future__ import annotations

from dataclasses import dataclass

MEASURE = 80
"""Cells of a line of text by default: longer lines are hard to read."""
MIN_MEASURE, MAX_MEASURE = 40, 120
STEP = 4
"""Cells that a key changes it by."""


@dataclass
class Measure:
    """The most cells that a line of text has, in a pane or a sheet that is wider."""

    cells: int = MEASURE

    def change(self, steps: int) -> None:
        """Make lines wider, or narrower if `steps` is negative, within the limits."""
        self.cells = max(MIN_MEASURE, min(self.cells + steps * STEP, MAX_MEASURE))
