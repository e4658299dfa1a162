"""The discussions of a file that has several: how they are listed, and which one is which after a reload."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.text.printable import printable
from thread_reader.view.first_words import first_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.library import Row


def same_part(old: Discussion, parts: Sequence[Discussion]) -> Discussion:
    """Return the counterpart of `old` among the `parts` of the file that was read again: the one with the same title,
    or else the one with the same number."""
    at_place = parts[min(old.part_number or 1, len(parts)) - 1]
    if at_place.title == old.title:
        return at_place
    return next((part for part in parts if part.title == old.title), at_place)


def part_title(part: Discussion) -> str:
    """The title of a discussion, or the first words of its first comment."""
    if part.title:
        return printable(part.title.replace("\n", " "))
    return first_words(part, 0) if len(part.columns) else "no title"


def part_note(part: Discussion) -> str:
    """How many comments a discussion has, and until which day."""
    count, times = f"{len(part.columns):,}", part.columns.instants()
    last = max(range(len(times)), key=times.__getitem__, default=-1)
    if last < 0 or times[last] == NO_TIME:
        return count
    day = part.shown_time(last).partition(" ")[0]  # a month or a week stays one
    return f"{count} · {day}"


def rows_of(discussion: Discussion) -> list[Row]:
    """The discussions of an open file as rows of the list of discussions."""
    from thread_parsers.library import Row  # the first screen needs no library

    file, parts, rows = discussion.file, discussion.parts, []
    for number, part in enumerate(parts, 1):
        newest = max(part.columns.instants(), default=NO_TIME)
        rows.append(
            Row(
                file.name,
                number,
                len(parts),
                title=part_title(part),
                family=part.format,
                comments=len(part.columns),
                newest=None if newest == NO_TIME else newest,
                size=file.size,
            )
        )
    return rows
