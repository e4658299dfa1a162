"""The way back from a number to the text: queries as a user could type them."""

from __future__ import annotations

from datetime import datetime, timedelta

from thread_parsers.quoting import quoted
from thread_parsers.times.epoch import EPOCH, FIRST_SECOND, LAST_SECOND


def between(start: int, end: int) -> str:
    """The query for comments from `start` up to, but not at, `end`: seconds from 1970 by the page's clock. An end that
    no calendar has is left out."""
    after = f"after:{moment(start)}"
    return after if end > LAST_SECOND else f"{after} before:{moment(end)}"


def moment(seconds: int) -> str:
    """A time as in a query, as short as possible: `2026-03-01`, `2026-03-01T09:30`."""
    when = at(seconds)
    if when.second:
        return when.isoformat(timespec="seconds")
    return when.isoformat(timespec="minutes") if when.hour or when.minute else when.date().isoformat()


def at(seconds: int) -> datetime:
    """The time of a value of the time column. Edges of buckets beyond the calendar become its first or last second."""
    return EPOCH + timedelta(seconds=max(FIRST_SECOND, min(seconds, LAST_SECOND)))


def seconds(when: datetime) -> int:
    """A time as a value of the time column."""
    return (when - EPOCH) // timedelta(seconds=1)


def of_value(name: str) -> str:
    """The query for comments that state a figure."""
    return f"value:{quoted(name)}"
