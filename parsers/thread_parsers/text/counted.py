"""A number with its noun, in the singular or the plural."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str | None = None, *, separator: str = ",") -> str:
    """`1 comment`, `1,000 comments`, `2 replies`. `separator` stands between thousands and may be empty."""
    return f"{number:{separator}} {noun if number == 1 else plural or noun + 's'}"
