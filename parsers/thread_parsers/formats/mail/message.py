"""One mail: what its headers say. Its words are read later (see `bodies`)."""

from __future__ import annotations

import calendar
import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.formats.mail.charsets import Charsets
from thread_parsers.formats.mail.headers import decoded_words, value_and_parameters, words
from thread_parsers.formats.mail.names import MAX_CHARS, bare, person_of
from thread_parsers.text.english_months import MONTHS
from thread_parsers.times.dates import month_named

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_IDS = 100
"""References of a mail that are looked at: the first one, and the last ones."""
MAX_ID_CHARS = 1_000
FIRST_YEAR, LAST_YEAR = 1970, 2100
"""Dates outside of these years are kept as written."""
MAX_DATE_CHARS = 100
_USUAL_DATE = re.compile(
    r"(?:[A-Z][a-z]{2}, {1,2})?(0?[1-9]|[12]\d|3[01]) ([A-Z][a-z]{2}) (\d{4}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)"
    r" ([+-])(0\d|1[0-4])([0-5]\d)(?: \([A-Za-z ]{1,40}\))?",
    re.ASCII,
)
"""`Mon, 4 Mar 2024 09:00:00 +0100`, which needs no parser of all forms. `-0000` says that the zone is not known."""
ZONES = {
    "+0000": 0, "GMT": 0, "UTC": 0, "UT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MET": 60, "MEZ": 60,
    "CEST": 120, "MEST": 120, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "MSD": 240, "JST": 540, "KST": 540,
    "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}  # fmt: skip
"""Zones by name, in minutes east of UTC, besides those of North America, which the standard library knows."""
_AFTER_CLOCK = re.compile(r"\d:\d\d(?::\d\d)?\s{1,5}([A-Za-z]{1,5}|\+0000)\b")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_COUNTED_DATE = re.compile(r"(\d{4})\s?[\u5e74\ub144]\s?(\d{1,2})\s?[\u6708\uc6d4]\s?(\d{1,2})\s?[\u65e5\uc77c]")
_ZONE_NAME = re.compile(r"[A-Z]{1,5}|[+-]\d{4}")
_ID = re.compile(rb"<([^<>]{1,1000})>")
_Parsed = tuple[int, int, int, int, int, int, int, int, int, int | None]
"""A date as `email.utils` has it: year to second, three numbers that are not used, and the zone in seconds."""


class Head(NamedTuple):
    """What the headers of a mail say."""

    id: str
    parents: tuple[str, ...]
    """The ids of mails that it may be a reply to, the likeliest first."""
    author: str
    address: str
    subject: str
    time: int
    zone: int | None
    time_text: str


def head_of(fields: Mapping[bytes, bytes], charsets: Charsets) -> Head:
    """What fields say. Never raises: what cannot be decoded is taken as it is."""
    charset = _stated_charset(fields, charsets)
    replied, references = ids_of(fields.get(b"in-reply-to", b"")), ids_of(fields.get(b"references", b""))
    own = ids_of(fields.get(b"message-id", b""))
    time, zone, time_text = time_of(fields.get(b"date", b"").decode("ascii", "replace"))
    author, address = author_of(fields.get(b"from") or fields.get(b"sender", b""), charsets, charset)
    return Head(
        own[0] if own else "",
        tuple(dict.fromkeys([*replied[:1], *reversed(references), *replied[1:]])),
        author,
        address,
        words(fields.get(b"subject", b""), charsets, charset),
        time,
        zone,
        time_text,
    )


def _stated_charset(fields: Mapping[bytes, bytes], charsets: Charsets) -> str:
    """The charset of the mail, if a header needs it as its bytes are not encoded."""
    if (fields.get(b"from", b"") + fields.get(b"sender", b"") + fields.get(b"subject", b"")).isascii():
        return ""
    kind = fields.get(b"content-type", b"").decode("ascii", "replace")
    return value_and_parameters(kind, charsets)[1].get("charset", "")


def author_of(field: bytes, charsets: Charsets, charset: str = "") -> tuple[str, str]:
    """The name in a `From` field, without one the address; and the address."""
    if not charset and field.isascii() and b"=?" not in field:
        return _usual_author(field[:MAX_CHARS])
    return _author(field, charsets, charset)


@lru_cache(1 << 10)
def _usual_author(field: bytes) -> tuple[str, str]:
    """The author in a field for which no charset is needed. The same people write again and again."""
    return _author(field, Charsets(), "")


def _author(field: bytes, charsets: Charsets, charset: str) -> tuple[str, str]:
    name, address = person_of(charsets.decoded(field[:MAX_CHARS], charset))
    name = bare(decoded_words(name, charsets))
    if "=?" in name:
        name = name.strip("\"'")
    return name or " ".join(address.split()), " ".join(address.split())


def ids_of(field: bytes) -> list[str]:
    """The ids in a field, without white space in them, which folding adds. Without brackets, the words with an `@`."""
    if not field:
        return []
    found = _ID.findall(field)
    if not found and b"<" not in field:
        found = [word for word in field.split() if b"@" in word]
    if len(found) > MAX_IDS:
        found = [found[0], *found[1 - MAX_IDS :]]
    return [b"".join(each.split())[:MAX_ID_CHARS].decode("utf-8", "replace") for each in found]


def time_of(field: str) -> tuple[int, int | None, str]:
    """Seconds by the clock as written, the zone in minutes, and the date as written if it cannot be read."""
    usual = _USUAL_DATE.fullmatch(field)
    start, days = (0, 0) if usual is None or "-0000" in field else _month(usual[3], usual[2])
    if usual is not None and int(usual[1]) <= days:
        day, _, _, hour, minute, second, sign, zone_hours, zone_minutes = usual.groups()
        seconds = 86_400 * (int(day) - 1) + 3600 * int(hour) + 60 * int(minute) + int(second)
        east = 60 * int(zone_hours) + int(zone_minutes)
        return start + seconds, -east if sign == "-" else east, ""
    field = field[: 4 * MAX_DATE_CHARS]
    parsed = _parsed(field)
    if parsed is None:
        english = _in_english(field)
        parsed = _parsed(english)
        if parsed is None:
            return NO_TIME, None, " ".join(field.split())[:MAX_DATE_CHARS]
        field = english
    try:
        seconds = calendar.timegm(datetime(*parsed[:5], min(parsed[5], 59)).timetuple())  # second 60 is a leap second
    except (ValueError, OverflowError):  # a day that is not in the calendar
        return NO_TIME, None, " ".join(field.split())[:MAX_DATE_CHARS]
    return seconds, _zone(field, parsed[9] or 0), ""


def _parsed(field: str) -> _Parsed | None:
    """What the standard library reads in a date; None if it cannot, and for other years."""
    from email.utils import parsedate_tz  # slow to import, and most dates need none of it

    try:
        parsed = parsedate_tz(field)
    except (ValueError, IndexError, TypeError):  # dates that it fails on
        return None
    return parsed if parsed is not None and FIRST_YEAR <= parsed[0] <= LAST_YEAR else None


def _in_english(field: str) -> str:
    """A date in another language as mails have it: archives write dates in the language of their list. Of two words
    that are months, the first one is a day of the week: `Mar 8 Mai`. Empty if it has no month, day, year and clock."""
    counted = _COUNTED_DATE.search(field)
    if counted is not None and 1 <= int(counted[2]) <= len(MONTHS):
        year, month, day = counted.groups()
        field = f"{field[: counted.start()]} {day} {MONTHS[int(month) - 1]} {year} {field[counted.end() :]}"
    words = field.replace(",", " ").split()
    months = [month for word in words if not word.isdecimal() and (month := month_named(word)) is not None]
    numbers = [word.rstrip(".") for word in words if word.rstrip(".").isdecimal()]
    years = [word for word in numbers if len(word) == 4]
    days = [word for word in numbers if len(word) <= 2]
    clocks = [word for word in words if _CLOCK.fullmatch(word)]
    if not (months and years and days and clocks):
        return ""
    zones = [word for word in words[words.index(clocks[0]) + 1 :] if _ZONE_NAME.fullmatch(word)]
    return " ".join((days[0], MONTHS[months[-1] - 1], years[0], clocks[0], *zones[:1]))


def _zone(field: str, parsed: int) -> int | None:
    """The zone of a date in minutes, from the seconds that the standard library found: 0 also if none is stated."""
    stated = _AFTER_CLOCK.search(field)
    if parsed or stated is None:
        return parsed // 60 if parsed else None
    return ZONES.get(stated[1].upper())


@lru_cache(256)
def _month(year: str, month: str) -> tuple[int, int]:
    """The seconds from 1970 to the beginning of a month, and its days: 0 for one that is not known, and for other
    years."""
    if month not in MONTHS or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return 0, 0
    number = MONTHS.index(month) + 1
    return calendar.timegm((int(year), number, 1, 0, 0, 0)), calendar.monthrange(int(year), number)[1]
