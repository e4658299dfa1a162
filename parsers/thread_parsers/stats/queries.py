"""The way back from a number to the text: queries of the filter language that anyone could type."""

from __future__ import annotations

from datetime import datetime, timedelta

from thread_parsers.quoting import quoted
from thread_parsers.times.epoch import EPOCH


def between(start: int, end: int) -> str:
    """The comments from `start` up to, and without, `end`; both in seconds of the page's clock."""
    return f"after:{moment(start)} before:{moment(end)}"


def moment(seconds: int) -> str:
    """A moment of the page's clock as it is typed: no more of it than it needs."""
    when = at(seconds)
    if when.second:
        return when.isoformat(timespec="seconds")
    return when.isoformat(timespec="minutes") if when.hour or when.minute else when.date().isoformat()


def at(seconds: int) -> datetime:
    """The moment that a time column holds."""
    return EPOCH + timedelta(seconds=seconds)


def seconds(when: datetime) -> int:
    """A moment as a time column holds it."""
    return (when - EPOCH) // timedelta(seconds=1)


def of_value(name: str) -> str:
    """The comments that state a figure."""
    return f"value:{quoted(name)}"
