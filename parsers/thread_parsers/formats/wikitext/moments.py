"""Times in signatures: a clock and a date in any order, as wikis of many languages write them, before a zone."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.times.clock import minutes_east
from thread_parsers.times.dates import date_at

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_MOMENTS = 50
"""Zones of a line before which a time is looked for."""
_MAX_TIME_CHARS = 80
_MAX_STARTS = 8
"""Numbers in the text before a zone with which its date may begin."""
ZONE = re.compile(r"\(((?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?|[A-Z]{1,5}|[^\W\d_a-zA-Z][^()\[\]{}<>|\n]{0,15})\)")
_NOT_IN_TIME = re.compile(r"[\[\]{}<>|\n]")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\t\u200e\u200f\u061c\u202a\u202c", " ") | {"（": "(", "）": ")"})
"""Full-width brackets, blanks of other kinds, and marks without width, which are before times in right-to-left text."""
_CLOCK = r"(?P<hour>\d{1,2})(?:(?P<sign>[:.])(?P<minute>\d{2})|h(?P<min>\d{2})(?:min)?)(?:[:.](?P<second>\d{2}))?"
_CLOCK_FIRST = re.compile(rf"(?<![\d.:]){_CLOCK}(?:\sUhr)?[,،]?\s+(?:de |ngày |του |di )?(?P<date>[^:]{{5,50}})\Z")
_CLOCK_LAST = re.compile(rf"(?<![\d.:]){_CLOCK}\Z")
_BEFORE_CLOCK = re.compile(r"[\s,،]+(?:[^\W\d_]{1,7}\.?\s*)?\Z")
"""What may be between a date and the clock after it: a comma, "à", "kl.", "kello", "ساعت"."""
_DATE_WORDS = re.compile(r"(?:(?P<year>\d{4})|(?P<day>\d{1,2})|[^\W\d_][^\s\d]{0,20})[.,،]?(?:\s|\Z)")
_MAX_DATE_WORDS = 4
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_WORD_BEFORE = re.compile(r"[^\W\d_]{3,12}\.?\s\Z")
_ZONES = {
    "WET": 0, "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180,
    "МСК": 180, "KST": 540, "JST": 540, "HKT": 480, "IDT": 180, "TRT": 180, "AEST": 600, "AEDT": 660, "NZST": 720,
    "NZDT": 780, "SAST": 120, "WIB": 420, "ICT": 420, "WITA": 480, "WIT": 540, "PKT": 300,
    "ت ع م": 0, "ইউটিসি": 0,
}  # fmt: skip
"""Zones of wikis, in minutes east of UTC. IST and BST are several zones: they stay unknown."""


class Moment(NamedTuple):
    """A time with a zone in a line."""

    start: int
    end: int
    time: int
    """Seconds since 1970, or NO_TIME where the words of the date are not known."""
    zone: int | None
    """Minutes east of UTC; None if the zone is not known."""


def moments(line: str, start: int = 0) -> Iterator[Moment]:
    """The first times of a line whose zones are behind a character."""
    for zone in islice(ZONE.finditer(line, start), _MAX_MOMENTS):
        found = time_before(line, zone.start())
        if found is not None:
            yield Moment(found[0], zone.end(), found[1], zone_minutes(zone[1]))


def zone_minutes(zone: str) -> int | None:
    """The minutes east of UTC of a zone as wikis abbreviate it; None if it is not known."""
    known = _ZONES.get(zone)
    return known if known is not None else minutes_east(zone)


def time_before(line: str, end: int) -> tuple[int, int] | None:
    """A clock and a date, in any order, that end at a character of a line: (first character, seconds since 1970, or
    NO_TIME where the words of the date are not known)."""
    first = max(0, end - _MAX_TIME_CHARS)
    window = line[first:end]
    window = window.replace("&nbsp;", " " * len("&nbsp;"))
    cut = max((sign.end() for sign in _NOT_IN_TIME.finditer(window)), default=0)
    bare = window[cut:].translate(_SPACES).rstrip()
    found = _clock_first(bare) or _clock_last(bare.rstrip(","))
    return (first + cut + found[0], found[1]) if found else None


def _clock_first(text: str) -> tuple[int, int] | None:
    """The place and the seconds of `12:34, 5 May 2021`."""
    for tries, clock in enumerate(_CLOCK_FIRST.finditer(text)):
        if tries == _MAX_STARTS:
            break
        seconds = _seconds(clock)
        date = clock["date"].strip()
        found = _date(date, seconds) if seconds is not None else None
        if found is not None or (seconds is not None and _is_date(date)):
            return clock.start(), NO_TIME if found is None else found
    return None


def _clock_last(line: str) -> tuple[int, int] | None:
    """The place and the seconds of `5 mai 2021 à 12:34`."""
    clock = _CLOCK_LAST.search(line)
    seconds = _seconds(clock) if clock else None
    if clock is None or seconds is None:
        return None
    before = line[: clock.start()]
    join = _BEFORE_CLOCK.search(before)
    end = join.start() if join else len(before)
    numbers = [number.start() for number in _NUMBER.finditer(before)][:_MAX_STARTS]
    words = [word.start() for number in numbers if (word := _WORD_BEFORE.search(before, 0, number))]  # May 5, 2021
    starts = [*numbers, *words]
    for start in starts:
        for text in (before[start:end], before[start:]):
            date = _date(text.strip(" ,،"), seconds)
            if date is not None:
                return start, date
    unknown = next((start for start in numbers if _is_date(before[start:end].strip())), None)
    return None if unknown is None else (unknown, NO_TIME)


def _seconds(clock: re.Match[str]) -> int | None:
    hour, minute = int(clock["hour"]), int(clock["minute"] or clock["min"])
    return hour * 3600 + minute * 60 + int(clock["second"] or 0) if hour < 24 and minute < 60 else None


def _date(text: str, clock: int) -> int | None:
    if not text or not any(char.isdecimal() for char in text):
        return None
    text = text.replace("\u0654", "")  # joins a Persian month to its year
    when = date_at(text, clock, None, "day")
    if when is None:
        dotted = re.sub(r"(?<=\d)\.\s+(?=\d)", ".", text).rstrip(".")  # 5. 5. 2021
        when = date_at(dotted, clock, None, "day") if dotted != text else None
    return when.seconds if when is not None else None


def _is_date(text: str) -> bool:
    """Whether a text is a date with a month in a language whose words are not known: a day, a year and some words. The
    comment ends there, and its time is kept as written."""
    words = list(_DATE_WORDS.finditer(text))
    if "".join(word[0] for word in words) != text or len(words) > 2 + _MAX_DATE_WORDS:
        return False
    years, days = (sum(word[name] is not None for word in words) for name in ("year", "day"))
    return years == days == 1 and len(words) > 2
