"""Ranges: two figures, such as those of "5 to 10 million", of which one may state what applies to both."""

from __future__ import annotations

import re
from decimal import Decimal

from thread_parsers.figures import numerals
from thread_parsers.figures.figure import Figure, Value


def _scale_of(figure: Figure) -> Decimal:
    """The value of the scale word of a figure ("million"); 1 if it has none."""
    amount = figure.value.amount
    digits = numerals.SPACED.search(figure.text) or numerals.DIGITS.search(figure.text)
    if digits is None:  # in words: "ten million" is ten times a power of a thousand
        return Decimal(10) ** (amount.adjusted() // 3 * 3) if amount >= 1000 else Decimal(1)
    number = numerals.from_digits(digits[0])
    return amount / number if number and amount >= 1000 else Decimal(1)


_RANGE = re.compile(r"\s?(?:[-–—~〜～]|to|bis|à|a|до|至|到)\s?")
_MAX_RANGE_CHARS = 5
"""Characters that the pattern matches."""


def is_range(text: str, first: Figure, second: Figure) -> bool:
    """Whether nothing but a dash, or a word that means the same, is between two figures of a text."""
    is_near = second.start - first.end <= _MAX_RANGE_CHARS
    return is_near and _RANGE.fullmatch(text, first.end, second.start) is not None


def completed(first: Figure, second: Figure) -> tuple[Figure, Figure]:
    """Complete the two ends of a range: a unit, scale or noun that only one of them states applies to both."""
    small, large = first.value, second.value
    if {small.kind, large.kind} - {"number", "percent", "money"} or (small.unit and large.unit not in ("", small.unit)):
        return first, second
    if {small.kind, large.kind} == {"percent", "money"}:
        return first, second
    # "number" is the weakest kind: in "5 to 10%" both are percentages.
    kind, unit = max(small.kind, large.kind, key=("number", "percent", "money").index), small.unit or large.unit
    amount = small.amount
    # "5 to 10 million": the first end takes over the scale word of the second. "500-1500" has none.
    scaled = amount * _scale_of(second)
    if abs(amount) < 1000 and abs(scaled) <= large.amount:
        amount = scaled
    noun = second.noun if kind == "number" else ()
    return (
        _with_value(first, Value(kind, amount, unit), noun),
        _with_value(second, Value(kind, large.amount, unit), noun),
    )


def _with_value(figure: Figure, value: Value, noun: tuple[str, ...]) -> Figure:
    return Figure(value, figure.text, figure.start, figure.end, figure.hedge, noun, figure.present)
