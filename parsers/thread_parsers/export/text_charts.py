"""Charts made of block characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BAR_CELLS = 24
"""Default width of the longest bar."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
LEVELS = " ▁▂▃▄▅▆▇█"
"""A cell filled from the bottom, from empty to full."""


def bar(share: float, cells: int = BAR_CELLS) -> str:
    """Draw a horizontal bar of at most `cells` cells, exact to an eighth of a cell. A share above 0 is never empty,
    and a negative one always is."""
    eighths = max(1, round(share * cells * 8)) if share > 0 else 0
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def sparkline(numbers: Sequence[int]) -> str:
    """Draw numbers as columns, one cell each, in proportion to the largest. A number above 0 is never blank;
    a negative one always is."""
    return column_rows(numbers, max(numbers, default=0), 1)[0]


def column_rows(numbers: Sequence[int], top: int, height: int, levels: str = LEVELS) -> list[str]:
    """Draw numbers as columns of `height` rows, one cell each, the highest row first. `top` fills a whole column; a
    number above 0 is never blank."""
    filled = [max(1, round(number / top * height * 8)) if number > 0 else 0 for number in numbers]
    below = range((height - 1) * 8, -1, -8)
    return ["".join(levels[max(0, min(eighths - start, 8))] for eighths in filled) for start in below]


def axis_top(largest: int) -> int:
    """The end of an axis: the smallest of 2, 4, 6, 8, 10, 20, 40 … that is not less than a number. Half of it is a
    whole number."""
    power = 1
    while True:
        for digit in (2, 4, 6, 8, 10):
            if digit * power >= largest:
                return digit * power
        power *= 10
