"""Times less exact than a minute ("3 hours ago", "Mar 2024"): each is the beginning of an hour, day, month …"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from thread_parsers.times.epoch import EPOCH

TimeUnit = Literal["hour", "day", "week", "month", "year"]
"""How exact a time is, if it is less exact than a minute."""

_SECONDS = {"hour": 3600, "day": 86400}


def beginning(seconds: int, unit: TimeUnit | None) -> int:
    """The beginning of the hour, day, week (Monday), month or year of a time; of its minute if `unit` is None."""
    if unit == "week":
        day = seconds // 86400
        # The first day of 1970 was a Thursday, three days after a Monday.
        return (day - (day + 3) % 7) * 86400
    if unit in ("month", "year"):
        when = EPOCH + timedelta(seconds=seconds)
        first = datetime(when.year, when.month if unit == "month" else 1, 1)
        return (first - EPOCH) // timedelta(seconds=1)
    size = _SECONDS.get(unit or "", 60)
    return seconds - seconds % size


def in_digits(time: datetime, unit: TimeUnit | None, *, seconds: bool = False) -> str:
    """A time as ISO 8601 with a blank, cut after its unit: `2024-03-09 18:20`, `2024-03-09 18h`, `2024-03-09`,
    `2024-W10`, `2024-03`, `2024`. With `seconds`, those that are not zero, and the zone, follow an exact time."""
    if unit is None:
        if seconds:
            return time.isoformat(" ", "seconds" if time.second else "minutes")
        return time.replace(tzinfo=None).isoformat(" ", "minutes")
    if unit == "week":
        year, week, _ = time.isocalendar()
        return f"{year:04}-W{week:02}"
    day = time.date().isoformat()
    return {"hour": f"{day} {time.hour:02}h", "day": day, "month": day[:7], "year": day[:4]}[unit]
