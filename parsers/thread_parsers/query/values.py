"""Parsers for the values of fields: numbers with a comparison, partial times, author names with wildcards."""

from __future__ import annotations

import operator
import re
from datetime import MAXYEAR, datetime, timedelta
from typing import TYPE_CHECKING

from thread_parsers.query.authors import compared, compared_names
from thread_parsers.text.folding import has_capital
from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thread_parsers.discussion.discussion import Discussion


MAX_DIGITS = 15
"""Digits of a number in a query."""


class BadValue(Exception):
    """The value of a field is not valid. The message says what the field takes."""


_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "": operator.eq,
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_NUMBER = re.compile(r"(|=|>|>=|<|<=)(-?[0-9]+)")
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
    """Parse `3`, `>3`, `>=3`, `<3`, `<=3` or `>-3` into a test of a number. Raises BadValue."""
    sign, wanted = _compared(value)
    compare = _COMPARISONS[sign]
    return lambda actual: compare(actual, wanted)


def limits(value: str) -> tuple[int | None, int | None]:
    """The least and the most that a number can be which passes the test of the same value; None for no limit. Raises
    BadValue."""
    sign, wanted = _compared(value)
    if sign in ("", "="):
        return wanted, wanted
    if sign.startswith(">"):
        return wanted + (sign == ">"), None
    return None, wanted - (sign == "<")


def _compared(value: str) -> tuple[str, int]:
    """The comparison and the number."""
    _check_digits(value)
    match = _NUMBER.fullmatch(value)
    if match is None:
        raise BadValue("takes a number, as in 3, >3, >=3, <3 or <=3")
    return match[1], int(match[2])


def span(value: str) -> tuple[int, int]:
    """Parse a year, month, day, hour, minute or second into its first second and one past its last, in seconds since
    1970 by the page's own clock. Raises BadValue."""
    match = _TIME.fullmatch(value)
    if match is None:
        raise BadValue("takes a time, as in 2025-12-22, 2025-12 or 2025-12-22T14:30")
    given = {name: int(text) for name, text in match.groupdict().items() if text is not None}
    try:
        start = datetime(**({"month": 1, "day": 1} | given))  # type: ignore[arg-type]
    except ValueError:
        raise BadValue(f"takes a valid date or time, which {value} is not") from None
    first = int((start - EPOCH).total_seconds())
    # The last part that was given is the unit. Months and years vary in length, so they end where the next begins.
    finest = list(given)[-1]
    if finest in _STEPS:
        return first, first + int(_STEPS[finest].total_seconds())
    months = start.year * 12 + (start.month if finest == "month" else 12)
    return first, _month_start(*divmod(months, 12))


def _month_start(year: int, month_before: int) -> int:
    if year > MAXYEAR:
        return int((datetime.max - EPOCH).total_seconds()) + 1
    return int((datetime(year, month_before + 1, 1) - EPOCH).total_seconds())


def sentence_number(value: str) -> int:
    """Parse the number of a sentence of the article. Raises BadValue."""
    _check_digits(value)
    if not value.isdecimal():
        raise BadValue("takes the number of a sentence in the article, as in 3")
    return int(value)


def _check_digits(value: str) -> None:
    # int() refuses thousands of digits, and no count on a page comes near MAX_DIGITS.
    digits = value.lstrip("<>=").removeprefix("-")
    if len(digits) > MAX_DIGITS and digits.isdecimal():
        raise BadValue(f"takes a number of at most {MAX_DIGITS} digits")


def authors(value: str, *, exact: bool) -> Callable[[Discussion], frozenset[int]]:
    """Return a function from a discussion to the numbers of the authors that match.

    A name that is identical to the value wins over all others, then those that are equal by smart case. If there is
    neither, the names that begin with the value match. A star matches any characters. A name that begins with @ is
    also compared without it. With `exact`, only identical or equal names match.
    """
    caseless = not has_capital(value)
    wanted = compared(value, caseless=caseless)
    wanted = wanted[1:] if len(wanted) > 1 and wanted[0] == "@" else wanted
    beginnings = (wanted, f"@{wanted}") if wanted else ("",)
    globs = [start.split("*") for start in beginnings] if "*" in wanted and not exact else []

    def matching(discussion: Discussion) -> frozenset[int]:
        identical = discussion.columns.author_numbers.get(value)
        if identical is not None:
            return frozenset({identical})
        names = list(enumerate(compared_names(discussion, caseless=caseless)))
        if globs:
            return frozenset(number for number, name in names if any(_matches_glob(name, parts) for parts in globs))
        equal = frozenset(number for number, name in names if name in beginnings)
        if equal or exact:
            return equal
        return frozenset(number for number, name in names if name.startswith(beginnings))

    return matching


def parts_of_name(value: str, *, exact: bool) -> tuple[tuple[str, bool], ...]:
    """What every name contains that `authors` finds, folded, each with whether the name begins with it. A sign before
    a name, as @, is no part of it."""
    folded = compared(value, caseless=not has_capital(value)).removeprefix("@")
    parts = [folded] if exact else folded.split("*")
    return tuple((part, number == 0) for number, part in enumerate(parts) if part)


def _matches_glob(name: str, parts: Sequence[str]) -> bool:
    """Whether a name consists of these parts in order, with anything between them.

    Taking the first place for each part in turn is enough, and linear where backtracking would be exponential.
    """
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
