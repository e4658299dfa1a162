"""Counts as pages write them: "1,034 points", "1.2k", "4.4K"."""

from __future__ import annotations

import re

from thread_parsers.discussion.columns import NO_SCORE

_MINUS = ("-", "−", "–")
_SCALES = {"k": 1_000, "m": 1_000_000, "тыс": 1_000, "万": 10_000}
_NUMBER = re.compile(r"(?P<sign>[+−–-]?)\s?(?P<digits>\d[\d.,’'\s]*)(?P<scale>[kKmM万]|тыс)?")
MAX_COUNT = (1 << 31) - 1
COUNT_UNITS = r"points?|pts?|likes?|votes?|upvotes?|karma|points? de karma|punkte?|баллов|балла?"
"""What scores of comments are counted in."""
_COUNTED = re.compile(
    rf"[+−–-]?\d[\d.,]*\s?[kKmM]?\s+(?:{COUNT_UNITS}|views?|comments?|repl(?:y|ies)|subscribers?|members?|followers?)"
    r"|\d[\d.,]*\s?[kKmM]",
    re.IGNORECASE,
)


def is_counted(words: str) -> bool:
    """Whether words are only a count and its unit or scale: "39 points", "22K"."""
    return bool(_COUNTED.fullmatch(words))


def number(words: str) -> int:
    """A count, which may be negative; NO_SCORE where the words are none."""
    found = _NUMBER.match(words.strip())
    if found is None:
        return NO_SCORE
    digits = found["digits"].strip().rstrip(".,")
    scale = _SCALES.get((found["scale"] or "").casefold(), 1)
    if scale > 1 and re.fullmatch(r"\d+[.,]\d{1,2}", digits):
        value = round(float(digits.replace(",", ".")) * scale)
    else:
        value = int(re.sub(r"\D", "", digits)[:12] or 0) * scale
    value = min(value, MAX_COUNT)
    return -value if found["sign"] in _MINUS else value
