"""Numbers of several rounds, and how two of them compare."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, what is to be reached, ours, and what it is compared with."""

    what: str
    bar: str
    ours: str
    against: str = ""
    ratio: str = ""

    def __str__(self) -> str:
        return f"| {self.what} | {self.bar} | {self.ours} | {self.against} | {self.ratio} |"


def rounds(count: int, contestants: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """What each contestant measured in each round. They take turns, and each round begins with another one."""
    names = list(contestants)
    results: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(count):
        shift = turn % len(names)
        for name in names[shift:] + names[:shift]:
            results[name].append(contestants[name]())
    return results


def milliseconds(values: list[float]) -> str:
    """`182 ms (170-201)`: the median, the least and the most of seconds."""
    if not values:
        return "not measured"
    least, most = (f"{1000 * value:,.{_digits(median(values))}f}" for value in (min(values), max(values)))
    return f"{1000 * median(values):,.{_digits(median(values))}f} ms ({least}-{most})"


def ratio(ours: list[float], others: list[float]) -> str:
    """`1.12 (1.05-1.20)`: ours divided by the other's, round by round: the median, the least and the most."""
    pairs = [our / other for our, other in zip(ours, others, strict=True)]
    return f"{median(pairs):.3g} ({min(pairs):.3g}-{max(pairs):.3g})"


def share(values: list[float], part: float) -> float:
    """The value below which a part of the values are."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _digits(seconds: float) -> int:
    return 0 if seconds >= 0.02 else 1
