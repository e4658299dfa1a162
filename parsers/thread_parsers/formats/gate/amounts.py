"""Numbers as counters show them: `16`, `1,234`, `1 234`, `1.2K`, `12,3 тыс.`, `3万`, `99+`."""

from __future__ import annotations

import re
from typing import NamedTuple

_SCALE_WORDS = {
    1_000: "k tsd tsd. mil тыс тыс. тис тис. хил. tys tys. tis. rb bin n tn 千 천 ألف आ हज़ार هزار χιλ.",
    10_000: "w 万 萬 만",
    100_000: "लाख l",
    1_000_000: "m mi mn mio mio. mln mln. млн млн. мільйон tr jt εκ. مليون میلیون",
    100_000_000: "億 亿 억",
    1_000_000_000: "b bi md mr mrd mrd. mld mld. млрд млрд. مليار",
}
"""Abbreviations of the short compact decimals of the Common Locale Data Repository (`compactDecimalFormat-short`), for
the languages of the site and the other large ones. Not in it: abbreviations that mean different numbers in different
languages without a hint which one it is (`T`)."""
SCALES = {word: factor for factor, words in _SCALE_WORDS.items() for word in words.split()}

MAX_CHARS = 24
"""The longest counter."""
_SEPARATORS = ".,'’ \u00a0\u2009\u202f"
_DIGITS = rf"\d{{1,3}}(?:[{_SEPARATORS}]\d{{2,3}}){{1,5}}|\d{{1,15}}"
_SCALE = "|".join(re.escape(word) for word in sorted(SCALES, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<whole>{_DIGITS})(?:[.,](?P<part>\d{{1,2}}))?(?:\s?(?P<scale>{_SCALE}))?\s?(?P<more>\+)?", re.IGNORECASE
)
_SEPARATOR = re.compile(f"[{_SEPARATORS}]")
_NUMBERS = re.compile(rf"(?:{_DIGITS})")


class Amount(NamedTuple):
    """The number of a counter."""

    number: int
    at_least: bool = False
    """Whether there may be more: `99+`."""


def amount_of(label: str) -> Amount | None:
    """The amount that a label is; None for another label. A rounded one is taken as it is: `1.2K` is 1200."""
    match = _AMOUNT.fullmatch(label) if len(label) <= MAX_CHARS else None
    if match is None:
        return None
    groups = _SEPARATOR.split(match["whole"])
    part = match["part"] or ""
    factor = SCALES[match["scale"].casefold()] if match["scale"] else 1
    if factor > 1 and len(groups) == 2 and not part:  # 1.234K
        part = groups.pop()
    # In groups of digits the last one has three. Without a scale there is nothing to have a part of.
    if (len(groups) > 1 and len(groups[-1]) != 3) or (part and factor == 1):
        return None
    number = int("".join(groups)) * factor + (round(int(part) * factor / 10 ** len(part)) if part else 0)
    return Amount(number, match["more"] is not None)


def labelled(text: str) -> list[tuple[Amount, str]]:
    """The ways to read `16 likes`, `likes: 16` or `1.2K likes` as an amount and a label. `text` is in lower case."""
    found: list[tuple[Amount, str]] = []
    if len(text) > MAX_LABELLED_CHARS:
        return found
    for at in range(1, len(text)):
        # Cut only between what can end a number and what can begin a label, or the other way round.
        for number, label in ((text[:at], text[at:]), (text[at:], text[:at])):
            amount = amount_of(number.strip())
            if amount is not None:
                found.append((amount, label.strip(" \t:：\u00a0")))
    return found


MAX_LABELLED_CHARS = 40
"""The longest line of a number with its label."""


def numbers_in(text: str) -> list[int]:
    """The whole numbers in a text, with those that are in groups of digits."""
    amounts = (amount_of(match[0].strip(_SEPARATORS)) for match in _NUMBERS.finditer(text))
    return [amount.number for amount in amounts if amount is not None]
