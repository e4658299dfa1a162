"""Durations in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

MINUTES_PER_UNIT = ((1440, "day"), (60, "hour"))


def duration_words(duration: timedelta) -> str:
    """Return `3 days`, `5 hours` or `29 minutes`: whole units, the largest of which there are at least two."""
    minutes = round(duration.total_seconds() / 60)
    for size, unit in MINUTES_PER_UNIT:
        if minutes >= 2 * size:
            return f"{minutes // size:,} {unit}s"
    return f"{minutes:,} minute{'' if minutes == 1 else 's'}"
