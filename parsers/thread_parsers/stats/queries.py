"""The way back from a number to the text: queries as a user could type them."""

from __future__ import annotations

from datetime import datetime, timedelta

from thread_parsers.quoting import quoted
from thread_parsers.times.epoch import EPOCH


def between(start: int, end: int) -> str:
    """The query for comments from `start` up to, but not at, `end`: seconds from 1970 by the page's clock."""
    return f"after:{moment(start)} before:{moment(end)}"


def moment(seconds: int) -> str:
    """A time as in a query, as short as possible: `2026-03-01`, `2026-03-01T09:30`."""
    when = at(seconds)
    if when.second:
        return when.isoformat(timespec="seconds")
    return when.isoformat(timespec="minutes") if when.hour or when.minute else when.date().isoformat()


def at(seconds: int) -> datetime:
    """The time of a value of the time column."""
    return EPOCH + timedelta(seconds=seconds)


def seconds(when: datetime) -> int:
    """A time as a value of the time column."""
    return (when - EPOCH) // timedelta(seconds=1)


def of_value(name: str) -> str:
    """The query for comments that state a figure."""
    return f"value:{quoted(name)}"
