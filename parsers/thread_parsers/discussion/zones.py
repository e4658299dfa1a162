"""Zones of times once a file has been read: one default where all agree, and a note where some are not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.receipt import Note
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from thread_parsers.discussion.columns import Columns
    from thread_parsers.discussion.discussion import Discussion


def settle_zones(discussion: Discussion) -> None:
    """Make the only zone of all times the default of the columns. If some times state a zone and others do not, note it
    in the receipt."""
    columns = discussion.columns
    if not columns.zones:
        return
    times = columns.time
    exceptions = [zone for row, zone in columns.zones.items() if times[row] != NO_TIME]
    stated = set(exceptions)
    if len(exceptions) < len(times) - times.count(NO_TIME):
        stated.add(columns.zone)
    if len(stated) == 1:
        columns.zone = stated.pop()
        columns.zones.clear()
    elif None in stated:
        _note_unknown(discussion)


def zone_name(minutes: int) -> str:
    """Minutes east of UTC as `UTC+05:30`."""
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}" if minutes else "UTC"


def _note_unknown(discussion: Discussion) -> None:
    columns, notes = discussion.columns, discussion.receipt.notes
    unknown = sum(_lacks_zone(columns, row) for row in range(len(columns)))
    if unknown and columns.clock_zone is not None and all(note.kind != "zones" for note in notes):
        states, is_compared = ("states", "it is") if unknown == 1 else ("state", "they are")
        clock = zone_name(columns.clock_zone)
        notes.append(Note("zones", f"{counted(unknown, 'time')} {states} no zone; {is_compared} taken as {clock}"))


def _lacks_zone(columns: Columns, row: int) -> bool:
    """Whether a time of day was written without a zone. Computed times are by the clock of the page, and days are
    without a zone in any case."""
    return (
        columns.time[row] != NO_TIME
        and columns.zone_of(row) is None
        and row not in columns.inferred_times
        and columns.time_units.get(row, "hour") == "hour"
    )
