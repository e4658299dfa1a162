"""Figures: the amounts, percentages, numbers and dates that a text states, each as one value however it is written.

`$19 billion`, `19 billion dollars`, `nearly 19 billion USD` and `190亿美元` are the amount 19,000,000,000 of the unit
USD. A bare four-digit number from 1900 to 2099 is a year. Not figures: times of the day, versions, ordinals, addresses,
fractions and digits that belong to a word (GPT-4, Web3). The tables of words are in `units`, the reading of numbers in
`amounts`.

Every figure has an anchor: digits, or a word or character for a scale. From there it is read to the left (signs,
months, written-out numbers) and to the right (scales, currencies, percent).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from thread_parsers.figures import numerals, units
from thread_parsers.figures.candidates import anchors
from thread_parsers.figures.context import after_number, ahead_of_number, hedge_before, says_present

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal["money", "percent", "number", "year", "date"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a figure comes to. Two figures state the same when their values are equal."""

    kind: Kind
    amount: Decimal
    """A date is the number yyyymmdd, with 00 for the day where only the month is told."""
    unit: str = ""
    """The code of a currency; empty for all else."""

    @property
    def name(self) -> str:
        """The value as it is named here; reading the name gives the value again."""
        if self.kind == "date":
            digits = f"{self.amount:08f}"
            return f"{digits[:4]}-{digits[4:6]}" + (f"-{digits[6:]}" if digits[6:] != "00" else "")
        if self.kind == "year":
            return str(self.amount)
        if self.kind == "percent":
            return f"{numerals.plain(self.amount)}%"
        return f"{numerals.name(self.amount)} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Figure:
    """A value where it is stated. `start` and `end` are characters of the text that was searched."""

    value: Value
    text: str
    """As it is written, with its unit and without the words around it."""
    start: int
    end: int
    hedge: str = ""
    """The word ahead of it that keeps it from being exact: nearly, over, 约."""
    noun: tuple[str, ...] = ()
    """For a number, up to three words after it, lower case: among them is what is counted. In text without spaces it is
    the one character after it (人, 台)."""
    present: bool = False
    """For a year, whether the words ahead of it say that it is the present one ("it's already 2024")."""


def figures(text: str, within: Iterable[tuple[int, int]] | None = None) -> Iterator[Figure]:
    """The figures of a text, in order. `within` are parts of it in order, in characters, outside of which there is no
    anchor, for those who know that."""
    found = anchors(text) if within is None else (anchor for part in within for anchor in anchors(text, *part))
    ahead: Figure | None = None
    for figure in _each(text, found):
        here = figure
        if ahead is not None:
            if _BETWEEN.fullmatch(text, ahead.end, here.start):
                ahead, here = _of_range(ahead, here)
            yield ahead
        ahead = here
    if ahead is not None:
        yield ahead


def _each(text: str, found: Iterable[tuple[int, int]]) -> Iterator[Figure]:
    done = 0
    for at, end in found:
        if at < done:
            continue
        first = text[at]
        if first.isdecimal():
            figure, done = _from_digits(text, at, end, done)
        elif first == "百":
            figure = _per_hundred(text, at, end)
        else:
            figure = _from_words(text, at, done) if first.isascii() else _from_han(text, at, done)
        if figure is not None:
            done = max(done, figure.end)
            yield figure


_GLUE = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ_#@/\\=&?~](?:-)?\Z|\d[.,:]\Z")
"""Ahead of digits: they go on from a word, an address or another number."""
_GLUED = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ_@]|/\d|[.,]\d|\d")
"""After a figure: what was read is only the beginning of something else."""
_LONGEST = 2000
"""Characters of an address."""

_NO_FIGURE = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,9}(?:\.\d{1,9}){3,9}|\d{1,9}\.\d{1,2}\.\d{1,9}(?:\.\d{1,9}){0,9}"
    r"|\d{1,9}\s?(?:st|nd|rd|th|º|ª)\b|\d{1,4}/\d{1,4}(?![\d/])"
)
"""What begins with digits and is no figure: times of the day, addresses, versions, ordinals, fractions."""

_DATE = re.compile(
    r"(?P<y1>\d{4})(?P<dash>[-/.])(?P<m1>\d{1,2})(?P=dash)(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>\d{4})(?!\d)"
    r"|(?P<d3>\d{1,2})(?:st|nd|rd|th)?\.?\s(?:de\s|of\s)?(?P<m3>[^\W\d_]{3,10})\.?,?\s(?:de\s|del\s)?(?P<y3>\d{4})(?!\d)"
    r"|(?P<y4>\d{4})\s?[年년]\s?(?P<m4>\d{1,2})\s?[月월](?:\s?(?P<d4>\d{1,2})\s?[日号일])?"
    r"|(?P<y5>\d{4})-(?P<m5>0[1-9]|1[0-2])(?![-\d])"
)
_MONTH_AHEAD = re.compile(r"(?<![^\W_])([^\W\d_]{3,10})[.,]?\s(?:de\s|of\s)?\Z")
_DAY_AND_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)")
_YEAR = re.compile(r"\d{4}(?!\d)")


def _from_digits(text: str, at: int, end: int, done: int) -> tuple[Figure | None, int]:
    """The figure with digits at `at`, if there is one, and up to where the text is used up."""
    if end - at > 25 or _GLUE.search(text, max(0, at - 2), at) or _in_address(text, at):
        return None, end
    figure = _dated(text, at, done)
    if figure is not None:
        return figure, figure.end
    skipped = _NO_FIGURE.match(text, at)
    if skipped:
        return None, skipped.end()
    han = None if text.isascii() else numerals.HAN.match(text, at)
    if han:
        return _figure(text, at, han.end(), numerals.from_han(han[0]), done), han.end()
    digits = numerals.DIGITS.match(text, at)
    if digits is None:
        return None, end
    return _figure(text, at, digits.end(), numerals.from_digits(digits[0]), done), digits.end()


def _in_address(text: str, at: int) -> bool:
    if at == 0 or text[at - 1].isspace():
        return False
    low = max(0, at - _LONGEST)
    word = max(text.rfind(" ", low, at), text.rfind("\n", low, at)) + 1
    return text.startswith(("http://", "https://", "www."), word)


def _dated(text: str, at: int, done: int) -> Figure | None:
    """The date of which the digits at `at` are the first ones."""
    found = _DATE.match(text, at)
    if found:
        form = next(form for form in "12345" if found[f"y{form}"])
        day = found[f"d{form}"] if form != "5" else None
        return _date(text, at, found.end(), (found[f"y{form}"], found[f"m{form}"], day))
    if at == 0 or not text[at - 1].isspace():
        return None
    month = _MONTH_AHEAD.search(text, max(done, at - 16), at)
    if not month or month[1].lower() not in units.MONTHS:
        return None
    whole = _DAY_AND_YEAR.match(text, at)
    if whole:
        return _date(text, month.start(), whole.end(), (whole[2], month[1], whole[1]))
    year = _YEAR.match(text, at)
    return _date(text, month.start(), year.end(), (year[0], month[1], None)) if year else None


def _date(text: str, start: int, end: int, parts: tuple[str, str, str | None]) -> Figure | None:
    year, month, day = parts
    number = int(month) if month.isdecimal() else units.MONTHS.get(month.lower(), 0)
    try:
        when = date(int(year), number, int(day or 1))
    except ValueError:
        return None
    amount = when.year * 10000 + when.month * 100 + (when.day if day else 0)
    return Figure(Value("date", Decimal(amount)), text[start:end], start, end)


def _per_hundred(text: str, start: int, at: int) -> Figure | None:
    digits = numerals.DIGITS.match(text, at)
    han = numerals.HAN_SMALL.match(text, at)
    if digits:
        return _made(text, start, digits.end(), Value("percent", numerals.from_digits(digits[0])))
    return _made(text, start, han.end(), Value("percent", numerals.from_han(han[0]))) if han else None


_WORD_START = re.compile(r"(?<![^\W_])[^\W\d_]")


def _from_words(text: str, at: int, done: int) -> Figure | None:
    """The figure that is written out in English around the scale or the percent at `at`."""
    of_hundred = text[at : at + 1] in "pP"
    for start in _WORD_START.finditer(text, max(done, at - 24), at):
        found = (
            numerals.SMALL_WORDS.match(text, start.start()) if of_hundred else numerals.WORDS.match(text, start.start())
        )
        if found and (text[found.end() : at].strip(" -") == "" if of_hundred else found.end() > at):
            return _figure(text, start.start(), found.end(), numerals.from_words(found[0]), done)
    return None


_NUMERALS = re.compile(r"[〇零一二三四五六七八九十百千壹两兩贰叁]{1,12}\Z")


def _from_han(text: str, at: int, done: int) -> Figure | None:
    """The figure in East Asian numerals with the scale at `at`."""
    digits = _NUMERALS.search(text, max(done, at - 12), at)
    found = numerals.HAN.match(text, digits.start()) if digits else None
    if not found or found[0].strip() in numerals.IDIOMS:
        return None
    return _figure(text, found.start(), found.end(), numerals.from_han(found[0]), done)


def _figure(text: str, at: int, end: int, amount: Decimal, done: int) -> Figure | None:
    """The figure of the number that stands from `at` to `end`, with what stands beside it."""
    bare = end - at == 4 and text[at:end].isdecimal()
    start, sign, minus = ahead_of_number(text, at, done)
    after = after_number(text, end, of_money=bool(sign))
    if after is None or _GLUED.match(text, after.end):
        return None
    amount = (-amount if minus else amount).scaleb(after.power)
    if amount.adjusted() > 24:
        return None
    unit = after.currency or sign
    if unit:
        value = Value("money", amount, unit)
    elif after.percent:
        value = Value("percent", amount)
    elif bare and not after.power and not minus and 1900 <= amount < 2100:
        value = Value("year", amount)
    else:
        value = Value("number", amount)
    return _made(text, start, after.end, value)


_NOUN = re.compile(r"[ \u00a0]?((?:(?![⺀-鿿])[^\W\d_]\w{0,30}[ -]?){1,3}|[⺀-鿿])")


def _made(text: str, start: int, end: int, value: Value) -> Figure:
    noun = _NOUN.match(text, end) if value.kind == "number" else None
    before = text[max(0, start - 24) : start].rstrip().lower()
    return Figure(
        value,
        text[start:end].strip(),
        start,
        end,
        hedge_before(before),
        tuple(re.findall(r"\w+", noun[1].lower())) if noun else (),
        value.kind == "year" and says_present(before),
    )


_BETWEEN = re.compile(r"\s?(?:[-–—~〜～]|to|bis|à|a|до|至|到)\s?")


def _of_range(first: Figure, second: Figure) -> tuple[Figure, Figure]:
    """Two figures with nothing but a dash or "to" between them: what only one of them tells holds for both."""
    small, large = first.value, second.value
    if {small.kind, large.kind} - {"number", "percent", "money"} or (small.unit and large.unit not in ("", small.unit)):
        return first, second
    if {small.kind, large.kind} == {"percent", "money"}:
        return first, second
    kind, unit = max(small.kind, large.kind, key=("number", "percent", "money").index), small.unit or large.unit
    amount = small.amount
    if abs(amount) < 1000 <= large.amount:
        amount = amount.scaleb(large.amount.adjusted() // 3 * 3)
    noun = second.noun if kind == "number" else ()
    return (
        replace(first, value=Value(kind, amount, unit), noun=noun),
        replace(second, value=Value(kind, large.amount, unit), noun=noun),
    )
