"""Dates in numbers and with month names, in the languages of `cldr_words`."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.times.common_words import ENGLISH_DAYS, ENGLISH_MONTHS
from thread_parsers.times.day_month import NUMERIC_DATE
from thread_parsers.times.epoch import EPOCH
from thread_parsers.times.known_words import ENGLISH_OTHERS
from thread_parsers.times.time_units import DAY
from thread_parsers.times.when import VAGUE, When
from thread_parsers.times.wording import bare

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from thread_parsers.times.day_month import Order

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})\s*[日일.]?(?:\s*\(?\w{1,3}\)?)?")
_MONTH_OF_YEAR = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_NUMBERED_MONTH = re.compile(r"(?:ngày )?(\d{1,2}) (?:tháng|thg) (\d{1,2})(?:,? (?:năm )?(\d{4}))?", re.IGNORECASE)
"""Vietnamese."""
_MONTH_AND_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])\.?")
"""Without a year. Only a clock beside it distinguishes it from a number."""
_SHORT_DASHED = re.compile(r"\d{1,2}-\d{1,2}-\d{1,2}")
"""24-3-12 may begin with the year."""
_SHORT_YEAR = re.compile(r"(?<=\s)['’](\d{2})(?!\w)")
"""The year of "Mar 2 '14"."""
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ère|º|ª)(?![^\W\d_])", re.IGNORECASE)
_TOKEN = re.compile(r"\d+|[^\s\d,،，、/()\[\]_-]+")
_SIGNS = frozenset("/.-")
_MAX_DATE_CHARS = 48
_CACHED_DATES = 1 << 12
"""Comments of one day follow each other, and the clocks differ."""
_MAX_WORDS = 4
"""Words of a date that are not numbers: the day of the week, the month, and two that join them."""
_BUDDHIST_YEARS = range(2400, 2700)
"""Years of the Thai calendar, 543 ahead of the common one."""
_MONTH_YEARS = range(1900, 2200)
"""A month and a number that is not such a year are not a date."""


class Found(NamedTuple):
    """A date without its time of day."""

    year: int
    month: int
    day: int | None
    """None for a month without a day."""


def date_at(text: str, clock: int | None, zone: int | None, order: Order | None) -> When | None:
    """Parse a date; `clock` is the time of day that was found next to it, if any, in seconds. None if it is not a date;
    VAGUE if day and month are ambiguous or the year is missing."""
    found = _midnight(text, clock is not None, order) if len(text) <= _MAX_DATE_CHARS else None
    if found is None or isinstance(found, When):
        return found
    seconds, has_day = found
    if not has_day:
        return When(seconds, unit="month") if clock is None else VAGUE
    return When(seconds + (clock or 0), zone)


@lru_cache(_CACHED_DATES)
def _midnight(text: str, has_clock: bool, order: Order | None) -> tuple[int, bool] | When | None:
    """When a date begins, and whether it has a day; VAGUE or None as in `date_at`."""
    if has_clock and (_MONTH_AND_DAY.fullmatch(text) or _SHORT_DASHED.fullmatch(text)):
        return VAGUE
    text = _SHORT_YEAR.sub(lambda year: str(full_year(int(year[1]))), text)
    found = _numeric(text, order) or _named(text, has_clock=has_clock)
    if not isinstance(found, Found):
        return found
    try:
        midnight = datetime(found.year, found.month, found.day or 1)
    except ValueError:
        return None
    return (midnight - EPOCH).days * DAY, found.day is not None


def _numeric(text: str, order: Order | None) -> Found | When | None:
    # The patterns are only tried on what has their signs: most texts have none.
    if text[:4].isdecimal():
        whole = _YEAR_FIRST.fullmatch(text)
        if whole:
            return Found(int(whole[1]), int(whole[2]), int(whole[3]))
        month = _MONTH_OF_YEAR.fullmatch(text)
        if month:
            return Found(int(month[1]), int(month[2]), None)
    if _MONTH_DAY.fullmatch(text):
        return VAGUE
    numbered = _NUMBERED_MONTH.fullmatch(text) if " th" in text.lower() else None
    if numbered:
        return Found(int(numbered[3]), int(numbered[2]), int(numbered[1])) if numbered[3] else VAGUE
    date = NUMERIC_DATE.search(text) if not _SIGNS.isdisjoint(text) else None
    if date is None or not _is_filler(text[: date.start()] + " " + text[date.end() :]):
        return None
    return day_month_year(int(date[1]), date[2], int(date[3]), date[4], order)


def day_month_year(first: int, sign: str, second: int, year: str, order: Order | None) -> Found | When | None:
    """The date of `first/second/year`. With dots the day comes first. With slashes or dashes it depends on the country,
    unless one exceeds 12, both are equal, or the order is known."""
    if len(year) == 2 and sign == "-":
        return None  # 24-03-12 may begin with the year
    if sign == "." or first > 12 or (order == "day" and second <= 12):
        return Found(full_year(int(year)), second, first)
    if second > 12 or order == "month" or first == second:
        return Found(full_year(int(year)), first, second)
    return VAGUE


def full_year(year: int) -> int:
    """A year of four digits. One of two is of this century below 69, as POSIX reads it."""
    return year if year > 99 else year + (2000 if year < 69 else 1900)


def _is_filler(text: str) -> bool:
    """Whether text beside a numeric date is at most the day of the week and a word that joins it."""
    tokens = [bare(token) for token in _TOKEN.findall(text) if token.strip(".")]
    if not tokens:
        return True
    if len(tokens) > 3:
        return False
    if all(token in ENGLISH_FILLERS for token in tokens):
        return True
    from thread_parsers.times.tables import tables

    return all(token in tables().fillers for token in tokens) or " ".join(tokens) in tables().fillers


def is_day_name(text: str) -> bool:
    """Whether text is nothing but the name of a day of the week."""
    if not text or len(text) > _MAX_DATE_CHARS or any(char.isdecimal() for char in text):
        return False
    return any(char.isalpha() for char in text) and _is_filler(text)


def _table(row: str) -> dict[str, int]:
    return {name: number for number, names in enumerate(row.split("|"), 1) for name in names.split("/")}


_ENGLISH_MONTH_NUMBERS = _table(ENGLISH_MONTHS)
ENGLISH_FILLERS = frozenset((*ENGLISH_DAYS.split("/"), "tues", "weds", "thur", "thurs", "at", "on", "of", "the"))


def _named(text: str, *, has_clock: bool) -> Found | When | None:
    """A date with the name of a month."""
    tokens = [token for token in _TOKEN.findall(_ORDINAL.sub("", text)) if token.strip(".")]
    numbers = [token for token in tokens if token.isdecimal()]
    if not 1 <= len(numbers) <= 2 or not 1 <= len(tokens) - len(numbers) <= _MAX_WORDS:
        return None
    words = [bare(token) for token in tokens]
    if not ENGLISH_OTHERS.isdisjoint(words):
        return None
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(years) + len(days) != len(numbers) or len(years) > 1:
        return None
    place = _month_place(words, _ENGLISH_MONTH_NUMBERS, ENGLISH_FILLERS)
    if place is None:
        from thread_parsers.times.tables import tables

        known = tables()
        place = _month_place(words, known.months, known.fillers)
        if place is not None and known.months_after_dot and re.search(r"\d\.", text):
            name = words[place[0]]
            place = place[0], known.months_after_dot.get(name, place[1])
    if place is None:
        return None
    at, month = place
    if not years and len(days) == 2:
        # 24 Dec 25: only with the month between the two.
        if not tokens[0].isdecimal() or not 0 < at < len(tokens) - 1 or len(days[1]) != 2:
            return None
        return Found(full_year(int(days[1])), month, int(days[0]))
    if not years:
        return VAGUE if 1 <= int(days[0]) <= 31 else None
    year = int(years[0])
    year -= 543 if year in _BUDDHIST_YEARS and not text.isascii() else 0
    if days:
        return Found(year, month, int(days[0]))
    return Found(year, month, None) if year in _MONTH_YEARS and not has_clock else None


def month_named(name: str) -> int | None:
    """The month (1 to 12) with this name or abbreviation in any language; None if there is none."""
    word = bare(name)
    month = _ENGLISH_MONTH_NUMBERS.get(word)
    if month is None and word:
        from thread_parsers.times.tables import tables

        month = tables().months.get(word)
    return month


def _month_place(words: list[str], months: Mapping[str, int], fillers: Container[str]) -> tuple[int, int] | None:
    """Index and number of the month, if there is exactly one and all other words are fillers."""
    place: tuple[int, int] | None = None
    at = 0
    while at < len(words):
        word = words[at]
        pair = f"{word} {words[at + 1]}" if at + 1 < len(words) else ""
        if pair in months or (word in months and not (place and word in fillers)):
            if place is not None and words[place[0]] not in fillers:
                return None
            # Of two, the first may be a day of the week: mar. is Tuesday in French.
            place = (at, months[pair] if pair in months else months[word])
            at += 2 if pair in months else 1
        elif pair in fillers:
            at += 2
        elif word.isdecimal() or word in fillers:
            at += 1
        else:
            return None
    return place
