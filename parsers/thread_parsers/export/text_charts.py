"""Charts made of block characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BAR_CELLS = 24
"""Default width of the longest bar."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
_LEVELS = " ▁▂▃▄▅▆▇█"


def bar(share: float, cells: int = BAR_CELLS) -> str:
    """Draw a horizontal bar of at most `cells` cells, exact to an eighth of a cell. A share above 0 is never empty,
    and a negative one always is."""
    eighths = max(1, round(share * cells * 8)) if share > 0 else 0
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def sparkline(numbers: Sequence[int]) -> str:
    """Draw numbers as columns, one cell each, in proportion to the largest. A number above 0 is never blank;
    a negative one always is."""
    largest = max(numbers, default=0)
    return "".join(_LEVELS[max(1, round(number / largest * 8)) if number > 0 else 0] for number in numbers)
