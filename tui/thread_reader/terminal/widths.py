"""How wide characters are where Rich (15.0.0) and terminals disagree, so that no row runs past the edge of the screen.

Rich counts the vowel signs of Indian and South-East Asian scripts that stand beside their letter (category Mc) as no
cell; xterm, tmux and everything that asks the C library give them one. A row of Hindi was up to twice too long. Where a
terminal joins them to the letter all the same, the row is too short, which harms nothing.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from rich import cells
from rich._unicode_data import load

if TYPE_CHECKING:
    from collections.abc import Iterator


def correct() -> None:
    """Have Rich, and Textual with it, count as terminals do, from now on."""
    widths = load("auto").widths
    assert isinstance(widths, list)
    widths[:] = [entry for first, last, width in widths for entry in _without_signs(first, last, width)]
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


def _without_signs(first: int, last: int, width: int) -> Iterator[tuple[int, int, int]]:
    """The parts of a range of the table that are as wide as it says; what is in no range is one cell wide."""
    if width == 0:
        for code in range(first, last + 1):
            if unicodedata.category(chr(code)) == "Mc":
                if first < code:
                    yield first, code - 1, width
                first = code + 1
    if first <= last:
        yield first, last, width
