"""The time of day and the zone in the text of a time: `6:14 PM`, `18 h 30`, `14.05 Uhr`, `下午6:14`, `06:14 +0100`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from thread_parsers.times.time_units import DAY, HOUR, MINUTE
from thread_parsers.times.time_words import CLOCK_JOINS
from thread_parsers.times.wording import bare


class Clock(NamedTuple):
    """A time of day that was found in a text."""

    seconds: int | None
    """None if there is no such time of day: 25:00."""
    zone: int | None
    """Minutes east of UTC."""
    rest: str
    """The text without it: the date."""


_NOON = {"pm": 12, "下午": 12, "午後": 12, "오후": 12, "晚上": 12, "am": 0, "上午": 0, "午前": 0, "오전": 0}
_HALF = r"(?:(?<![^\W\d_])[ap]\.?\s?m\b\.?|[上下]午|午[前後]|오[전후]|晚上)"
_ZONE = r"(?P<zone>(?-i:(?:UTC|GMT)?\s?[+-]\d{1,2}:?(?:\d{2})?|UTC?|GMT|[ECMP][SD]T|Z))"
_CLOCK = re.compile(
    rf"""
    (?P<before>{_HALF})?\s*
    (?<![\d:.])(?P<hour>\d{{1,2}})
    (?: (?:[:時点點时시]|\s?h)\s?(?P<minute>\d{{2}})(?:\s?min\b)?
        (?:[:분分]\s?(?P<second>\d{{2}})(?:\.\d{{1,6}})?)?
        [分秒초]?(?![\d:])(?:\s*(?P<after>{_HALF}))?
      | \s?(?P<sole>[ap]\.?m\b\.?)
    )
    (?:\s*(?:Uhr|hrs|uur|ч)\b)?
    (?:\s*{_ZONE}(?![\w:]))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LAST_ZONE = re.compile(rf"\s*\({_ZONE}\)$")
_DOTTED = re.compile(
    r"(?<![\d.])(\d{1,2})\.(\d{2})(?=\s*Uhr\b)|\b(?:klo|kl|ore|alle|pukul)\b\.?\s(\d{1,2})\.(\d{2})(?![\d.])",
    re.IGNORECASE,
)
"""A time of day with a dot. Only a word beside it distinguishes it from a number."""
_EDGES = " \t,;·•|@–—-"
JOINING_WORDS = rf"(?:{'|'.join(map(re.escape, CLOCK_JOINS))})\.?"
"""A pattern for the words that join a date with its clock."""
_BEFORE_CLOCK = re.compile(rf"[\s,]+{JOINING_WORDS}$", re.IGNORECASE)
_DOTTED_LAST = re.compile(r"(?<=\d{4})((?:,|\s(?:kl\.?|klo|pukul))?\s)(\d{1,2})\.(\d{2})$", re.IGNORECASE)
"""A time of day with a dot after the year of a date: "3 Mar 2024 10.15"."""
_ZERO_ZONES = frozenset({"UTC", "UT", "GMT", "Z"})
_CACHED_ZONES, _CACHED_CLOCKS = 1 << 8, 1 << 12
_WORD_AFTER = re.compile(r"\s?([^\W\d_][^\s\d,;()]{0,15})")
_WORD_BEFORE = re.compile(r"([^\W\d_][^\s\d,;()]{0,15})\s$")


def is_day(seconds: int, words: str) -> bool:
    """Whether a time, as written in `words`, is a day without a time of day."""
    return not seconds % DAY and find_clock(words) is None


def find_clock(words: str) -> Clock | None:
    """The time of day in a text; None if there is none."""
    if "." in words:
        words = _DOTTED.sub(lambda dotted: f"{dotted[1] or dotted[3]}:{dotted[2] or dotted[4]}", words)
        words = _DOTTED_LAST.sub(r"\1\2:\3", words)
    # RFC 2822 may repeat the zone as a comment: "+0100 (CET)". The time of day is searched before that.
    last = _LAST_ZONE.search(words) if words.endswith(")") else None
    clock = _CLOCK.search(words, 0, last.start() if last else len(words))
    if clock is None:
        return None
    before, after = words[: clock.start()], words[clock.end() : last.start() if last else None]
    half = clock["before"] or clock["after"] or clock["sole"]
    hours = _NOON[re.sub(r"[.\s]", "", half).casefold()] if half else None
    if hours is None and 1 <= int(clock["hour"]) <= 12:
        before, after, hours = _half_beside(before, after)
    date = _BEFORE_CLOCK.sub("", before.rstrip())
    zone = clock["zone"] or (last["zone"] if last else None)
    return Clock(_seconds(clock, hours), minutes_east(zone), f"{date} {after}".strip(_EDGES))


@lru_cache(_CACHED_CLOCKS)
def seconds_of(clock: str) -> int | None:
    """The seconds of a text that is nothing but a time of day without a zone; None for other texts."""
    found = find_clock(clock)
    return found.seconds if found is not None and not found.rest and found.zone is None else None


def _half_beside(before: str, after: str) -> tuple[str, str, int | None]:
    """The text before and after a clock without the word for a half of the day, and its hours, if there is one."""
    word = _WORD_AFTER.match(after)
    behind = _WORD_BEFORE.search(before) if not before.isascii() else None  # in Latin letters it is always after
    if word is None and behind is None:
        return before, after, None
    from thread_parsers.times.tables import tables

    halves = tables().halves
    if word is not None and bare(word[1]) in halves:
        return before, after[word.end() :], halves[bare(word[1])]
    if behind is not None and bare(behind[1]) in halves:
        return before[: behind.start()], after, halves[bare(behind[1])]
    return before, after, None


def _seconds(clock: re.Match[str], hours: int | None) -> int | None:
    hour, minute, second = (int(clock[part] or 0) for part in ("hour", "minute", "second"))
    if hours is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + hours
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * HOUR + minute * MINUTE + second


@lru_cache(_CACHED_ZONES)
def minutes_east(zone: str | None) -> int | None:
    """The minutes of `+0100`, `UTC-3`, `EST`; None if the zone is not known."""
    if not zone:
        return None
    offset = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", zone)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return (minutes if offset[1] == "+" else -minutes) if minutes < 24 * 60 else None
    from email.utils import parsedate_tz

    known = parsedate_tz(f"1 Jan 2000 00:00 {zone}")
    minutes = known[9] // 60 if known and known[9] is not None else 0  # also 0 for zones that it does not know
    return minutes if minutes or zone.upper() in _ZERO_ZONES else None
