"""Times as pages write them: ISO, RFC 2822, "3 hours ago", "Dec 24, 2025 at 6:14 PM", "24 décembre 2025".

Nothing is guessed: other numbers ("100", "19 billion", "1.5.2") are not taken for times, and an incomplete or ambiguous
time ("6:14 PM", "Dec 24", 05/06/2025) is recognized as one but keeps its text only. The computer's clock is never used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from thread_parsers.times.epoch import EPOCH
from thread_parsers.times.months import DAY, YEAR, english_month, month_of
from thread_parsers.times.time_words import DAYS_WITH_CLOCK, FRAMES, HOUR, MINUTE, ONE, PHRASES, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable

    MonthOf = Callable[[str], int | None]

MAX_CHARS = 64
"""Length of the longest text that can be a time; dateparser is only given dates of up to _MAX_DATE_CHARS."""


@dataclass(frozen=True, slots=True)
class When:
    """A parsed time. If `seconds` and `ago` are None, the text is a time, but not which one."""

    seconds: int | None = None
    """Seconds since 1970 by the page's own clock, for an absolute time."""
    zone: int | None = None
    """Minutes east of UTC, if the time has a zone."""
    ago: int | None = None
    """Seconds before the page was saved, for a relative time."""

    @property
    def absolute(self) -> bool:
        """True for a date with or without a time of day."""
        return self.seconds is not None


VAGUE = When()
"""An incomplete or ambiguous time: a time of day without a date, a date without a year, day and month unclear."""


class TimeReader:
    """Parses the times of one page. Caches results, and gives up on month names after too many failures."""

    def __init__(self) -> None:
        self._read: dict[str, When | None] = {}
        self._wordings: dict[str, int | None] = {}
        self._unknown = 0

    def read(self, words: str) -> When | None:
        """Parse `words` as a time; None if they are not one. Never raises, never uses the computer's clock."""
        if len(words) > MAX_CHARS:
            return None
        if words not in self._read:
            if len(self._read) >= _MAX_CACHED_TIMES:
                self._read.clear()
            self._read[words] = self._parse(words.strip())
        return self._read[words]

    def _parse(self, words: str) -> When | None:
        bracketed = _BRACKETED.fullmatch(words)
        words = _TRIMMINGS.sub("", bracketed[1] if bracketed else words)
        if len(words) < 2:
            return None
        short = _SHORT.fullmatch(words)
        if short:
            return When(ago=int(short[1]) * UNITS[short[2]])
        return _relative(words.casefold()) or _absolute(words, self._month_of)

    def _month_of(self, wording: str) -> int | None:
        if wording not in self._wordings:
            if self._unknown >= _MAX_UNKNOWN_WORDINGS:
                return None
            self._wordings[wording] = month_of(wording)
            self._unknown += self._wordings[wording] is None
        return self._wordings[wording]


_MAX_CACHED_TIMES = 1 << 15
"""Times to cache before the cache is cleared."""
_MAX_UNKNOWN_WORDINGS = 100
"""Wordings that no language parses before giving up on the page: each costs milliseconds, and a page of dates in a
supported language has no more."""


# Relative times.

_BRACKETED = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_TRIMMINGS = re.compile(
    r"^(?:(?:last )?(?:posted|edited|commented|replied|updated|written)\b:?\s*)?(?:on\s+(?=\w))?"
    r"|[\s*]*[(\[]?\s*(?:last )?edited\s*[)\]]?$",
    re.IGNORECASE,
)
"""Words around a time that are not part of it: "Posted on …", "… (edited)"."""
_HEDGE = re.compile(r"^(?:about|almost|over|around|approximately|~|etwa|environ|около|unos|unas|cerca de|circa)\s*")
_AMOUNT = re.compile(r"(?P<number>\d{1,4}|[^\W\d]+(?=\s))\s*(?P<unit>[^\W\d]+)\.?(?:\s*,\s*|\s+and\s+|\s+|$)")
_SHORT = re.compile(r"(\d{1,3})\s?(s|sec|m|min|h|hr|d|w|wk|mo|y|yr)\.?")
_DAY_WITH_CLOCK = re.compile(rf"(?:{'|'.join(DAYS_WITH_CLOCK)})\b.*\d:\d\d.{{0,6}}")


def _relative(words: str) -> When | None:
    seconds = PHRASES.get(words)
    if seconds is not None:
        return When(ago=seconds)
    if _DAY_WITH_CLOCK.fullmatch(words):
        return VAGUE
    for before, after in FRAMES:
        if words.startswith(before) and words.endswith(after):
            seconds = _amount(words[len(before) : len(words) - len(after)].strip())
            if seconds is not None:
                return When(ago=seconds)
    return None


def _amount(words: str) -> int | None:
    """The seconds of an amount, as of "2 days and 3 hours"; None if it is not one."""
    words = _HEDGE.sub("", words)
    total, at = 0, 0
    while at < len(words):
        part = _AMOUNT.match(words, at)
        if part is None or part["unit"] not in UNITS:
            return None
        if part["number"].isdecimal():
            number = int(part["number"])
        elif part["number"] in ONE:
            number = 1
        else:
            return None
        total, at = total + number * UNITS[part["unit"]], part.end()
    return total if at else None


# Absolute times: find the time of day and the zone; the rest is the date.

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ]\d{2}:)")
_NOON = {"pm": 12, "下午": 12, "午後": 12, "오후": 12, "晚上": 12, "am": 0, "上午": 0, "午前": 0, "오전": 0}
_HALF = r"(?:(?<![^\W\d_])[ap]\.?\s?m\b\.?|[上下]午|午[前後]|오[전후]|晚上)"
_ZONE = r"(?P<zone>(?-i:(?:UTC|GMT)?\s?[+-]\d{1,2}:?(?:\d{2})?|UTC?|GMT|[ECMP][SD]T|Z))"
_CLOCK = re.compile(
    rf"""
    (?P<before>{_HALF})?\s*
    (?<![\d:.])(?P<hour>\d{{1,2}})
    (?: [:h時点點时시]\s?(?P<minute>\d{{2}})
        (?:[:分분]\s?(?P<second>\d{{2}})(?:\.\d{{1,6}})?)?
        [分秒초]?(?![\d:])\s*(?P<after>{_HALF})?
      | \s?(?P<sole>[ap]\.?m\b\.?)
    )
    (?:\s+Uhr\b)?
    (?:\s*{_ZONE}(?![\w:]))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LAST_ZONE = re.compile(rf"\s*\({_ZONE}\)$")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})\s*[日일.]?(?:\s*\(?\w{1,3}\)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_EDGES = " \t,;·•|@–—-"
_BEFORE_CLOCK = re.compile(r"[\s,]+(?:at|à|um|a las|às|alle|om|kl|в|о|saat|lúc)$", re.IGNORECASE)
"""The word that joins a date with its clock: "Dec 24, 2025 at"."""


def _absolute(words: str, month_of: MonthOf) -> When | None:
    if _ISO.match(words):
        # If it is not valid ISO after all, the patterns below may still parse it.
        try:
            return _at(datetime.fromisoformat(words))
        except ValueError:
            pass
    # RFC 2822 may repeat the zone as a comment: "+0100 (CET)". The time of day is searched before that.
    last = _LAST_ZONE.search(words)
    clock = _CLOCK.search(words, 0, last.start() if last else len(words))
    if clock is None:
        return _on(words, None, None, month_of)
    seconds = _seconds(clock)
    if seconds is None:
        return None
    date = _BEFORE_CLOCK.sub("", words[: clock.start()].rstrip())
    rest = f"{date} {words[clock.end() : last.start() if last else None]}".strip(_EDGES)
    zone = clock["zone"] or (last["zone"] if last else None)
    return _on(rest, seconds, _minutes_east(zone), month_of) if rest else VAGUE


def _at(when: datetime) -> When:
    offset = when.utcoffset()
    # Not rounded: a zone of 23:59:59 is valid, one of 24:00 is not.
    zone = None if offset is None else int(offset / timedelta(minutes=1))
    return When((when.replace(tzinfo=None) - EPOCH) // timedelta(seconds=1), zone)


def _seconds(clock: re.Match[str]) -> int | None:
    half = clock["before"] or clock["after"] or clock["sole"]
    hour, minute, second = (int(clock[part] or 0) for part in ("hour", "minute", "second"))
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + _NOON[re.sub(r"[.\s]", "", half).casefold()]
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * HOUR + minute * MINUTE + second


def _minutes_east(zone: str | None) -> int | None:
    if not zone:
        return None
    offset = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", zone)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return (minutes if offset[1] == "+" else -minutes) if minutes < 24 * 60 else None
    from email.utils import parsedate_tz

    known = parsedate_tz(f"1 Jan 2000 00:00 {zone}")
    return known[9] // 60 if known and known[9] is not None else None


def _on(date: str, seconds: int | None, zone: int | None, month_of: MonthOf) -> When | None:
    """Parse a date; `seconds` is the time of day that was found next to it, if any."""
    numbers = _YEAR_FIRST.fullmatch(date)
    if numbers:
        return _day(int(numbers[1]), int(numbers[2]), int(numbers[3]), seconds, zone)
    numbers = _YEAR_LAST.fullmatch(date)
    if numbers:
        first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
        # With dots the day comes first. With slashes or dashes it depends on the country, unless one exceeds 12 or
        # both are equal.
        if numbers[2] != "." and first <= 12 and second <= 12 and first != second:
            return VAGUE
        day, month = (second, first) if second > 12 and numbers[2] != "." else (first, second)
        return _day(year, month, day, seconds, zone)
    return _named(date, seconds, zone, month_of)


def _day(year: int, month: int, day: int, seconds: int | None, zone: int | None) -> When | None:
    try:
        midnight = datetime(year, month, day)
    except ValueError:
        return None
    return When((midnight - EPOCH) // timedelta(seconds=1) + (seconds or 0), zone)


# Dates with month names. The numbers are replaced by DAY and YEAR, so that one lookup serves all dates of a month.

_NUMBER = re.compile(r"\d+")
_DATE_SIGNS = re.compile(r"[\w\s,.'’/-]+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_MAX_DATE_CHARS = 40


def _named(date: str, seconds: int | None, zone: int | None, month_of: MonthOf) -> When | None:
    date = _ORDINAL.sub("", date)
    if len(date) > _MAX_DATE_CHARS or not _DATE_SIGNS.fullmatch(date):
        return None
    numbers = _NUMBER.findall(date)
    # The day comes first and has up to two digits; a number of four digits after it is the year.
    years = [number for number in numbers[1:] if len(number) == 4]
    if not numbers or len(numbers[0]) > 2 or len(numbers) != 1 + len(years) or len(years) > 1:
        return None
    wording = _NUMBER.sub(lambda number: f"{YEAR}" if len(number[0]) == 4 else f"{DAY}", date)
    if not years:
        wording = f"{wording} {YEAR}"
        # Without a year it is a time only with an English month name or with a time of day next to it.
        known = english_month(wording) or (seconds is not None and month_of(wording))
        return VAGUE if known else None
    month = month_of(wording)
    return None if month is None else _day(int(years[0]), month, int(numbers[0]), seconds, zone)
