"""A parsed time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.times.epoch import FIRST_SECOND
from thread_parsers.times.time_units import DAY, beginning, earlier

if TYPE_CHECKING:
    from thread_parsers.times.time_units import TimeUnit


class When(NamedTuple):
    """A parsed time. If nothing is known (`VAGUE`), the text is a time, but not which one."""

    seconds: int | None = None
    """Seconds since 1970 by the page's own clock, for an absolute time."""
    zone: int | None = None
    """Minutes east of UTC, if the time has a zone."""
    ago: int | None = None
    """Seconds before the page was saved, for a relative time."""
    unit: TimeUnit | None = None
    """How exact the time is, if it is less exact than a minute, for a relative time or a month without a day."""
    days_ago: int | None = None
    """For a time of day on a day before the page was saved: how many days before."""
    clock: int = 0
    """The time of day with `days_ago`, in seconds."""

    @property
    def absolute(self) -> bool:
        """True for a date with or without a time of day."""
        return self.seconds is not None

    @property
    def age(self) -> int | None:
        """Seconds before the page was saved, or before the end of the day for a time of day; None if not relative."""
        if self.days_ago is not None:
            return (self.days_ago + 1) * DAY - self.clock
        return self.ago

    def resolved(self, saved: int) -> int | None:
        """Seconds since 1970 for a page that was saved then; None for a time that says too little. A relative time
        becomes the beginning of its unit, so that it is only as exact as its words."""
        if self.days_ago is not None:
            seconds = beginning(saved, "day") - self.days_ago * DAY + self.clock
            return seconds if seconds >= FIRST_SECOND else None
        if self.ago is not None:
            return earlier(saved, self.ago, self.unit)
        return self.seconds


VAGUE = When()
"""An incomplete or ambiguous time: a time of day without a date, a date without a year, day and month unclear."""
