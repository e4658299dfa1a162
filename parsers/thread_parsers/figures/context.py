"""The context of a number: signs and hedges before it, a scale, a currency or percent after it."""

from __future__ import annotations

import re
from typing import NamedTuple

from thread_parsers.figures import units

_CURRENCY_SIGNS = {**units.SYMBOLS, **{code: units.SAME_CODE.get(code, code) for code in units.CODES_AHEAD}}
_MAX_SIGN_CHARS = max(map(len, _CURRENCY_SIGNS))
SIGN_ENDS = frozenset(sign[-1] for sign in _CURRENCY_SIGNS)
_CURRENCIES = {**units.CURRENCIES, **{code.lower(): units.SAME_CODE.get(code, code) for code in units.CODES}}
_UPPER_ONLY = frozenset(code.lower() for code in units.CODES - units.CODES_IN_ANY_CASE) - units.CURRENCIES.keys()
"""Codes that are ordinary words unless they are in capitals."""
_MAX_UNSPACED_UNIT_CHARS = max(len(name) for name in units.CURRENCIES if ord(name[0]) > 0x2E00)
"""Length of the longest unit in a script without spaces."""
_FIRST_WORDS = frozenset(name.partition(" ")[0] for name in units.ENGLISH_NAMES)
_MAX_NAME_WORDS = max(name.count(" ") + 1 for name in units.ENGLISH_NAMES)


class After(NamedTuple):
    """What follows a number."""

    end: int
    """One past its last character in the text."""
    power: int = 0
    """The power of ten of the scale."""
    currency: str = ""
    """Code of the currency; empty if there is none."""
    percent: bool = False


def ahead_of_number(text: str, at: int, done: int) -> tuple[int, str, bool]:
    """Parse the signs before the number at `at`, not before `done`. Returns where the number begins with its signs,
    the code of its currency sign or "", and whether it is negative."""
    start, currency = _currency_sign(text, at, done)
    minus = start > done and _MINUS.search(text, max(0, start - 2), start) is not None
    return start - minus, currency, minus


_MINUS = re.compile(rf"(?<![\w)\]%‰{re.escape(''.join(sign for sign in units.SYMBOLS if len(sign) == 1))}])[-−]\Z")
"""A minus sign, but not the dash of a range (`50€-60€`) or of a compound."""


def _currency_sign(text: str, at: int, done: int) -> tuple[int, str]:
    """The currency sign or code before `at`, with at most one space in between: where it begins, and its code."""
    end = at - 1 if at > done and text[at - 1] in " \u00a0" else at
    if end == done or text[end - 1] not in SIGN_ENDS:
        return at, ""
    # Longest first: `US$` also ends with `$`.
    for size in range(min(_MAX_SIGN_CHARS, end - done), 0, -1):
        code = _CURRENCY_SIGNS.get(text[end - size : end])
        if code is None:
            continue
        # Letters must be a whole word: the EUR of `EUR 5`, but not of `LIQUEUR 5`.
        is_word = text[end - size].isalpha()
        if not is_word or end == size or not text[end - size - 1].isalnum():
            return end - size, code
    return at, ""


_VOWEL_SIGN = r"[\u064b-\u0655\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u09d7\u0b82\u0bbe-\u0bd7]"
"""A vowel sign of the Arabic, Devanagari, Bengali or Tamil script, which Python does not count as a letter."""
_WORD = rf"[^\W\d_]{{1,16}}(?:{_VOWEL_SIGN}{{1,3}}[^\W\d_]{{0,16}}){{0,8}}"
_SCALE = re.compile(rf"[ \u00a0\u202f-]{{0,2}}({_WORD})")
_SECOND_WORDS: dict[str, list[str]] = {}
for _first, _space, _second in (word.partition(" ") for word in units.SCALES):
    if _space:
        _SECOND_WORDS.setdefault(_first, []).append(_second)
"""First to second words of the scales of two words."""
_CURRENCY = re.compile(
    rf"[ \u00a0\u202f-]{{0,2}}(?:de\s|d['’]|di\s)?(u\.s\.|{_WORD})(?:[ \u00a0]({_WORD}))?",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_]{1,16})")
_SIGNS = "|".join(re.escape(sign) for sign in sorted(units.SYMBOLS, key=len, reverse=True))
_SIGN_BEHIND = re.compile(rf"({_SIGNS})(?![\w$€£])|[ \u00a0\u202f]({_SIGNS})(?![\w$€£]|[ \u00a0]\d)")
"""A currency sign after the number: `20$`, `50 €`. In `5 $10` and `5 $ 10` it belongs to the number after it."""
_PERCENT = re.compile(rf"[ \u00a0\u202f-]?(?:{'|'.join(map(re.escape, units.PERCENT))})(?![^\W\d_])", re.IGNORECASE)


def after_number(text: str, end: int, *, of_money: bool) -> After | None:
    """Parse what follows the number that ends at `end`. None if it is directly followed by a letter that may be a scale
    or a unit of measure ("5m")."""
    scale = _scale(text, end, of_money=of_money)
    if scale is None:
        return None
    end, power = scale
    percent = _PERCENT.match(text, end)
    if percent:
        return After(percent.end(), power, percent=True)
    currency_end, currency = _currency(text, end)
    if power and not currency and text[end : end + 1] == ".":  # an abbreviated scale: "1,5 Mio. €"
        behind_dot, currency = _currency(text, end + 1)
        currency_end = behind_dot if currency else end
    return After(currency_end, power, currency)


def _scale(text: str, end: int, *, of_money: bool) -> tuple[int, int] | None:
    match = _SCALE.match(text, end)
    if match is None:
        return end, 0
    word = match[1]
    # A single letter is a scale only where nothing else is likely: `5k` and `5M`, but `5m` (metres) only of money.
    if len(word) == 1 and word in units.LETTER_SCALES and (match.start(1) == end or word in "BM"):
        if word in "kKMB" or of_money or _currency(text, match.end())[1]:
            return match.end(), units.LETTER_SCALES[word]
        return None if match.start(1) == end else (end, 0)
    lower = word.lower()
    for second in _SECOND_WORDS.get(lower, ()):
        if text[match.end() : match.end() + len(second) + 1].lower() == f" {second}":
            return match.end() + len(second) + 1, units.SCALES[f"{lower} {second}"]
    power = units.SCALES.get(lower) if len(word) > 1 else None
    return (match.end(), power) if power is not None else (end, 0)


def _currency(text: str, end: int) -> tuple[int, str]:
    sign = _SIGN_BEHIND.match(text, end)
    if sign:
        return sign.end(), _CURRENCY_SIGNS[sign[1] or sign[2]]
    match = _CURRENCY.match(text, end)
    if match is None:
        return end, ""
    word, second = match[1], match[2] or ""
    if word.isascii():
        code = _currency_code(word)
        if code:
            return match.end(1), code
        if word.lower() in _FIRST_WORDS:
            name_end, code = _english_name(text, match)
            if code:
                return name_end, code
        adjective = units.ADJECTIVES.get(word.lower())
        two = units.ADJECTIVES.get(f"{word} {second}".lower())
        return _after_adjective(text, match, adjective, two)
    code = _currency_code(word)
    if code:
        return match.end(1), code
    # Without spaces, the match continues with the words after the unit: try its beginnings, longest first.
    for size in range(min(_MAX_UNSPACED_UNIT_CHARS, len(word)), 0, -1):
        code = _CURRENCIES.get(word[:size].lower(), "")
        if code and not word[0].isascii() and ord(word[0]) > 0x2E00:
            return match.start(1) + size, code
    return end, ""


def _english_name(text: str, match: re.Match[str]) -> tuple[int, str]:
    """The currency whose name of several words begins with the first group of a match, and where it ends."""
    name, end = match[1].lower(), match.end(1)
    for _ in range(_MAX_NAME_WORDS - 1):
        word = _NEXT_WORD.match(text, end)
        if word is None:
            break
        name, end = f"{name} {word[1].lower()}", word.end()
        code = units.ENGLISH_NAMES.get(name)
        if code:
            return end, code
    return match.start(), ""


def _after_adjective(text: str, match: re.Match[str], one: str | None, two: str | None) -> tuple[int, str]:
    """The currency after an adjective of one word ("US dollars", "Swiss francs") or of two ("Hong Kong dollars")."""
    if two:
        name = re.compile(r"[ \u00a0](dollars?)", re.IGNORECASE).match(text, match.end())
        return (name.end(), two) if name else (match.start(), "")
    code = _currency_code(match[2] or "") if one else ""
    if not code or not one:
        return match.start(), ""
    return match.end(2), one if (match[2] or "").lower().startswith("dollar") else code


def _currency_code(word: str) -> str:
    """The code of the currency with this name or code; empty if there is none."""
    lower = word.lower()
    if lower in _UPPER_ONLY and not word.isupper():
        return ""
    return _CURRENCIES.get(lower, "")


def hedge_before(before: str) -> str:
    """The hedge ("nearly") at the end of a lower-case text; empty if there is none."""
    if not before.endswith(units.HEDGES):
        return ""
    return next((hedge for hedge in units.HEDGES if _ends_with(before, hedge)), "")


def says_present(before: str) -> bool:
    """Whether a lower-case text ends with words that say that the year after them is the current one ("it's now")."""
    return before.endswith(units.PRESENT) and any(_ends_with(before, word) for word in units.PRESENT)


def _ends_with(before: str, word: str) -> bool:
    """Whether a text ends with a word, or with a sign, which needs no word boundary before it."""
    if not before.endswith(word):
        return False
    return not word[0].isascii() or not word[0].isalpha() or not before[: -len(word)][-1:].isalnum()
