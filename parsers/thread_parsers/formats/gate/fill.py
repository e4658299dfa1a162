"""Put the comments of a Gate page into the columns: one pass over its bytes, in slices, with all columns in bulk."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.formats.gate.badges import BADGE_ENDS, split_badge
from thread_parsers.formats.gate.footers import MAX_FOOTER_BYTES, NO_NUMBER
from thread_parsers.formats.gate.heads import FIRST_SLICE_BYTES, window, windows
from thread_parsers.source.source import SLICE
from thread_parsers.steps import emptied_in_steps
from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

    from thread_parsers.discussion.columns import Columns
    from thread_parsers.formats.gate.footers import Footers
    from thread_parsers.formats.gate.heads import Head, Window
    from thread_parsers.formats.gate.time_lines import TimeLines
    from thread_parsers.source.source import Source

MAX_WRITTEN_TIMES = 256
"""Comments between two yields whose times are not `date time`: these take longer to find and to read."""
_EARLIEST_SECONDS = -(10**12)
"""Before every day with a year of four digits, and after NO_TIME plus a time of the day."""


def fill(
    columns: Columns,
    source: Source,
    last: Head,
    end: int,
    times: TimeLines,
    sizes: tuple[int, int] = (FIRST_SLICE_BYTES, SLICE),
) -> Iterator[None]:
    """Put all comments into the columns, up to `last`, which ends at `end`. Yields after each slice, or more often.

    One long loop with local names: this is the time it takes to open a large page. A comment is complete when the next
    head is found, so the lists keep one open comment from slice to slice.
    """
    numbers: dict[bytes, int] = {}
    days: dict[bytes, int] = {}
    clock_seconds = _Clock()
    footers, seen = times.footers, times.footers.seen
    starts: list[int] = []
    bodies: list[int] = []
    authors: list[int] = []
    seconds: list[int] = []
    sparse = _Sparse(columns)
    for piece in windows(source, 0, last.body_start, times, sizes):
        base, data, feet, replies = piece.start, piece.data, [], []  # feet: where the bodies before these heads end
        source.count_lines(base, data)
        for at, name, match in piece.heads():
            if starts:
                lowest = at - 1 - MAX_FOOTER_BYTES
                foot = data.rfind(b"\n", lowest if lowest > 0 else 0, at - 1) + 1
                declared = seen.get(data[foot : at - 1])
                if declared is None:
                    foot, declared = _footer(piece, at, bodies[-1] - base, footers)
                feet.append(base + foot)
                replies.append(declared)
            author = numbers.get(name)
            if author is None:
                author = numbers[name] = columns.author_number(split_badge(_text_of(name))[0])
            if name.endswith(BADGE_ENDS):
                sparse.add_badge(len(starts), split_badge(_text_of(name))[1])
            day, clock, second, words = match.groups()
            if words is None:
                midnight = days.get(day)
                if midnight is None:
                    midnight = days[day] = _midnight(day)
                time = midnight + clock_seconds[clock] + (int(second) if second else 0)
                seconds.append(time if time > _EARLIEST_SECONDS else NO_TIME)
            else:
                seconds.append(sparse.add_time(len(starts), words, times))
                if len(seconds) % MAX_WRITTEN_TIMES == 0:
                    yield
            starts.append(base + at)
            bodies.append(base + match.end())
            authors.append(author)
        if feet:
            columns.extend_flat(
                start=starts[:-1], body_start=bodies[:-1], body_end=feet, end=starts[1:],
                author=authors[:-1], time=seconds[:-1], replies=replies,
            )  # fmt: skip
            del starts[:-1], bodies[:-1], authors[:-1], seconds[:-1]
            sparse.flush()
        yield
    if not starts:  # the file has shrunk in the meantime
        return
    piece = window(source, end, end)
    foot, declared = _footer(piece, end - piece.start, bodies[-1] - piece.start, footers)
    columns.extend_flat(
        start=starts, body_start=bodies, body_end=[piece.start + foot], end=[end],
        author=authors, time=seconds, replies=[declared],
    )  # fmt: skip
    sparse.flush()
    yield from emptied_in_steps(numbers)


class _Sparse:
    """Badges, zones and times as written of comments that are not in the columns yet."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._waiting: list[tuple[MutableMapping[int, Any], int, Any]] = []

    def add_badge(self, place: int, badge: str) -> None:
        """Add the badge, if there is one, of the comment at a place among the rows that wait."""
        if badge:
            self._waiting.append((self._columns.badges, len(self._columns) + place, badge))

    def add_time(self, place: int, words: bytes, times: TimeLines) -> int:
        """Add a time that is not `date time`. Returns its seconds, or NO_TIME."""
        row = len(self._columns) + place
        stated = times.stated(words.strip())
        if stated is None:  # in an unknown language, between two footers
            self._waiting.append((self._columns.times_as_written, row, _text_of(words)))
            return NO_TIME
        if stated.seconds == NO_TIME:
            self._waiting.append((self._columns.times_as_written, row, stated.text))
        if stated.zone is not None:
            self._waiting.append((self._columns.zones, row, stated.zone))
        if stated.unit is not None:
            self._waiting.append((self._columns.time_units, row, stated.unit))
        return stated.seconds

    def flush(self) -> None:
        """Move what belongs to rows that are in the columns now. The last row may still be open."""
        rows = len(self._columns)
        for column, row, value in self._waiting:
            if row < rows:
                column[row] = value
        self._waiting = [waiting for waiting in self._waiting if waiting[1] >= rows]


class _Clock(dict[bytes, int]):
    """A time of day as written on pages, to its seconds; NO_TIME for an impossible one."""

    def __missing__(self, written: bytes) -> int:
        hours, minutes = int(written[:2]), int(written[3:])
        self[written] = seconds = 3600 * hours + 60 * minutes if hours < 24 and minutes < 60 else NO_TIME
        return seconds


def _footer(piece: Window, end: int, lowest: int, footers: Footers) -> tuple[int, int]:
    """The start of the footer of a comment that ends at `end`, `end` where it has none; and the replies declared."""
    start, line = piece.last_line(end, lowest)
    declared = footers.replies(line)
    return (end, NO_NUMBER) if declared is None else (start, declared)


def _text_of(name: bytes) -> str:
    text = name.decode("utf-8", "surrogateescape")
    return text.strip() or text


def _midnight(day: bytes) -> int:
    """Seconds from 1970 to a day as written on pages; NO_TIME for an impossible one."""
    try:
        return round((datetime(int(day[:4]), int(day[5:7]), int(day[8:])) - EPOCH).total_seconds())
    except ValueError:
        return NO_TIME
