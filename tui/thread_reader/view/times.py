"""How the times of comments are shown: as dates and clocks, as their age, or as the page writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.text.english_months import MONTHS
from thread_parsers.times.epoch import EPOCH
from thread_parsers.times.time_units import in_digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion

Form = Literal["absolute", "relative", "as written"]
FORMS: tuple[Form, ...] = ("absolute", "relative", "as written")

MAX_WRITTEN_CHARS = 24
ROWS_AT_ONCE = 1 << 14
"""Comments that are looked at for one frame to find the newest and the oldest one."""
_MINUTE, _HOUR, _DAY, _WEEK, _MONTH, _YEAR = 60, 3600, 86_400, 604_800, 2_629_800, 31_557_600
_AGES = ((60 * _MINUTE, _MINUTE, "min"), (24 * _HOUR, _HOUR, "h"), (14 * _DAY, _DAY, "d"))
_LONG_AGES = ((9 * _WEEK, _WEEK, "week"), (24 * _MONTH, _MONTH, "month"))
"""Below which age, in seconds, it is counted in which unit."""


def _local_now() -> datetime:
    return datetime.now(UTC).astimezone()


class Times:
    """The times of a discussion in the form that the user has chosen."""

    def __init__(self, discussion: Discussion, now: Callable[[], datetime] = _local_now) -> None:
        self.form: Form = "absolute"
        self._discussion = discussion
        self._now = now
        self._seen = 0
        self._newest = self._oldest = NO_TIME

    def go_round(self) -> Form:
        """Take the next form, and return it."""
        self.form = FORMS[(FORMS.index(self.form) + 1) % len(FORMS)]
        return self.form

    def changed(self) -> None:
        """The times of the discussion were computed anew."""
        self._seen, self._newest, self._oldest = 0, NO_TIME, NO_TIME

    def shown(self, comment: int) -> str:
        """Return the time of a comment for display, `~` before a computed one; empty if the page states none."""
        discussion = self._discussion
        if self.form == "as written":
            written = discussion.columns.times_as_written.get(comment) or discussion.shown_time(comment)
            return written if len(written) <= MAX_WRITTEN_CHARS else f"{written[: MAX_WRITTEN_CHARS - 1]}…"
        when = discussion.time(comment)
        if when is None:
            return discussion.shown_time(comment)
        text = self._age(when) if self.form == "relative" else ""
        text = text or self._date(comment, when)
        return f"~{text}" if comment in discussion.columns.inferred_times else text

    def in_column(self, comment: int, before: int | None) -> str:
        """Return the time of a comment for a column of seven cells: its date where that differs from the comment in the
        row before, else its clock."""
        when, unit = self._discussion.time(comment), self._discussion.columns.time_units.get(comment)
        if self.form == "as written" or when is None:
            return self.shown(comment)
        if self.form == "relative":
            return self._age(when).replace(" weeks", " wk").replace(" months", " mo").replace(" years", " y")
        earlier = None if before is None else self._discussion.time(before)
        if unit in (None, "hour") and earlier is not None and earlier.date() == when.date():
            text = in_digits(when, unit).partition(" ")[2]
        elif unit in (None, "hour", "day"):
            self._look()
            newest = EPOCH + timedelta(seconds=max(0, self._newest))
            is_near = self._newest == NO_TIME or when.year == newest.year
            text = f"{when.day} {MONTHS[when.month - 1]}" if is_near else f"{when:%Y-%m}"
        else:
            text = in_digits(when, unit)
        return f"~{text}" if comment in self._discussion.columns.inferred_times else text

    def _date(self, comment: int, when: datetime) -> str:
        """Return the date without the year if that is the one of the newest comment, and the clock, alone if all
        comments are of one day."""
        unit = self._discussion.columns.time_units.get(comment)
        digits = in_digits(when, unit)
        if unit not in (None, "hour", "day"):
            return digits
        self._look()
        if self._newest == NO_TIME:  # not found yet
            return digits
        newest, oldest = (EPOCH + timedelta(seconds=seconds) for seconds in (self._newest, self._oldest))
        if when.year != newest.year:
            return digits
        _, _, clock = digits.partition(" ")
        if clock and newest.date() == oldest.date():
            return clock
        return f"{when.day} {MONTHS[when.month - 1]}{' ' if clock else ''}{clock}"

    def _age(self, when: datetime) -> str:
        """Return how long ago a time is, by the clock of this machine; empty if it is in the future. A page that names
        no zone is taken to be in the local one."""
        now = self._now()
        seconds = int((now - when if when.tzinfo else now.replace(tzinfo=None) - when).total_seconds())
        if seconds < 0:
            return ""
        for below, size, unit in _AGES:
            if seconds < below:
                return f"{seconds // size} {unit}"
        for below, size, unit in _LONG_AGES:
            if seconds < below:
                return f"{seconds // size} {unit}s"
        return f"{seconds // _YEAR} years"

    def _look(self) -> None:
        """Look at further comments for the newest and the oldest one."""
        time = self._discussion.columns.time
        if self._seen > len(time):
            self.changed()
        if self._seen < len(time):
            some = [seconds for seconds in time[self._seen : self._seen + ROWS_AT_ONCE] if seconds != NO_TIME]
            self._seen = min(self._seen + ROWS_AT_ONCE, len(time))
            known = [*some, *(seconds for seconds in (self._newest, self._oldest) if seconds != NO_TIME)]
            if known:
                self._newest, self._oldest = max(known), min(known)
