"""The value of a `value:` query: a figure as a user would type it, and whether a text states it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.figures.figures import figures, figures_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.figures.figure import Figure, Value


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """A value to search for, with optional conditions."""

    value: Value
    noun: frozenset[str] = frozenset()
    """Words that must all follow the number, in the singular: "100 experts"."""
    present: bool = False
    """Whether the text must say that the year is the current one ("now 2024")."""

    @classmethod
    def read(cls, text: str) -> FigureQuery | None:
        """Parse `$19 billion`, `45%`, `2025-12-24`, `100 experts` or `now 2024`. None if the text has no figure."""
        figure = next(figures(text), None)
        return cls(figure.value, frozenset(map(singular, figure.noun)), figure.present) if figure else None

    def matches_figure(self, figure: Figure) -> bool:
        """Whether a figure states the value and meets the conditions."""
        if figure.value != self.value or (self.present and not figure.present):
            return False
        return self.noun <= set(map(singular, figure.noun))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The spans of the figures that match."""
        return [(figure.start, figure.end) for figure in figures(text) if self.matches_figure(figure)]

    def matches(self, text: str) -> bool:
        """Whether any figure of the text matches."""
        return any(figure is not None and self.matches_figure(figure) for figure in figures_in_steps(text))

    def matches_in_steps(self, text: str) -> Generator[None, None, bool]:
        """The same as `matches`, in steps."""
        for figure in figures_in_steps(text):
            if figure is None:
                yield
            elif self.matches_figure(figure):
                return True
        return False


def singular(word: str) -> str:
    """A word without its English plural ending."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
