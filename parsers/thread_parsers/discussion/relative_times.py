"""Relative times of comments: their ages, and their dates once it is known when the page was saved.

Formats only write a relative time down as it is on the page (`Columns.times_as_written`); here it is completed.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.receipt import Note
from thread_parsers.steps import run_to_end
from thread_parsers.text.counted import counted
from thread_parsers.times.epoch import EPOCH
from thread_parsers.times.time_units import beginning

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from thread_parsers.discussion.columns import Columns
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.times.day_month import Order
    from thread_parsers.times.times import TimeReader
    from thread_parsers.times.when import When

Saved = datetime | date
"""When a page was saved, by its own clock; a date if the time of day is not known."""

_ABOUT_SAVING = re.compile(r"when (?:the page|it) was saved")
"""In notes that another moment of saving makes wrong."""
_SLICE_ROWS = 1 << 9
"""Comments between two yields."""
_AFTER_ALL_DATES = 1 << 61
"""Where ages are put among times, as seconds from 1970: behind the end of the calendar."""


def read_saved(text: str) -> Saved | None:
    """Parse the moment of saving: a date, with or without a time of day, as pages write them. None if it is not one."""
    from thread_parsers.times.clock import find_clock
    from thread_parsers.times.times import TimeReader

    when = TimeReader().read(text)
    if when is None or when.seconds is None or when.unit is not None:
        return None
    moment = EPOCH + timedelta(seconds=when.seconds)
    return moment if find_clock(text) else moment.date()


def set_saved(discussion: Discussion, saved: Saved | None) -> None:
    """Compute all relative times from another moment of saving, or, without one, return to the times as written."""
    discussion.saved = saved
    columns = discussion.columns
    for row in columns.inferred_times:
        columns.time[row] = NO_TIME
        columns.time_units.pop(row, None)
    columns.inferred_times.clear()
    run_to_end(RelativeTimes(discussion).complete_all())
    notes = discussion.receipt.notes
    notes[:] = [note for note in notes if note.kind != "times" or not _ABOUT_SAVING.search(note.text)]
    note_times(discussion)


def note_times(discussion: Discussion) -> None:
    """Note in the receipt how many relative times were computed or kept, unless the format has noted it."""
    columns, notes = discussion.columns, discussion.receipt.notes
    if not columns.times_as_written or any(note.kind == "times" for note in notes):
        return
    if columns.inferred_times:
        computed = counted(len(columns.inferred_times), "relative time")
        notes.append(Note("times", f"{computed} computed from when the page was saved"))
    elif discussion.saved is None and (relative := without_date(columns)[0]):
        why = "relative, and the page does not say when it was saved"
        notes.append(Note("times", f"{counted(relative, 'time')} kept as written: {why}"))


def saved_seconds(saved: Saved) -> int:
    """The moment of saving in seconds since 1970. Without a time of day it is noon, which is nearest to any."""
    moment = saved if isinstance(saved, datetime) else datetime.combine(saved, time(12))
    return (moment.replace(tzinfo=None) - EPOCH) // timedelta(seconds=1)


def times_or_ages(columns: Columns) -> Sequence[int]:
    """Numbers by which comments are sorted by time, or NO_TIME.

    A relative time that has no date counts as later than all dates, since pages write the newest times in this way, and
    an older one as earlier than a newer one. Of computed times that are equal, the words decide.
    """
    if not columns.times_as_written:
        return columns.instants()
    times, ages = _times_and_ages(columns)
    keys = list(zip(times, map(int.__neg__, ages), strict=True))
    rank = {key: number for number, key in enumerate(sorted(set(keys)))}
    return [NO_TIME if key[0] == NO_TIME else rank[key] for key in keys]


def _times_and_ages(columns: Columns) -> tuple[list[int], list[int]]:
    """Seconds by which comments are ordered by time, or NO_TIME, and the ages of those with relative times."""
    from thread_parsers.times.times import TimeReader

    # Once it is known when the page was saved, only what is before the calendar stays without a date.
    base = -_AFTER_ALL_DATES if columns.inferred_times else _AFTER_ALL_DATES
    reader, ages = TimeReader(), [0] * len(columns)
    times = list(columns.instants())
    for row, text in columns.times_as_written.items():
        when = reader.read(text)
        if when is not None and when.age is not None:
            ages[row] = when.age
            if times[row] == NO_TIME:
                times[row] = base - when.age
    return times, ages


def without_date(columns: Columns) -> tuple[int, int]:
    """How many comments have only a relative time, and how many have no time that is known at all."""
    missing = columns.time.count(NO_TIME)
    if not missing:
        return 0, 0
    aged = missing - _times_and_ages(columns)[0].count(NO_TIME)
    return aged, missing - aged


class RelativeTimes:
    """Completes the times of a discussion while it is being read."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion
        self._reader: TimeReader | None = None
        self._done = 0
        self._basis: tuple[Saved | None, Order | None] | None = None
        """What the last times were completed by."""
        self._is_stale = False
        """Whether some were completed by something else."""

    def complete_new(self) -> None:
        """Complete the times of the comments that have been added since the last call."""
        columns = self._discussion.columns
        count = len(columns)
        if count == self._done:
            return
        if columns.made("times_as_written"):
            before = self._known()
            self._is_stale = self._is_stale or (self._done > 0 and before != self._basis)
            self._complete(self._done, count)
            self._basis = self._known()
            self._is_stale = self._is_stale or before != self._basis
        self._done = count

    def complete_all(self) -> Generator[None, None, None]:
        """Complete the times of all comments, in steps. Those that are complete may be wrong: a page may say at its end
        when it was saved, or in which order it writes day and month."""
        written, count = self._discussion.columns.times_as_written, len(self._discussion.columns)
        if count - self._done <= _SLICE_ROWS:  # the last few: none is displayed without its time
            self.complete_new()
        first = 0 if self._is_stale or self._known() != self._basis else self._done
        for at in range(first, count if written else 0, _SLICE_ROWS):
            self._complete(at, min(at + _SLICE_ROWS, count))
            yield

    def _known(self) -> tuple[Saved | None, Order | None]:
        """What relative times and dates are read by, besides their words."""
        return self._discussion.saved, self._reader.order if self._reader is not None else None

    def _time_reader(self) -> TimeReader:
        if self._reader is None:
            from thread_parsers.times.times import TimeReader  # pages with dates only do not need it

            self._reader = TimeReader()
        return self._reader

    def _complete(self, first: int, stop: int) -> None:
        columns, read = self._discussion.columns, self._time_reader().read
        for row, words in columns.times_as_written.between(first, stop):
            when = read(words)
            if when is None:
                continue
            if when.age is not None:
                self._resolve(row, when)
            elif when.unit is not None and when.seconds is not None and columns.time[row] in (NO_TIME, when.seconds):
                # A month without a day.
                columns.time[row], columns.time_units[row] = when.seconds, when.unit

    def _resolve(self, row: int, when: When) -> None:
        columns, saved = self._discussion.columns, self._discussion.saved
        time, seconds, unit = columns.time[row], None, when.unit
        if saved is None and time != NO_TIME:
            seconds = time  # the format stated both: no more is known than the words say, but no less is kept
        elif saved is not None:
            seconds = when.resolved(saved_seconds(saved))
            day_only = not isinstance(saved, datetime) and when.days_ago is None
            if seconds is not None and day_only and unit in (None, "hour"):
                seconds, unit = beginning(seconds, "day"), "day"
        if seconds is None:
            columns.time[row] = NO_TIME
            columns.inferred_times.discard(row)
        else:
            columns.time[row] = seconds
            columns.inferred_times.add(row)
        if seconds is None or unit is None:
            columns.time_units.pop(row, None)
        else:
            columns.time_units[row] = unit
