"""What the value of `value:` asks for: a figure as anyone would type it, and when a stated figure is the one meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.figures.figures import figures

if TYPE_CHECKING:
    from thread_parsers.figures.figures import Figure, Value


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """A value, and what may be asked besides."""

    value: Value
    noun: frozenset[str] = frozenset()
    """What a number must count: all of these words among those after it ("100 experts"), in the singular."""
    present: bool = False
    """Whether a year must be said to be the present one ("now 2024")."""

    @classmethod
    def read(cls, text: str) -> FigureQuery | None:
        """Understand `$19 billion`, `45%`, `2025-12-24`, `100 experts`, `now 2024`. None where no figure is in it."""
        figure = next(figures(text), None)
        return cls(figure.value, frozenset(map(singular, figure.noun)), figure.present) if figure else None

    def is_meant_by(self, figure: Figure) -> bool:
        """Whether a figure states what is asked for."""
        if figure.value != self.value or (self.present and not figure.present):
            return False
        return self.noun <= set(map(singular, figure.noun))

    def is_in(self, text: str) -> bool:
        """Whether a text states what is asked for."""
        return any(map(self.is_meant_by, figures(text)))


def singular(word: str) -> str:
    """A word without the ending of an English plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
