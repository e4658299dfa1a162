"""A figure of a text, and its value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from thread_parsers.figures import numerals

if TYPE_CHECKING:
    from decimal import Decimal

Kind = Literal["money", "percent", "number", "year", "date"]
"""What a figure measures. Equal amounts of different kinds are different values."""


class Value(NamedTuple):
    """The normalized value of a figure. Two figures state the same if their values are equal."""

    kind: Kind
    amount: Decimal
    """A date is the number yyyymmdd, with 00 for the day if only the month is given."""
    unit: str = ""
    """The code of a currency; empty for other kinds."""

    @property
    def name(self) -> str:
        """The value for display. Parsing the name yields the value again."""
        if self.kind == "date":
            digits = f"{self.amount:08f}"
            return f"{digits[:4]}-{digits[4:6]}" + (f"-{digits[6:]}" if digits[6:] != "00" else "")
        if self.kind == "year":
            return str(self.amount)
        if self.kind == "percent":
            return f"{numerals.plain(self.amount)}%"
        return f"{numerals.name(self.amount)} {self.unit}".strip()


class Figure(NamedTuple):
    """A value and where it is stated. `start` and `end` are offsets in characters of the text."""

    value: Value
    text: str
    """As written, with its unit and without the surrounding words."""
    start: int
    end: int
    hedge: str = ""
    """The word before it that makes it approximate: nearly, over, 约."""
    noun: tuple[str, ...] = ()
    """For a number, up to three words after it in lower case, which include what is counted. In scripts without spaces,
    the one character after it (人, 台)."""
    present: bool = False
    """For a year, whether the words before it say that it is the current one ("it's already 2024")."""
