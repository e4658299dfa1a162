"""The values of fields: numbers with a comparison, times of which only the beginning is given, names."""

from __future__ import annotations

import operator
import re
from datetime import MAXYEAR, datetime, timedelta
from typing import TYPE_CHECKING

from thread_parsers.discussion.discussion import EPOCH
from thread_parsers.text.folding import folded, has_capital

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class BadValue(Exception):
    """A field does not understand its value. The message says what it takes."""


_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "": operator.eq,
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_NUMBER = re.compile(r"(|=|>|>=|<|<=)([0-9]{1,15})")
_TIME = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2})"
    r"(?:[T ](?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?)?)?)?"
)
_STEPS = {
    "day": timedelta(days=1),
    "hour": timedelta(hours=1),
    "minute": timedelta(minutes=1),
    "second": timedelta(seconds=1),
}


def number(value: str) -> Callable[[int], bool]:
    """The judge for `3`, `>3`, `>=3`, `<3` or `<=3`."""
    match = _NUMBER.fullmatch(value)
    if match is None:
        raise BadValue("takes a number, as in 3, >3, >=3, <3 or <=3")
    compare, wanted = _COMPARISONS[match[1]], int(match[2])
    return lambda given: compare(given, wanted)


def span(value: str) -> tuple[int, int]:
    """First second of a year, month, day, hour, minute or second by the page's clock, and the one after its last."""
    match = _TIME.fullmatch(value)
    if match is None:
        raise BadValue("takes a time, as in 2025-12-22, 2025-12 or 2025-12-22T14:30")
    given = {name: int(text) for name, text in match.groupdict().items() if text is not None}
    try:
        start = datetime(**({"month": 1, "day": 1} | given))  # type: ignore[arg-type]
    except ValueError:
        raise BadValue(f"takes a time of the calendar, which {value} is not") from None
    first = int((start - EPOCH).total_seconds())
    finest = list(given)[-1]
    if finest in _STEPS:
        return first, first + int(_STEPS[finest].total_seconds())
    months = start.year * 12 + (start.month if finest == "month" else 12)
    return first, _month_start(*divmod(months, 12))


def _month_start(year: int, month_before: int) -> int:
    if year > MAXYEAR:
        return int((datetime.max - EPOCH).total_seconds()) + 1
    return int((datetime(year, month_before + 1, 1) - EPOCH).total_seconds())


def authors(value: str, *, exact: bool) -> Callable[[Sequence[str]], frozenset[int]]:
    """Names to the numbers of those who are meant. When somebody is called exactly so, it is they alone; else case is
    ignored unless the value has a capital. A star stands for any characters, unless the value was `exact`."""
    caseless = not has_capital(value)
    parts = [folded(part, caseless=caseless) for part in ([value] if exact else value.split("*"))]

    def chosen(names: Sequence[str]) -> frozenset[int]:
        called_so = frozenset(number for number, name in enumerate(names) if name == value)
        if called_so:
            return called_so
        fold = (folded(name, caseless=caseless) for name in names)
        return frozenset(number for number, name in enumerate(fold) if _fits(name, parts))

    return chosen


def _fits(name: str, parts: Sequence[str]) -> bool:
    """Whether a name is made of these parts with anything between them."""
    if len(parts) == 1:
        return name == parts[0]
    first, *between, last = parts
    at, end = len(first), len(name) - len(last)
    if at > end or not name.startswith(first) or not name.endswith(last):
        return False
    for part in between:
        at = name.find(part, at, end)
        if at < 0:
            return False
        at += len(part)
    return True
