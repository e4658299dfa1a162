"""One value of the comments as it is collected: how it is written, and in which comments."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from thread_parsers.figures.figure_query import singular

if TYPE_CHECKING:
    from thread_parsers.figures.figure import Figure


class FigureEntry:
    """The comments that state one value. Rows are indices of comments, ascending and each once."""

    __slots__ = ("forms", "name", "nouns", "present", "rows")

    def __init__(self) -> None:
        self.name = ""
        """The canonical form of the value, once it is known."""
        self.forms: Counter[str] = Counter()
        """How the value is written, and how often."""
        self.rows = array("I")
        self.nouns: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        """Words after a number, in the singular, to the rows where they follow it."""
        self.present = array("I")
        """Rows that call the year the present one."""

    def add(self, figure: Figure, row: int) -> None:
        """Add a figure of a comment; `row` must not be below that of an earlier call."""
        self.forms[figure.text] += 1
        _append(self.rows, row)
        for word in figure.noun:
            _append(self.nouns[singular(word)], row)
        if figure.present:
            _append(self.present, row)


def _append(rows: array[int], row: int) -> None:
    if not rows or rows[-1] != row:
        rows.append(row)
