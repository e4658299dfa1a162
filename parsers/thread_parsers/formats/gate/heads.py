"""Where the comments of a Gate page are: one pass over its bytes, in slices, all columns filled in bulk.

A comment begins where a line that can be a name stands over a line that is `·` and a time. This depends on nothing
but the two lines, so it is the same wherever the bytes are cut and from whichever end they are read.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.formats.gate.footers import LONGEST_FOOTER, NO_NUMBER
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
LONGEST_TIME_LINE = 64
LONGEST_NAME = 400
"""Bytes of the longest line that can be a name."""
_INDENT = 8
"""Blanks that may stand before the dot of a time line."""
_BEFORE = LONGEST_FOOTER + 400
"""Bytes ahead of a name in which the footer of the comment before must begin, blank lines included."""
REACH = _INDENT + LONGEST_NAME + _BEFORE + 8
"""Bytes ahead of a time line that decide what it is."""
FIRST_SLICE = 1 << 16
"""Bytes of the first slice, so that a screenful of comments is there at once."""


_EARLIEST = -(10**12)
"""No day that can be written with four digits is as far from 1970, in seconds."""


class Head(NamedTuple):
    """Where a comment begins: the first byte of its name, and the first byte of its body."""

    start: int
    body_start: int


class Window(NamedTuple):
    """Bytes of a source from `start`, with enough of those before the ones to be searched to tell what they are."""

    start: int
    data: bytes
    first: int
    """The place in `data` from which time lines are searched."""
    limit: int
    """The place up to which: those that begin later are the next window's."""

    def heads(self) -> Iterator[tuple[int, bytes, re.Match[bytes]]]:
        """Where the line of a name begins over a time line, that line, and the match of the time line."""
        data, limit = self.data, self.limit
        for match in TIME_LINE.finditer(data, self.first):
            dot = match.start()
            if dot >= limit:
                return
            end = dot - 1 if data[dot - 1] == 10 else _line_end_before(data, dot)
            if end < 1:
                continue
            lowest = end - LONGEST_NAME - 1
            start = data.rfind(b"\n", lowest if lowest > 0 else 0, end) + 1
            if not start and (self.start or lowest >= 0):
                continue
            name = data[start:end]
            if name and (name[0] not in _SUSPECT or _can_be_name(name)):
                yield start, name, match

    def last_line(self, end: int, lowest: int) -> tuple[int, bytes]:
        """Where the last line of words before `end` begins, and its bytes; (end, b"") where none begins near enough
        and not before `lowest`."""
        floor = max(lowest, end - _BEFORE, 0)
        words = self.data[floor:end].rstrip()
        start = floor + words.rfind(b"\n") + 1
        whole = self.data[start - 1] == 10 if start else not self.start
        return (start, self.data[start : floor + len(words)]) if words and whole else (end, b"")


_SUSPECT = frozenset(b" \t\r\v\f\xc2")
"""How a line begins that may be blank or a time line itself."""


def _can_be_name(line: bytes) -> bool:
    words = line.strip()
    return bool(words) and TIME_LINE.fullmatch(words) is None


def _line_end_before(data: bytes, dot: int) -> int:
    """The line feed before a dot that only blanks part from it; -1 where something else does."""
    blanks = data[max(0, dot - _INDENT) : dot]
    end = dot - len(blanks) + len(blanks.rstrip(b" \t")) - 1
    return end if end >= 0 and data[end] == 10 else -1


def window(source: Source, start: int, end: int) -> Window:
    """The bytes of a source in which the time lines that begin from `start` up to `end` can be told."""
    from_ = max(0, start - REACH)
    data = source.read(from_, min(source.size, end + LONGEST_TIME_LINE))
    return Window(from_, data, start - from_, end - from_)


def windows(source: Source, start: int, end: int, sizes: tuple[int, int] = (FIRST_SLICE, SLICE)) -> Iterator[Window]:
    """Windows that follow one another; the first of another size than the rest."""
    size = sizes[0]
    while start < end:
        yield window(source, start, min(end, start + size))
        start, size = start + size, sizes[1]


def first_head(source: Source) -> Head | None:
    """The first comment of a page."""
    for piece in windows(source, 0, source.size):
        for start, _, match in piece.heads():
            return Head(piece.start + start, piece.start + match.end())
    return None


def last_head(source: Source) -> Head | None:
    """The last comment of a page, sought from its end."""
    end, size = source.size, FIRST_SLICE
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
    """The last lines of the comments that begin and end within the first bytes of a page."""
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
    sizes: tuple[int, int] = (FIRST_SLICE, SLICE),
) -> Iterator[None]:
    """Put all comments into the columns, up to `last`, which ends at `end`. Yields after each slice."""
    numbers: dict[bytes, int] = {}
    days: dict[bytes, int] = {}
    minutes = {b"%02d:%02d" % divmod(minute, 60): 60 * minute for minute in range(24 * 60)}
    seen = footers.seen
    starts: list[int] = []
    bodies: list[int] = []
    authors: list[int] = []
    times: list[int] = []
    for piece in windows(source, 0, last.body_start, sizes):
        base, data, feet, replies = piece.start, piece.data, [], []  # of the comments that these heads end
        source.count_lines(base, data)
        for at, name, match in piece.heads():
            if starts:
                lowest = at - 1 - LONGEST_FOOTER
                foot = data.rfind(b"\n", lowest if lowest > 0 else 0, at - 1) + 1
                declared = seen.get(data[foot : at - 1])
                if declared is None:
                    foot, declared = _foot(piece, at, bodies[-1] - base, footers)
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
            times.append((time if not seconds else time + int(seconds)) if time > _EARLIEST else NO_TIME)
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
    foot, declared = _foot(piece, end - piece.start, bodies[-1] - piece.start, footers)
    columns.extend_flat(
        start=starts, body_start=bodies, body_end=[piece.start + foot], end=[end],
        author=authors, time=times, replies=[declared],
    )  # fmt: skip


def _foot(piece: Window, end: int, lowest: int, footers: Footers) -> tuple[int, int]:
    """Where the footer of a comment begins that ends at `end`, and the replies that it declares."""
    start, line = piece.last_line(end, lowest)
    declared = footers.replies(line)
    return (end, NO_NUMBER) if declared is None else (start, declared)


def _author(name: bytes) -> str:
    text = name.decode("utf-8", "surrogateescape")
    return text.strip() or text


def _midnight(day: bytes) -> int:
    """Seconds from 1970 to a day as pages write it; NO_TIME for one that there is not."""
    try:
        return round((datetime(int(day[:4]), int(day[5:7]), int(day[8:])) - EPOCH).total_seconds())
    except ValueError:
        return NO_TIME
