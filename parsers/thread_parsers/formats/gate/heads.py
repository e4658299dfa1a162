"""Where the comments of a Gate page are: one pass over its bytes, in slices, with all columns filled in bulk.

A comment begins at a line that can be a name, followed by a line that is `·` and a time. This depends on nothing but
the two lines, so it is the same wherever the bytes are cut and from whichever end they are read.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.formats.gate.footers import MAX_FOOTER_BYTES, NO_NUMBER
from thread_parsers.source.source import SLICE
from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.columns import Columns
    from thread_parsers.formats.gate.footers import Footers
    from thread_parsers.source.source import Source

TIME_LINE = re.compile(
    rb"\xc2\xb7[ \t]{0,8}([0-9]{4}[-/.][0-9]{2}[-/.][0-9]{2})[ \t]{1,8}([0-9]{2}:[0-9]{2})"
    rb"(?::([0-9]{2}))?[ \t\r]{0,8}(?:\n|\Z)"
)
"""The line under a name, from its dot. The dot is rare, so the search runs at the speed of memory."""
MAX_TIME_LINE_BYTES = 64
MAX_NAME_BYTES = 400
"""The longest line that can be a name."""
_MAX_INDENT_BYTES = 8
"""Blanks before the dot of a time line."""
_FOOTER_REACH_BYTES = MAX_FOOTER_BYTES + 400
"""How far before a name the footer of the previous comment may begin: blank lines are between them."""
REACH_BYTES = _MAX_INDENT_BYTES + MAX_NAME_BYTES + _FOOTER_REACH_BYTES + 8
"""The bytes before a time line that decide what it is."""
FIRST_SLICE_BYTES = 1 << 16
"""The first slice is small, so that a screenful of comments is there at once."""


_EARLIEST_SECONDS = -(10**12)
"""Before every day with a year of four digits, and after NO_TIME plus a time of the day."""


class Head(NamedTuple):
    """Where a comment and its body begin, in bytes of the source."""

    start: int
    body_start: int


class Window(NamedTuple):
    """Bytes of a source from `start`: those in which time lines are searched, and the REACH_BYTES before them."""

    start: int
    data: bytes
    first: int
    """Where in `data` the search begins."""
    limit: int
    """Where it ends. Time lines that begin later belong to the next window."""

    def heads(self) -> Iterator[tuple[int, bytes, re.Match[bytes]]]:
        """Each head: the start of its name in `data`, the line of the name, the match of the time line.

        Ordinary heads take the inlined path; the functions below are called for the rare others only.
        """
        data, limit = self.data, self.limit
        for match in TIME_LINE.finditer(data, self.first):
            dot = match.start()
            if dot >= limit:
                return
            end = dot - 1 if data[dot - 1] == 10 else _line_end_before(data, dot)
            if end < 1:
                continue
            lowest = end - MAX_NAME_BYTES - 1
            start = data.rfind(b"\n", lowest if lowest > 0 else 0, end) + 1
            # Without a line feed near enough the line is too long for a name, unless it is the first one of the page.
            if not start and (self.start or lowest >= 0):
                continue
            name = data[start:end]
            if name and (name[0] not in _SUSPECT or _can_be_name(name)):
                yield start, name, match

    def last_line(self, end: int, lowest: int) -> tuple[int, bytes]:
        """The start in `data` and the bytes of the last line of words before `end`; (end, b"") where none begins after
        `lowest` and near enough."""
        floor = max(lowest, end - _FOOTER_REACH_BYTES, 0)
        words = self.data[floor:end].rstrip()
        start = floor + words.rfind(b"\n") + 1
        whole = self.data[start - 1] == 10 if start else not self.start  # not cut off at `floor`
        return (start, self.data[start : floor + len(words)]) if words and whole else (end, b"")


_SUSPECT = frozenset(b" \t\r\v\f\xc2")
"""First bytes of lines that may be blank, or a time line."""


def _can_be_name(line: bytes) -> bool:
    words = line.strip()
    return bool(words) and TIME_LINE.fullmatch(words) is None


def _line_end_before(data: bytes, dot: int) -> int:
    """The line feed before a dot with only blanks between them; -1 where there is something else."""
    blanks = data[max(0, dot - _MAX_INDENT_BYTES) : dot]
    end = dot - len(blanks) + len(blanks.rstrip(b" \t")) - 1
    return end if end >= 0 and data[end] == 10 else -1


def window(source: Source, start: int, end: int) -> Window:
    """The window for the time lines that begin from `start` up to `end` in the source."""
    reach = max(0, start - REACH_BYTES)
    data = source.read(reach, min(source.size, end + MAX_TIME_LINE_BYTES))
    return Window(reach, data, start - reach, end - reach)


def windows(
    source: Source, start: int, end: int, sizes: tuple[int, int] = (FIRST_SLICE_BYTES, SLICE)
) -> Iterator[Window]:
    """The windows from `start` up to `end`. `sizes` are the bytes of the first one and of the others."""
    size = sizes[0]
    while start < end:
        yield window(source, start, min(end, start + size))
        start, size = start + size, sizes[1]


def first_head(source: Source) -> Head | None:
    """The first head of a page."""
    for piece in windows(source, 0, source.size):
        for start, _, match in piece.heads():
            return Head(piece.start + start, piece.start + match.end())
    return None


def last_head(source: Source) -> Head | None:
    """The last head of a page, searched from its end."""
    end, size = source.size, FIRST_SLICE_BYTES
    while end > 0:
        piece = window(source, max(0, end - size), end)
        found = None
        for start, _, match in piece.heads():
            found = Head(piece.start + start, piece.start + match.end())
        if found is not None:
            return found
        end, size = end - size, SLICE
    return None


def last_lines(source: Source, end: int) -> list[bytes]:
    """The last lines of the comments that begin and end in the first `end` bytes of a page."""
    piece, lowest, found = window(source, 0, min(end, source.size)), -1, []
    for start, _, match in piece.heads():
        if lowest >= 0:
            found.append(piece.last_line(start, lowest)[1])
        lowest = match.end()
    return found


def fill(
    columns: Columns,
    source: Source,
    last: Head,
    end: int,
    footers: Footers,
    sizes: tuple[int, int] = (FIRST_SLICE_BYTES, SLICE),
) -> Iterator[None]:
    """Put all comments into the columns, up to `last`, which ends at `end`. Yields after each slice.

    One long loop with local names: this is the time it takes to open a large page. A comment is complete when the next
    head is found, so the lists keep one open comment from slice to slice.
    """
    numbers: dict[bytes, int] = {}
    days: dict[bytes, int] = {}
    minutes = _minutes_of_day()
    seen = footers.seen
    starts: list[int] = []
    bodies: list[int] = []
    authors: list[int] = []
    times: list[int] = []
    for piece in windows(source, 0, last.body_start, sizes):
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
                author = numbers[name] = columns.author_number(_author(name))
            day, clock, seconds = match.groups()
            midnight = days.get(day)
            if midnight is None:
                midnight = days[day] = _midnight(day)
            time = midnight + minutes.get(clock, NO_TIME)
            starts.append(base + at)
            bodies.append(base + match.end())
            authors.append(author)
            times.append((time if not seconds else time + int(seconds)) if time > _EARLIEST_SECONDS else NO_TIME)
        if feet:
            columns.extend_flat(
                start=starts[:-1], body_start=bodies[:-1], body_end=feet, end=starts[1:],
                author=authors[:-1], time=times[:-1], replies=replies,
            )  # fmt: skip
            del starts[:-1], bodies[:-1], authors[:-1], times[:-1]
        yield
    if not starts:  # the file has shrunk in the meantime
        return
    piece = window(source, end, end)
    foot, declared = _footer(piece, end - piece.start, bodies[-1] - piece.start, footers)
    columns.extend_flat(
        start=starts, body_start=bodies, body_end=[piece.start + foot], end=[end],
        author=authors, time=times, replies=[declared],
    )  # fmt: skip


@cache
def _minutes_of_day() -> dict[bytes, int]:
    """Every time of day as written on pages, to its seconds. Built once: it takes as long as reading a small page."""
    return {b"%02d:%02d" % divmod(minute, 60): 60 * minute for minute in range(24 * 60)}


def _footer(piece: Window, end: int, lowest: int, footers: Footers) -> tuple[int, int]:
    """The start of the footer of a comment that ends at `end`, `end` where it has none; and the replies declared."""
    start, line = piece.last_line(end, lowest)
    declared = footers.replies(line)
    return (end, NO_NUMBER) if declared is None else (start, declared)


def _author(name: bytes) -> str:
    text = name.decode("utf-8", "surrogateescape")
    return text.strip() or text


def _midnight(day: bytes) -> int:
    """Seconds from 1970 to a day as written on pages; NO_TIME for an impossible one."""
    try:
        return round((datetime(int(day[:4]), int(day[5:7]), int(day[8:])) - EPOCH).total_seconds())
    except ValueError:
        return NO_TIME
