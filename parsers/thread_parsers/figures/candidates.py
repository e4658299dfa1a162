"""Anchors: what every figure has in it. Looking for them first is many times quicker than trying to read everywhere.

An anchor is a run of digits, an East Asian scale, or an English scale or percent with a number written out ahead of it.
"""

from __future__ import annotations

import re
from typing import Literal

from thread_parsers.figures.units import HAN_SCALES, NUMBER_WORDS

_WORDS = ("hundred", "thousand", "million", "billion", "trillion", "dozen", "percent", "per cent")
_SCALE = re.compile("|".join(_WORDS))
_LEADS = frozenset({*NUMBER_WORDS, "a", "an"})
"""What stands ahead of a scale that is part of a figure: `a hundred`, `nineteen billion`."""
_LONGEST_LEAD = max(map(len, _LEADS)) + 3

_HAN = "".join(scale for scale in HAN_SCALES if len(scale) == 1 and scale not in "十百千")
Part = Literal["lead", "scale"]
"""A number written out, or what makes an anchor together with such a number ahead of it."""

_CHARS = re.compile(rf"[\d{_HAN}百](?:(?<!百)\d*|分之)")
_DIGITS = re.compile(r"[0-9]+")


def anchors(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """First and one past the last character of each anchor in a text, or in a part of it, in order."""
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    if not text.isascii():
        found = [match.span() for match in _CHARS.finditer(text, start, end)]
    else:
        found = [match.span() for match in _DIGITS.finditer(text, start, end)]
    before = max(0, start - _LONGEST_LEAD)
    lowered = text[before:end].lower()
    if len(lowered) != end - before:
        lowered = "".join(char.lower() if char.isascii() else char for char in text[before:end])
    words = [
        (before + word.start(), before + word.end())
        for word in _SCALE.finditer(lowered, start - before)
        if _is_led(lowered, word.start())
    ]
    return sorted(found + words) if words else found


def _is_led(text: str, at: int) -> bool:
    """Whether a number written out stands ahead of the scale at `at` of lower-case text."""
    ahead = text[max(0, at - _LONGEST_LEAD) : at].rstrip(" \t\n\r-\u00a0")
    lead = re.split(r"[^a-z]", ahead)[-1] if len(ahead) < at else ""
    return lead in _LEADS


_LETTERS = re.compile(r"[a-z]+")


def part_of_anchor(word: str) -> Part | None:
    """What a word in lower case is to an anchor together with another beside it, unless it has anchors itself."""
    # "per cent" is two words: the first is taken for a number, so that the second is an anchor.
    if word.startswith(("cent", *_WORDS)):
        return "scale"
    letters = _LETTERS.findall(word)
    return "lead" if letters and (letters[-1] in _LEADS or letters[-1].endswith("per")) else None


def most_anchors(word: str) -> int:
    """How many anchors a word in lower case has by itself at most, whatever stands beside it."""
    return len(anchors(word)) + sum(match.start() > 0 for match in _SCALE.finditer(word))
