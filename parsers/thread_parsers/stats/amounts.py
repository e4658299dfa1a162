"""Amounts of the same kind, to find the closest to a value."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thread_parsers.figures.figure import Figure, Value

MAX_ROUNDING = Decimal("0.05")
"""The relative difference up to which a value is another one rounded."""


class Amounts:
    """Amounts of the same kind, all above 0, to find the closest to a value."""

    def __init__(self) -> None:
        self._first: dict[Decimal, tuple[int, Figure]] = {}
        """Each amount to the first figure that states it, with its place among all."""
        self._sorted: list[Decimal] = []

    def add(self, figure: Figure) -> None:
        """Add the amount of a figure."""
        self._first.setdefault(figure.value.amount, (len(self._first), figure))

    def sort(self) -> None:
        """Must be called when all amounts were added."""
        self._sorted = sorted(self._first)

    def nearest(self, value: Value) -> Figure | None:
        """The figure that is closest to a value; None where the value is one of them, rounded."""
        if value.amount <= 0:
            return None
        # The closest amounts are the next smaller and the next larger one.
        at = bisect_left(self._sorted, value.amount)
        found = sorted(self._first[amount] for amount in self._sorted[max(0, at - 1) : at + 1])
        if not found or any(rounds(value, figure) for _, figure in found):
            return None
        return min((figure for _, figure in found), key=lambda figure: ratio(value, figure))


def rounds(value: Value, figure: Figure) -> bool:
    """Whether a value is that of a figure, rounded."""
    return abs(value.amount - figure.value.amount) <= MAX_ROUNDING * figure.value.amount


def ratio(value: Value, figure: Figure) -> Decimal:
    """The larger of two amounts over the smaller."""
    small, large = sorted((value.amount, figure.value.amount))
    return large / small
