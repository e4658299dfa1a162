"""Times of which the day and the clock are in lines of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.times.clock import find_clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_parsers.formats.plain.layouts.anchors import Anchor
    from thread_parsers.formats.plain.layouts.page_lines import Line
    from thread_parsers.times.times import TimeReader, When

MAX_CHARS = 40
"""Longer lines are not the other half of a time."""


def whole_time(
    anchor: Anchor, above: Iterable[Line], below: Iterable[Line], times: TimeReader
) -> tuple[When | None, str, bool]:
    """The time of an anchor, its words, and whether the line below belongs to it: where it is only a day or a clock,
    the other one may be the line above or below."""
    when, words = anchor.when, anchor.time_words
    if when is None or when.age is not None:
        return when, words, False
    clock = find_clock(words)
    is_clock = clock is not None and not any(map(str.isdecimal, clock.rest))
    if clock is not None and not is_clock:
        return when, words, False
    for line, is_below in (*((line, False) for line in above), *((line, True) for line in below)):
        other = line.text
        if len(other) > MAX_CHARS or is_clock == (find_clock(other) is not None):
            continue
        both = f"{other} {words}" if is_clock else f"{words} {other}"
        whole = times.read(both)
        if whole is not None and whole.absolute:
            return whole, both, is_below
    return when, words, False
