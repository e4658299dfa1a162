"""Values of the tables as discussions have them; what is out of range is taken as not stated."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post_rows import MAX_ZONE_MINUTES
from thread_parsers.times.epoch import EPOCH, FIRST_SECOND, LAST_SECOND


def text_of(text: str | None) -> str:
    """A text; an empty one where there is none."""
    return text or ""


def seconds_of(milliseconds: int | None) -> int:
    """A time in seconds, or NO_TIME."""
    if milliseconds is None:
        return NO_TIME
    seconds = milliseconds // 1000
    return seconds if FIRST_SECOND <= seconds <= LAST_SECOND else NO_TIME


def zone_of(minutes: int | None) -> int | None:
    """A zone in minutes east of UTC."""
    return None if minutes is None or abs(minutes) > MAX_ZONE_MINUTES else minutes


def moment_of(milliseconds: int | None, zone: int | None) -> datetime | None:
    """A time of the article."""
    seconds, minutes = seconds_of(milliseconds), zone_of(zone)
    if seconds == NO_TIME:
        return None
    when = EPOCH + timedelta(seconds=seconds)
    return when if minutes is None else when.replace(tzinfo=timezone(timedelta(minutes=minutes)))


def saved_of(stated: str | None) -> datetime | date | None:
    """When a page was saved: a date, or with a time of day."""
    try:
        return (
            None if stated is None else datetime.fromisoformat(stated) if "T" in stated else date.fromisoformat(stated)
        )
    except ValueError:
        return None
