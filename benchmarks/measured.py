"""Measurements of several rounds, and ratios between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

MOST_UNANSWERED = 0.2
"""The share of keys that may do nothing: at the end of a page, for example."""


class NotMeasured(Exception):
    """A measurement has no values: what it waits for never happened."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the results: what was measured, the target, our figure, and what it is compared with."""

    what: str
    bar: str
    ours: str
    against: str = ""
    ratio: str = ""
    others: str = ""
    """How much of the processor other work on the machine used meanwhile, if that was much."""

    def __str__(self) -> str:
        return f"| {self.what} | {self.bar} | {self.ours} | {self.against} | {self.ratio} | {self.others} |"

    def beside(self, others: str) -> Row:
        """The same row, with what other work used."""
        return replace(self, others=others)


HEADER = "| what | to reach | ours | against | ratio | other work |\n|---|---|---|---|---|---|"
Measurement = Callable[[], list[Row]]
"""Makes one row, or some that are measured together. It can be called again."""
Group = Iterator[Measurement]
"""Measurements of one subject."""


class Answer(NamedTuple):
    """What a key took, or a resize."""

    seconds: float
    """Until the last byte of the update."""
    processor: float
    """Seconds of processor time, of all threads."""
    sent: int
    """Bytes that were written to the terminal."""


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
    """`182 ms (170-201)`: median, minimum and maximum of seconds. Raises NotMeasured."""
    if not values:
        raise NotMeasured("no values")
    least, most = (f"{1000 * value:,.{_digits(median(values))}f}" for value in (min(values), max(values)))
    return f"{1000 * median(values):,.{_digits(median(values))}f} ms ({least}-{most})"


def once(seconds: float) -> str:
    """`182 ms`."""
    return f"{1000 * seconds:,.{_digits(seconds)}f} ms"


def ratio(ours: list[float], others: list[float]) -> str:
    """`1.12 (1.05-1.20)`: ours divided by the other's in each round: median, minimum and maximum."""
    pairs = [our / other for our, other in zip(ours, others, strict=True)]
    return f"{median(pairs):.3g} ({min(pairs):.3g}-{max(pairs):.3g})"


def share(values: list[float], part: float) -> float:
    """The value that a share of all values are below: a quantile. Raises NotMeasured."""
    if not values:
        raise NotMeasured("no values")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def cost(answers: list[Answer]) -> str:
    """`4.6 ms (3.9-41.8), p99 41.8; processor 4.4 ms; 5.3 kB`: of each answer. Raises NotMeasured, also if keys did
    nothing."""
    unanswered = sum(not each.sent for each in answers)
    if unanswered > MOST_UNANSWERED * len(answers):
        raise NotMeasured(f"{unanswered} of {len(answers)} keys were not answered")
    seconds = [each.seconds for each in answers]
    wall = f"{milliseconds(seconds)}, p99 {1000 * share(seconds, 0.99):.1f}"
    return f"{wall}; processor {1000 * processor_of(answers):.1f} ms; {sent_of(answers) / 1000:.1f} kB"


def processor_of(answers: list[Answer]) -> float:
    """Seconds of processor time of an answer, on average: it is counted in slices."""
    return sum(each.processor for each in answers) / len(answers)


def sent_of(answers: list[Answer]) -> float:
    """Bytes of an answer, on average."""
    return sum(each.sent for each in answers) / len(answers)


def _digits(seconds: float) -> int:
    return 0 if seconds >= 0.02 else 1
