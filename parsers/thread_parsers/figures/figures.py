"""Figures: the amounts, percentages, numbers and dates in a text, normalized to values that can be compared.

`$19 billion`, `19 billion dollars`, `nearly 19 billion USD` and `190亿美元` are the amount 19,000,000,000 in USD. A
bare four-digit number from 1900 to 2099 is a year. Not figures: times of day, versions, ordinals, addresses, fractions
and digits that belong to a word (GPT-4, Web3). The tables are in `units`, the parsing of numbers is in `numerals`.

Every figure contains a candidate: digits, or a word or character for a scale. From there it is parsed to the left
(signs, months, numbers in words) and to the right (scales, currencies, percent).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from thread_parsers.figures import numerals, units
from thread_parsers.figures.candidates import PART_CHARS, candidates, parts
from thread_parsers.figures.context import after_number, ahead_of_number, hedge_before, says_present
from thread_parsers.figures.figure import Figure, Value
from thread_parsers.figures.ranges import completed, is_range
from thread_parsers.figures.windows import BEHIND_MONTHS, MONTH_ENDS, window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SLICE_CANDIDATES = 32
"""Candidates that are parsed without a chance to yield."""


def figures(text: str, within: Iterable[tuple[int, int]] | None = None) -> Iterator[Figure]:
    """Yield the figures of a text in order. `within`, if given, are the only parts of the text, in order and in
    characters, that may have a candidate."""
    return (figure for figure in figures_in_steps(text, within) if figure is not None)


def figures_in_steps(text: str, within: Iterable[tuple[int, int] | None] | None = None) -> Iterator[Figure | None]:
    """The same as `figures`, with None every few milliseconds. `within` may have None, too."""
    # One figure is held back, because a range ("5 to 10 million") changes both of its ends.
    previous: Figure | None = None
    for figure in _single_figures(text, within if within is not None else ((0, len(text)),)):
        if figure is None:
            yield None
            continue
        current = figure
        if previous is not None:
            if is_range(text, previous, current):
                previous, current = completed(previous, current)
            yield previous
        previous = current
    if previous is not None:
        yield previous


def _single_figures(text: str, within: Iterable[tuple[int, int] | None]) -> Iterator[Figure | None]:
    """The figures, with ranges still divided, and None now and then."""
    # One past the last character that is used up. A figure never reaches back before it, so no two overlap.
    done = count = 0
    for span in within:
        if span is None:
            yield None
            continue
        start, stop = span
        for part in parts(start, stop, text) if stop - start > 3 * PART_CHARS else (span,):
            for at, end in candidates(text, *part):
                count += 1
                if at >= done:
                    figure, done = _at_candidate(text, at, end, done)
                    if figure is not None:
                        done = max(done, figure.end)
                        yield figure
                if count % SLICE_CANDIDATES == 0:
                    yield None
            if part[1] < stop:
                yield None


def _at_candidate(text: str, at: int, end: int, done: int) -> tuple[Figure | None, int]:
    """The figure with the candidate from `at` to `end`, if there is one, and one past the last used character."""
    first = text[at]
    if first.isdecimal():
        around = window(text, at, end, done)
        return _from_digits(text, at, end, done) if around is None else _known(text, at, *_in_window(*around))
    if first == "百":
        return _per_hundred(text, at, end), done
    return (_from_words(text, at, done) if first.isascii() else _from_han(text, at, done)), done


@lru_cache(maxsize=1 << 14)
def _in_window(text: str, at: int, end: int) -> tuple[Value | None, int, int, int]:
    """What the digits of a window are: a value, if any; where the figure begins and ends, and where it is used up to,
    as distances from the digits. The same on every page."""
    figure, done = _from_digits(text, at, end, 0)
    if figure is None:
        return None, 0, 0, done - at
    return figure.value, figure.start - at, figure.end - at, done - at


def _known(text: str, at: int, value: Value | None, start: int, end: int, done: int) -> tuple[Figure | None, int]:
    """The figure with the digits at `at`, of which `_in_window` is known, and one past the last used character."""
    return None if value is None else _made(text, at + start, at + end, value), at + done


_GLUED_BEFORE = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ_#@/\\=&?~](?:-)?\Z|\d[.,:]\Z")
"""Before digits: they continue a word, an address or another number."""
_GLUED_AFTER = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ_@]|/\d|[.,]\d|\d")
"""After a figure: what was parsed is only the beginning of something else."""
_MAX_ADDRESS_CHARS = 2000
"""How far back to search for the beginning of an address."""

_NO_FIGURE = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,9}(?:\.\d{1,9}){3,9}|\d{1,9}\.\d{1,2}\.\d{1,9}(?:\.\d{1,9}){0,9}"
    r"|\d{1,9}\s?(?:st|nd|rd|th|º|ª)\b|\d{1,4}/\d{1,4}(?![\d/])"
)
"""Text that begins with digits and is not a figure: times of day, IP addresses, versions, ordinals, fractions."""

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
    """The figure with digits at `at`, if there is one, and one past the last character that is used up."""
    # No amount has more than 25 digits, and the patterns below are bounded by that.
    if end - at > 25 or _GLUED_BEFORE.search(text, max(0, at - 2), at) or _in_address(text, at):
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
    digits = _spaced(text, at, done) or numerals.DIGITS.match(text, at)
    if digits is None:
        return None, end
    return _figure(text, at, digits.end(), numerals.from_digits(digits[0]), done), digits.end()


def _spaced(text: str, at: int, done: int) -> re.Match[str] | None:
    """The number with one space between its digits at `at`. A space may also divide two numbers: it is one number if
    the second part begins with 0, or if a currency is next to it."""
    digits = numerals.SPACED.match(text, at)
    if digits is None:
        return None
    after = after_number(text, digits.end(), of_money=False)
    is_one = " 0" in digits[0] or ahead_of_number(text, at, done)[1] or (after is not None and after.currency)
    return digits if is_one else None


def _in_address(text: str, at: int) -> bool:
    """Whether the digits at `at` are part of a web address."""
    if at == 0 or text[at - 1].isspace():
        return False
    low = max(0, at - _MAX_ADDRESS_CHARS)
    word = max(text.rfind(" ", low, at), text.rfind("\n", low, at)) + 1
    return text.startswith(("http://", "https://", "www."), word)


def _dated(text: str, at: int, done: int) -> Figure | None:
    """The date whose first digits are at `at`, if there is one. The name of its month may precede them."""
    found = _DATE.match(text, at)
    if found:
        # The five alternatives of the pattern have numbered groups; the one that matched has a year.
        form = next(form for form in "12345" if found[f"y{form}"])
        day = found[f"d{form}"] if form != "5" else None
        return _date(text, at, found.end(), (found[f"y{form}"], found[f"m{form}"], day))
    if at == 0 or not text[at - 1].isspace():
        return None
    ahead = text[max(0, at - 4) : at - 1]
    if ahead[-3:].lower() not in MONTH_ENDS and ahead[-1:] not in BEHIND_MONTHS and ahead[-2:] not in BEHIND_MONTHS:
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
    return _made(text, start, end, Value("date", Decimal(amount)))


def _per_hundred(text: str, start: int, at: int) -> Figure | None:
    """The percentage after 百分之, which is from `start` to `at`."""
    digits = numerals.DIGITS.match(text, at)
    han = numerals.HAN_SMALL.match(text, at)
    if digits:
        return _made(text, start, digits.end(), Value("percent", numerals.from_digits(digits[0])))
    return _made(text, start, han.end(), Value("percent", numerals.from_han(han[0]))) if han else None


_WORD_START = re.compile(r"(?<![^\W_])[^\W\d_]")


def _from_words(text: str, at: int, done: int) -> Figure | None:
    """The figure in English words around the scale or the percent at `at`."""
    # At "percent" the words before it are the number; at a scale the number includes the scale.
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
    """The figure of the number from `at` to `end`, with the signs, scale and unit next to it."""
    # Only four digits without sign, scale or unit can be a year.
    bare = end - at == 4 and text[at:end].isdecimal()
    start, sign, minus = ahead_of_number(text, at, done)
    after = after_number(text, end, of_money=bool(sign))
    if after is None or _GLUED_AFTER.match(text, after.end):
        return None
    amount = (-amount if minus else amount).scaleb(after.power)
    if amount.adjusted() > 24:  # more than 25 digits, as above
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


_WORDS = re.compile(r"\w+")
_NOUN = re.compile(r"[ \u00a0]?((?:(?![⺀-鿿])[^\W\d_]\w{0,30}[ -]?){1,3}|[⺀-鿿])")


def _made(text: str, start: int, end: int, value: Value) -> Figure:
    """The figure for a value, with its hedge and its noun."""
    if value.kind == "date":
        return Figure(value, text[start:end], start, end)
    noun = _NOUN.match(text, end) if value.kind == "number" else None
    before = text[start - 24 if start > 24 else 0 : start].rstrip().lower()
    return Figure(
        value,
        text[start:end].strip(),
        start,
        end,
        hedge_before(before),
        tuple(_WORDS.findall(noun[1].lower())) if noun else (),
        value.kind == "year" and says_present(before),
    )
