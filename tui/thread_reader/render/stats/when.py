"""Times and spans as the statistics write them: short, with the year where it is not that of the page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from thread_parsers.text.english_months import MONTHS
from thread_parsers.times.durations import duration_words

if TYPE_CHECKING:
    from datetime import datetime

    from thread_parsers.stats.time_columns import Width


def day(when: datetime) -> str:
    """Return `10 Dec`."""
    return f"{when.day} {MONTHS[when.month - 1]}"


def day_and_clock(when: datetime) -> str:
    """Return `10 Dec 08:56`."""
    return f"{day(when)} {when:%H:%M}"


def span(first: datetime, last: datetime) -> str:
    """Return `10 Dec 2025 08:56 – 24 Dec 06:14 · 13 days`; of several years `10 Dec 2025 – 24 Jan 2026 · 45 days`; a
    single time without its length."""
    begins = f"{day(first)} {first.year}"
    if first == last:
        return f"{begins} {first:%H:%M}"
    if first.date() == last.date():
        words = f"{begins} {first:%H:%M}–{last:%H:%M}"
    elif first.year == last.year:
        words = f"{begins} {first:%H:%M} – {day_and_clock(last)}"
    else:
        words = f"{begins} – {day(last)} {last.year}"
    return f"{words} · {duration_between(first, last)}"


def duration_between(first: datetime, last: datetime) -> str:
    """Return `3 days`, `5 hours` or `29 minutes`: at least a minute, because most pages are no more exact."""
    return duration_words(max(last - first, timedelta(minutes=1)))


def columns_span(start: datetime, end: datetime, width: Width) -> str:
    """Return the time from `start` up to `end`, in units of columns of this width: `16 Dec 12:00–20:00`,
    `15 Dec 18:00 – 17 Dec 06:00`, `16 Dec`, `Dec 2024 – Feb 2025`, `2019`."""
    if width.unit in ("minute", "hour"):
        if start.date() == end.date():
            return f"{day_and_clock(start)}–{end:%H:%M}"
        return f"{day_and_clock(start)} – {day_and_clock(end)}"
    last = end - timedelta(seconds=1)
    name = {"day": day, "month": _month}.get(width.unit, _year)
    return name(start) if name(start) == name(last) else f"{name(start)} – {name(last)}"


def _month(when: datetime) -> str:
    return f"{MONTHS[when.month - 1]} {when.year}"


def _year(when: datetime) -> str:
    return str(when.year)


def width_words(width: Width) -> str:
    """Return `8 hours`, `1 month`."""
    return f"{width.size} {width.unit}{'' if width.size == 1 else 's'}"
