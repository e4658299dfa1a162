"""The columns of a comment: how far it is indented at its depth, and how wide its text is. Arithmetic only.

A comment begins with the cursor and a blank. At the column of its depth it has its fold mark, and below that a line
down through its text and its replies. A blank follows, then the letters of the author and, below them, the text.
"""

from __future__ import annotations

from typing import NamedTuple

from thread_reader.view.measure import MEASURE

MIN_TEXT_CELLS = 40
"""The text of a comment keeps this width, however deep the comment is."""
MIN_CELLS_FOR_THAT = 58
"""In a narrower pane, the text keeps two thirds of the width instead."""
MARK_CELLS = 2
"""Cells before the fold mark of a comment that answers the article: the cursor and a blank."""
LINE_CELLS = 2
"""Cells of a thread line with the blank after it."""
MIN_CELLS_FOR_BADGES = 38
"""In a narrower pane, thread lines have no blank after them, and names have no letters before them."""


class Geometry(NamedTuple):
    """A pane of `width` cells for comments whose lines of text have at most `measure` cells. The width that a line does
    not need is for the indent of replies."""

    width: int
    measure: int = MEASURE
    is_flat: bool = False
    """Whether no comment is indented: they do not stand below their parents."""

    @property
    def is_narrow(self) -> bool:
        """Whether badges and the blanks between thread lines are left out."""
        return self.width < MIN_CELLS_FOR_BADGES

    @property
    def step(self) -> int:
        """Cells of indent for each level of depth."""
        return 1 if self.is_narrow else LINE_CELLS

    @property
    def levels(self) -> int:
        """The greatest depth with an indent of its own. Deeper comments are in the same column."""
        if self.is_flat:
            return 0
        least = MIN_TEXT_CELLS if self.width >= MIN_CELLS_FOR_THAT else self.width * 2 // 3
        return max(0, self.width - MARK_CELLS - LINE_CELLS - least) // self.step

    def level(self, depth: int) -> int:
        """Return the level of the column of a comment at a depth, from 0."""
        return min(depth, self.levels)

    def indent(self, depth: int) -> int:
        """Return the cells before the fold mark, without the cursor and the blank."""
        return self.level(depth) * self.step

    def text_column(self, depth: int) -> int:
        """Return the cells before the text."""
        return MARK_CELLS + self.indent(depth) + LINE_CELLS

    def text_cells(self, depth: int) -> int:
        """Return the cells of a line of text."""
        return max(1, min(self.measure, self.width - self.text_column(depth)))
