"""Numbers as text: parsing them into exact decimals, and formatting decimals for display.

All repetitions in the patterns are bounded, so that no text can make matching slow.
"""

from __future__ import annotations

import re
from decimal import Decimal

from thread_parsers.figures.units import (
    BILLION,
    HAN_DIGITS,
    HAN_SCALES,
    MILLION,
    NUMBER_WORDS,
    SCALES,
    TRILLION,
)

DIGITS = re.compile(
    r"\d{1,3}(?:(?P<divider>[,.'’\u00a0\u202f\u2009])\d{3}(?!\d)){1}(?:(?P=divider)\d{3}(?!\d)){0,8}(?:[.,]\d{1,6}(?!\d))?"
    r"|\d{1,3}(?:\x20\d{3}(?!\d)){2,8}|\d{1,2}(?:,\d\d){1,8},\d{3}(?!\d)|\d{1,25}(?!\d)(?:[.,]\d{1,25}(?!\d))?"
)
"""Digits of any script, with or without groups: 1,234,567.89, 1.234.567,89, 1 234 567, 12,34,567, 3.5, 3,5."""

SPACED = re.compile(r"[1-9]\d{0,2}\x20\d{3}(?!\d|\x20\d{3}(?!\d))(?:,\d{1,6}(?!\d))?")
"""Digits with one space, which may be two numbers: 10 000, 10 500,50."""

_NUMERAL = "[" + "".join(HAN_DIGITS) + "十百千]"
_PART = rf"(?:\d{{1,9}}(?:[.,]\d{{1,9}}){{0,3}}[十百千]?|{_NUMERAL}{{1,12}})"
_HAN_SCALE = r"(?:万亿|萬億|[万萬만亿億억兆조])"
HAN = re.compile(rf"(?:{_PART}\s?{_HAN_SCALE}\s?){{1,6}}(?:{_PART}(?![\w月日年])|{_PART}(?=[円元]))?")
"""East Asian numbers with a scale: 190亿, 3兆5000億, 三万亿, 12억."""

HAN_SMALL = re.compile(rf"{_NUMERAL}{{1,12}}")
"""East Asian numerals without a scale, which are parsed only next to a unit: 三百 in 三百元."""

IDIOMS = frozenset({"千万", "千萬", "万万", "萬萬"})
"""Words that mean "by all means" more often than ten million."""

_ONES = "|".join(sorted((word for word, value in NUMBER_WORDS.items() if 0 < value < 20), key=len, reverse=True))
_TENS = "|".join(word for word, value in NUMBER_WORDS.items() if value >= 20)
_SMALL = rf"(?:(?:{_TENS})(?:[-\s](?:{_ONES})\b)?|{_ONES})"
_SCALED = r"(?:\s{1,3}(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore))"

SMALL_WORDS = re.compile(_SMALL, re.IGNORECASE)
"""A number below a hundred in English words."""

WORDS = re.compile(
    rf"(?:half\s{{1,3}}an?|an?|{_SMALL}){_SCALED}{{1,3}}\b(?:\s{{1,3}}(?:and\s{{1,3}})?{_SMALL}{_SCALED}{{0,3}}\b){{0,6}}",
    re.IGNORECASE,
)
"""A number with a scale in English words: a hundred, nineteen billion, half a million."""


def from_digits(text: str) -> Decimal:
    """The value of a match of `DIGITS` or `SPACED`.

    The last comma or dot is the decimal point, unless it occurs twice, or is the only one and precedes exactly three
    digits: a comma then separates thousands, and so does a dot before three zeros.
    """
    if text.isdecimal():
        return Decimal(text)
    text = re.sub(r"['’\s]", "", text)
    marks = re.findall(r"[.,]", text)
    if not marks:
        return Decimal(text)
    whole, tail = text[: text.rindex(marks[-1])], text[text.rindex(marks[-1]) + 1 :]
    alone = len(marks) == 1 and len(tail) == 3 and (marks[0] == "," or tail == "000")
    if marks.count(marks[-1]) > 1 or alone:
        whole, tail = whole + tail, ""
    return Decimal(re.sub(r"[.,]", "", whole) + (f".{tail}" if tail else ""))


def from_han(text: str) -> Decimal:
    """The value of a match of `HAN` or `HAN_SMALL`."""
    total, at = Decimal(0), 0
    for match in re.finditer(_HAN_SCALE, text):
        total += _part(text[at : match.start()].strip()).scaleb(HAN_SCALES[match[0]])
        at = match.end()
    rest = text[at:].strip()
    return total + (_part(rest) if rest else 0)


def _part(text: str) -> Decimal:
    """The value of the digits or numerals before a scale: 190, 三百, 二〇."""
    digits = re.match(r"[\d.,]+", text)
    if digits:
        return from_digits(digits[0]).scaleb(sum(HAN_SCALES[char] for char in text[digits.end() :]))
    if not any(char in HAN_SCALES for char in text):
        # Positional numerals, digit by digit: 二〇二五.
        return Decimal("".join(str(HAN_DIGITS[char]) for char in text))
    total, ones = 0, 0
    for char in text:
        if char in HAN_SCALES:
            # A scale without a digit counts once: 十 is ten.
            total, ones = total + int(ones or 1) * 10 ** HAN_SCALES[char], 0
        else:
            ones = HAN_DIGITS[char]
    return Decimal(total + ones)


def from_words(text: str) -> Decimal:
    """The value of a match of `WORDS` or `SMALL_WORDS`."""
    total = group = Decimal(0)
    for word in re.split(r"[-\s]+", text.lower()):
        if word in {"a", "an"}:
            group = group or Decimal(1)
        elif word == "half":
            group = Decimal("0.5")
        elif word in {"hundred", "dozen"}:
            group *= 100 if word == "hundred" else 12
        elif word in SCALES:
            total, group = total + group.scaleb(SCALES[word]), Decimal(0)
        elif word != "and":
            group += NUMBER_WORDS[word]
    return total + group


_NAMED = ((TRILLION, "trillion"), (BILLION, "billion"), (MILLION, "million"))


def name(amount: Decimal) -> str:
    """An amount for display, which can be typed as a query: 19 billion, 1,250, 3.5."""
    for power, word in _NAMED:
        scaled = amount.scaleb(-power)
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            return f"{plain(scaled)} {word}"
    return plain(amount)


def plain(amount: Decimal) -> str:
    """An amount in digits with thousands separators and without trailing zeros."""
    return _without_zeros(f"{amount:,f}")


def digits(amount: Decimal) -> str:
    """An amount in digits alone, without trailing zeros: the same for equal amounts."""
    return _without_zeros(f"{amount:f}")


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
