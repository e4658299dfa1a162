"""What stands beside a number: signs and hedges ahead of it, a scale, a currency or a percent after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thread_parsers.figures import units

_SIGNS = {**units.SYMBOLS, **{code: units.SAME_CODE.get(code, code) for code in units.CODES}}
_LONGEST_SIGN = max(map(len, _SIGNS))
_CURRENCIES = {**units.CURRENCIES, **{code.lower(): units.SAME_CODE.get(code, code) for code in units.CODES}}
_UPPER_ONLY = frozenset({"gt", "sol", "try", "aed", "sar", "all"})
"""Codes that are words of a language when they are not in capitals."""
_LONGEST_UNIT = 5
"""Characters of the longest unit that is written without spaces."""


@dataclass(frozen=True, slots=True)
class After:
    """What follows a number."""

    end: int
    """Where it ends, in characters of the text."""
    power: int = 0
    """The power of ten of the scale."""
    currency: str = ""
    percent: bool = False


def ahead_of_number(text: str, at: int, done: int) -> tuple[int, str, bool]:
    """Where a number at `at` begins with all its signs, the currency of a sign ahead of it, and whether it is negative.
    Nothing before `done` is looked at."""
    start, currency = _sign(text, at, done)
    minus = start > done and _MINUS.search(text, max(0, start - 2), start) is not None
    return start - minus, currency, minus


_MINUS = re.compile(r"(?<![\w)\]])[-−]\Z")
"""A sign, and not the dash of a range or of a word."""


def _sign(text: str, at: int, done: int) -> tuple[int, str]:
    """The currency sign that ends at `at`, with at most one space between, and where it begins."""
    end = at - 1 if at > done and text[at - 1] in " \u00a0" else at
    for size in range(min(_LONGEST_SIGN, end - done), 0, -1):
        code = _SIGNS.get(text[end - size : end])
        if code is None:
            continue
        is_word = text[end - size].isalpha()
        if not is_word or end == size or not text[end - size - 1].isalnum():
            return end - size, code
    return at, ""


_SCALE = re.compile(r"[ \u00a0\u202f-]{0,2}([^\W\d_]{1,12})")
_TWO_WORD_SCALES = tuple(word.split(" ") for word in units.SCALES if " " in word)
_CURRENCY = re.compile(
    r"[ \u00a0\u202f-]{0,2}(?:de\s|d['’]|di\s)?(u\.s\.|[^\W\d_]{1,14})(?:[ \u00a0]([^\W\d_]{1,14}))?", re.IGNORECASE
)
_PERCENT = re.compile(rf"[ \u00a0\u202f-]?(?:{'|'.join(map(re.escape, units.PERCENT))})(?![^\W\d_])", re.IGNORECASE)


def after_number(text: str, end: int, *, of_money: bool) -> After | None:
    """What follows the number that ends at `end`. None where a letter follows that could be a scale or a measure."""
    scale = _scale(text, end, of_money=of_money)
    if scale is None:
        return None
    end, power = scale
    percent = _PERCENT.match(text, end)
    if percent:
        return After(percent.end(), power, percent=True)
    currency_end, currency = _currency(text, end)
    return After(currency_end, power, currency)


def _scale(text: str, end: int, *, of_money: bool) -> tuple[int, int] | None:
    match = _SCALE.match(text, end)
    if match is None:
        return end, 0
    word = match[1]
    if len(word) == 1 and word in units.LETTER_SCALES and (match.start(1) == end or word in "BM"):
        if word in "kKMB" or of_money or _currency(text, match.end())[1]:
            return match.end(), units.LETTER_SCALES[word]
        return None if match.start(1) == end else (end, 0)
    for first, second in _TWO_WORD_SCALES:
        if word.lower() == first and text[match.end() : match.end() + len(second) + 1].lower() == f" {second}":
            return match.end() + len(second) + 1, units.SCALES[f"{first} {second}"]
    power = units.SCALES.get(word.lower()) if len(word) > 1 else None
    return (match.end(), power) if power is not None else (end, 0)


def _currency(text: str, end: int) -> tuple[int, str]:
    match = _CURRENCY.match(text, end)
    if match is None:
        return end, ""
    word, second = match[1], match[2] or ""
    if word.isascii():
        code = _named(word)
        if code:
            return match.end(1), code
        adjective = units.ADJECTIVES.get(word.lower())
        two = units.ADJECTIVES.get(f"{word} {second}".lower())
        return _after_adjective(text, match, adjective, two)
    code = _named(word)
    if code:
        return match.end(1), code
    for size in range(min(_LONGEST_UNIT, len(word)), 0, -1):
        code = _CURRENCIES.get(word[:size].lower(), "")
        if code and not word[0].isascii() and ord(word[0]) > 0x2E00:
            return match.start(1) + size, code
    return end, ""


def _after_adjective(text: str, match: re.Match[str], one: str | None, two: str | None) -> tuple[int, str]:
    if two:
        name = re.compile(r"[ \u00a0](dollars?)", re.IGNORECASE).match(text, match.end())
        return (name.end(), two) if name else (match.start(), "")
    code = _named(match[2] or "") if one else ""
    if not code or not one:
        return match.start(), ""
    return match.end(2), one if (match[2] or "").lower().startswith("dollar") else code


def _named(word: str) -> str:
    lower = word.lower()
    if lower in _UPPER_ONLY and not word.isupper():
        return ""
    return _CURRENCIES.get(lower, "")


def hedge_before(before: str) -> str:
    """The hedge with which lower-case text ends, or nothing."""
    if not before.endswith(units.HEDGES):
        return ""
    return next((hedge for hedge in units.HEDGES if _ends_with(before, hedge)), "")


def says_present(before: str) -> bool:
    """Whether lower-case text ends with words that say that the year after them is the present one."""
    return before.endswith(units.PRESENT) and any(_ends_with(before, word) for word in units.PRESENT)


def _ends_with(before: str, word: str) -> bool:
    if not before.endswith(word):
        return False
    return not word[0].isascii() or not word[0].isalpha() or not before[: -len(word)][-1:].isalnum()
