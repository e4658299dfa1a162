"""Measurements of several rounds, and ratios between them."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the results: what was measured, the target, our figure, and what it is compared with."""

    what: str
    bar: str
    ours: str
    against: str = ""
    ratio: str = ""

    def __str__(self) -> str:
        return f"| {self.what} | {self.bar} | {self.ours} | {self.against} | {self.ratio} |"


def rounds(count: int, contestants: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Measure each contestant in each round. They take turns, and each round starts with a different one."""
    names = list(contestants)
    results: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(count):
        shift = turn % len(names)
        for name in names[shift:] + names[:shift]:
            results[name].append(contestants[name]())
    return results


def milliseconds(values: list[float]) -> str:
    """`182 ms (170-201)`: median, minimum and maximum of seconds."""
    if not values:
        return "not measured"
    least, most = (f"{1000 * value:,.{_digits(median(values))}f}" for value in (min(values), max(values)))
    return f"{1000 * median(values):,.{_digits(median(values))}f} ms ({least}-{most})"


def ratio(ours: list[float], others: list[float]) -> str:
    """`1.12 (1.05-1.20)`: ours divided by the other's in each round: median, minimum and maximum."""
    pairs = [our / other for our, other in zip(ours, others, strict=True)]
    return f"{median(pairs):.3g} ({min(pairs):.3g}-{max(pairs):.3g})"


def share(values: list[float], part: float) -> float:
    """The value that a share of all values are below: a quantile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _digits(seconds: float) -> int:
    return 0 if seconds >= 0.02 else 1
