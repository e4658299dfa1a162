"""Text in the cells of a terminal, without a terminal library."""

from __future__ import annotations

from itertools import accumulate
from unicodedata import east_asian_width


def cut(text: str, cells: int) -> str:
    """The beginning of a text that fits into `cells` cells, with an ellipsis where something is cut off."""
    widths = accumulate(2 if east_asian_width(char) in "WF" else 1 for char in text)
    fitting = sum(width <= cells - 1 for width in widths)  # one cell is kept for the ellipsis
    return text if fitting >= len(text) - 1 else f"{text[:fitting]}…"


def cells(text: str) -> int:
    """The cells that a text takes, for columns: as a terminal counts them, but for marks that take none."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
