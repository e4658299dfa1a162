"""Values from decoded JSON, whatever their types are: a wrong type is the same as a missing member.

A path is keys of objects and positions in lists: `text(post, "author", "name")`, `epoch(item, "times", 0)`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_INTEGER = (1 << 63) - 1
"""The largest number that a column can have."""
MAX_EPOCH = 253_402_300_799
"""The last second of the year 9999."""
_DIGITS = re.compile(r"\s*([-+]?[0-9]{1,19})(?:\.[0-9]*)?\s*", re.ASCII)
_ISO = re.compile(
    r"""
    \s*([0-9]{4})-?([0-9]{2})-?([0-9]{2})
    (?:[T\s]\s*([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]{1,12})?)?
       \s*(?:(Z|UTC|GMT)|([-+])([0-9]{2}):?([0-9]{2})?)?
    )?\s*
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_MAX_DIGITS = 19
_MINUTE = timedelta(minutes=1)
_NO_MINUTES = frozenset(map(str, range(60, 100)))
_DAYS_TO_1970 = date(1970, 1, 1).toordinal()


def member(value: object, *path: str | int) -> Any:
    """What is at the end of a path; None if the path leads nowhere."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def text(value: object, *path: str | int) -> str:
    """The string at a path, or an empty one."""
    found = value.get(path[0]) if len(path) == 1 and type(value) is dict else member(value, *path)
    return found if isinstance(found, str) else ""


def identifier(value: object, *path: str | int) -> str:
    """The id at a path: a string, or an integer as a string; empty if there is neither."""
    found = value.get(path[0]) if len(path) == 1 and type(value) is dict else member(value, *path)
    if type(found) is int:
        return str(found) if abs(found) <= MAX_INTEGER else ""
    return found if isinstance(found, str) else ""


def integer(value: object, *path: str | int, default: int | None = None) -> int | None:
    """The integer at a path: an integer, a float without a fraction, or a string of digits. True is not an integer."""
    found = value.get(path[0]) if len(path) == 1 and type(value) is dict else member(value, *path)
    if isinstance(found, float) and found.is_integer():
        found = int(found) if abs(found) <= MAX_INTEGER else None
    elif isinstance(found, str):
        digits = _DIGITS.fullmatch(found) if "." not in found else None
        found = int(digits[1]) if digits else None
    if isinstance(found, bool) or not isinstance(found, int) or abs(found) > MAX_INTEGER:
        return default
    return found


def flag(value: object, *path: str | int) -> bool:
    """Whether the value at a path is `true`."""
    if len(path) == 1 and type(value) is dict:
        return value.get(path[0]) is True
    return member(value, *path) is True


def epoch(value: object, *path: str | int) -> int | None:
    """Seconds since 1970 at a path: an integer, a float or a string of digits. None before 1970 and after 9999."""
    found = value.get(path[0]) if len(path) == 1 and type(value) is dict else member(value, *path)
    if isinstance(found, str):
        if len(found) < _MAX_DIGITS and found.isascii() and found.isdigit():
            found = int(found)
        else:
            digits = _DIGITS.fullmatch(found)
            found = int(digits[1]) if digits else None
    if isinstance(found, bool) or not isinstance(found, (int, float)) or not 0 <= found <= MAX_EPOCH:
        return None
    return int(found)


def iso_time(value: object, *path: str | int) -> tuple[int, int | None] | None:
    """An ISO 8601 time at a path: seconds since 1970 by the clock as written, and its zone in minutes east of UTC.

    The zone is None if it is not written. Fractions of a second are dropped, whatever their number of digits. A date
    alone is midnight. None for everything else, and for days and times of day that do not exist.
    """
    found = value.get(path[0]) if len(path) == 1 and type(value) is dict else member(value, *path)
    if isinstance(found, str) and (usual := _usual_time(found)) is not None:
        return usual
    match = _ISO.fullmatch(found) if isinstance(found, str) and len(found) < 64 else None
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(group or 0) for group in match.groups()[:6])
    # A leap second is the first second of the next minute.
    if hour > 23 or minute > 59 or second > 60:
        return None
    try:
        days = date(year, month, day).toordinal() - _DAYS_TO_1970
    except ValueError:
        return None
    zone: int | None = None
    if match[7]:
        zone = 0
    elif match[8]:
        zone = int(match[9]) * 60 + int(match[10] or 0)
        if zone > 24 * 60 or int(match[10] or 0) > 59:
            return None
        zone = -zone if match[8] == "-" else zone
    return days * 86_400 + hour * 3600 + minute * 60 + second, zone


def _usual_time(written: str) -> tuple[int, int | None] | None:
    """A time with a "T" and a time of day by the standard library, which takes a fifth of the time. None for all that
    it does not read, or reads in another way than `iso_time`."""
    if written[10:11] != "T" or written[13:14] != ":" or written[11:13] == "24" or written[7:8] != "-":
        return None
    try:
        when = datetime.fromisoformat(written)
    except ValueError:
        return None
    days = when.toordinal() - _DAYS_TO_1970
    seconds = days * 86_400 + when.hour * 3600 + when.minute * 60 + when.second
    if when.tzinfo is None:
        return seconds, None
    minutes, rest = (0, None) if when.tzinfo is UTC else divmod(when.utcoffset() or timedelta(), _MINUTE)
    # The library takes +05:99 for a zone.
    return None if rest or written[-2:] in _NO_MINUTES else (seconds, minutes)


def objects(value: object, *path: str | int) -> Sequence[dict[str, Any]]:
    """The objects in the list at a path; other elements are left out."""
    found = value.get(path[0]) if len(path) == 1 and type(value) is dict else member(value, *path)
    return [item for item in found if isinstance(item, dict)] if found and isinstance(found, list) else []


def strings(value: object, *path: str | int) -> Sequence[str]:
    """The strings in the list at a path; other elements are left out."""
    found = value.get(path[0]) if len(path) == 1 and type(value) is dict else member(value, *path)
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []
