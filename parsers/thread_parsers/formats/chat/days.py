"""Lines between messages that say which day it is: `--- Day changed Tue Jan 02 2024`, `2024/01/02(Tue)`."""

from __future__ import annotations

import re

from thread_parsers.formats.chat.stamps import seconds_of_day
from thread_parsers.times.dates import month_named

_YEAR = r"(?<!\d)(?:19|20)\d{2}(?!\d)"
_NAME = r"[^\W\d_]{3,12}+"
_YEAR_FIRST = r"\d{4}(?:[./-]\d{1,2}[./-]\d{1,2}|[年년] ?\d{1,2}[月월] ?\d{1,2}[日일])"
_YEAR_LAST = r"\d{1,2}[./-]\d{1,2}[./-]\d{4}"
_DAY_NAME = rf"\d{{1,2}}(?:st|nd|rd|th)?\.? {_NAME}\.?,? \d{{4}}"
_NAME_DAY = rf"{_NAME}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"

RULE = r"^={10,}[ \t]*$"
"""A line under which exports of Discord have a head or a foot and no messages."""
DAY_LINE = (
    rf"^(?=[^\n\d]{{0,116}}+\d)(?=[^\n]{{6,120}}$)(?:[ \t]{{0,8}}(?:[-=*—–─]{{3}}|[—–─]{{2}})[^\n]*{_YEAR}[^\n]*"
    rf"|Session [A-Z][a-z]+:[^\n]*{_YEAR}[^\n]*"
    rf"|(?:[^\W\d_]{{2,12}}+\.?,? )?(?:{_YEAR_FIRST}|{_YEAR_LAST}|{_DAY_NAME}|{_NAME_DAY})"
    r",? ?[(（]?[^\W\d_]{0,12}\.?[)）]?(?: \d{1,2}:\d\d)?[ \t]{0,8})$"
)
"""A line of dashes with a year (irssi, KakaoTalk, HexChat), the beginning of a session (mIRC), a date alone (LINE),
perhaps with the time of the first message (KakaoTalk)."""

_NUMBERS = re.compile(r"(?<!\d)(\d{4})[./年년-] ?(\d{1,2})[./月월-] ?(\d{1,2})(?!\d)")
_NUMBERS_LAST = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_CLOCK = r"(?:\d{1,2}:\d\d(?::\d\d)? )?"
_NAMED = (
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.? (?P<month>{_NAME})\.?,? (?P<year>\d{{4}})"),
    re.compile(rf"(?P<month>{_NAME})\.? {{1,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_CLOCK}(?P<year>\d{{4}})"),
)


def day_of_line(line: str) -> int | None:
    """Seconds from 1970 to the beginning of the day that a line names; None if it cannot be told."""
    found = _NUMBERS.search(line)
    if found:
        return seconds_of_day(int(found[1]), int(found[2]), int(found[3]))
    for pattern in _NAMED:
        found = pattern.search(line)
        month = month_named(found["month"]) if found else None
        if found and month:
            return seconds_of_day(int(found["year"]), month, int(found["day"]))
    found = _NUMBERS_LAST.search(line)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if second > 12:
        return seconds_of_day(int(found[4]), first, second)
    if first > 12 or first == second or found[2] == ".":
        return seconds_of_day(int(found[4]), second, first)
    return None
