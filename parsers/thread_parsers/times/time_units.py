"""Times less exact than a minute ("3 hours ago", "Mar 2024"): each is the beginning of an hour, day, month …, or a time
in it that a file states beside such words."""

from __future__ import annotations

from datetime import MINYEAR, datetime, timedelta
from functools import lru_cache
from typing import Literal

from thread_parsers.times.epoch import EPOCH, FIRST_SECOND

TimeUnit = Literal["hour", "day", "week", "month", "year"]
"""How exact a time is, if it is less exact than a minute."""

MINUTE, HOUR, DAY = 60, 3600, 86400
"""Seconds."""
WEEK, MONTH, YEAR = 7 * DAY, 30 * DAY, 365 * DAY
"""Seconds. A month is 30 days and a year 365: "a year ago" is not exact to the day."""

UNIT_SECONDS = {"second": 1, "minute": MINUTE, "hour": HOUR, "day": DAY, "week": WEEK, "month": MONTH, "year": YEAR}
"""By their names in CLDR."""

UNIT_OF_SECONDS: dict[int, TimeUnit | None] = {
    1: None, MINUTE: None, HOUR: "hour", DAY: "day", WEEK: "week", MONTH: "month", YEAR: "year",
}  # fmt: skip
"""The seconds of a unit to how exact an amount of such units is."""


def beginning(seconds: int, unit: TimeUnit | None) -> int:
    """The beginning of the hour, day, week (Monday), month or year of a time; of its minute if `unit` is None."""
    if unit == "week":
        day = seconds // DAY
        # The first day of 1970 was a Thursday, three days after a Monday.
        return (day - (day + 3) % 7) * DAY
    if unit in ("month", "year"):
        return _first_of_day(seconds // DAY, unit)
    size = {"hour": HOUR, "day": DAY}.get(unit or "", MINUTE)
    return seconds - seconds % size


def earlier(saved: int, ago: int, unit: TimeUnit | None) -> int | None:
    """The beginning of the unit that was `ago` seconds before `saved`; None before the first year of the calendar.
    Months and years are those of the calendar: a month before 31 March is February."""
    if unit in ("month", "year"):
        when = EPOCH + timedelta(seconds=saved)
        months = ago // MONTH if unit == "month" else ago // YEAR * 12
        year, month = divmod(when.year * 12 + when.month - 1 - months, 12)
        return None if year < MINYEAR else _first_of(year, month + 1 if unit == "month" else 1)
    time = saved - ago
    return None if time < FIRST_SECOND + WEEK else beginning(time, unit)


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


@lru_cache(1 << 12)
def _first_of_day(day: int, unit: str | None) -> int:
    """The beginning of the month or year of a day since 1970: the comments of a page are from few days."""
    when = EPOCH + timedelta(days=day)
    return _first_of(when.year, when.month if unit == "month" else 1)


def _first_of(year: int, month: int) -> int:
    return (datetime(year, month, 1) - EPOCH) // timedelta(seconds=1)
