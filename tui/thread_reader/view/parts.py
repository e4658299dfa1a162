"""The discussions of a file that has several: how they are listed, and which one is which after a reload."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.text.printable import printable
from thread_parsers.times.epoch import EPOCH
from thread_reader.view.first_words import first_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.discussion.discussion import Discussion


def same_part(old: Discussion, parts: Sequence[Discussion]) -> Discussion:
    """The discussion among the `parts` of a file that was read again which `old` was: the one with its title, or the
    one at its place."""
    place = old.parts.index(old) if old in old.parts else 0
    at_place = parts[min(place, len(parts) - 1)]
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
    last = max(part.columns.time, default=NO_TIME)
    count = f"{len(part.columns):,}"
    return count if last == NO_TIME else f"{count} · {(EPOCH + timedelta(seconds=last)).date().isoformat()}"
