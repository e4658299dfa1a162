"""Character widths on which Rich (15.0.0) and terminals disagree, corrected so that no row exceeds the screen.

Rich gives width 0 to the spacing vowel signs of Indian and South-East Asian scripts (category Mc). xterm, tmux and
every program that uses the C library's `wcwidth` give them width 1, so a row of Hindi was up to twice as long as the
screen. On a terminal that does combine them with the letter, the row is shorter than planned, which does no harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

from rich import cells
from rich._unicode_data import load

if TYPE_CHECKING:
    from collections.abc import Iterator


def correct() -> None:
    """Change the width table of Rich, and so of Textual, to the widths that terminals use."""
    widths = load("auto").widths
    assert isinstance(widths, list)
    widths[:] = [entry for first, last, width in widths for entry in _without_signs(first, last, width)]
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


def _without_signs(first: int, last: int, width: int) -> Iterator[tuple[int, int, int]]:
    """Split a range of the width table at its Mc characters, leaving those out: what is in no range has width 1."""
    characters = range(first, last + 1)
    if width == 0 and "Mc" in map(category, map(chr, characters)):  # of most ranges none is one
        for code in characters:
            if category(chr(code)) == "Mc":
                if first < code:  # the characters before this sign form a range of their own
                    yield first, code - 1, width
                first = code + 1
    if first <= last:
        yield first, last, width
