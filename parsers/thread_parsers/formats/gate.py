"""Gate Square posts: an article, its counters, and comments, newest first, as a page becomes text.

Structure beats vocabulary: a comment begins where a line is followed by a line that is a time and nothing else
(`· 2025-12-24 06:14`), whatever its author is called, and what stands between two of these is the body, but for a
footer on its last line. What is around the comments is told apart in `gate_around`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats import Format, Likeness
from thread_parsers.formats.gate_around import read_after, read_ahead
from thread_parsers.formats.gate_labels import texts
from thread_parsers.receipt import Note
from thread_parsers.source import SLICE, BufferSource
from thread_parsers.tree import EPOCH, NO_TIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source import Source
    from thread_parsers.tree import Discussion

TIME_LINE = re.compile(
    rb"\xc2\xb7[ \t]*([0-9]{4})-([0-9]{2})-([0-9]{2})[ \t]+([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?[ \t]*(?=\n|\Z)"
)
"""The line under the author's name, without what stands before it."""
_LONGEST_TIME_LINE = 64
LONGEST_NAME = 400
"""Bytes of the longest line that may be a name."""
_OVERLAP = 2 * LONGEST_NAME + 512
"""Bytes of the slice before that are kept: a name, and the footer that stands before it."""


def _one_of(role: str) -> bytes:
    return b"|".join(re.escape(text.encode()) for text in texts(role))


FOOTER = re.compile(
    rb"[ \t]*(?:(?:%s)[ \t]*)?(?:%s)[ \t]*([0-9]{0,9})[ \t]*"
    % (_one_of("original"), _one_of("reply"))
)  # fmt: skip
"""`View OriginalReply0`, `Reply12`, and the same in other languages: a whole line, with the declared replies."""
_LONGEST_FOOTER = 200

_JUDGED = 1 << 18


class Head(NamedTuple):
    """Where a comment begins: its author's line, the end of the name, the first byte of the body, its time."""

    start: int
    name: str
    body_start: int
    time: int


def likeness(source: Source) -> Likeness:
    """How much a source looks like a Gate page: by pairs of name and time lines, else by counters without comments."""
    beginning = BufferSource(source.read(0, min(_JUDGED, source.size)))
    pairs = sum(1 for _ in heads(beginning))
    box = re.search(rb"^0/400[ \t]*$", beginning.read(0, beginning.size), re.MULTILINE) is not None
    if pairs:
        return Likeness(
            0.95 if box else 0.8,
            f"{pairs} names with a line `· date time` under them" + (", a comment box" if box else ""),
        )
    if box:
        return Likeness(0.75, "the counters and the comment box of a post without comments")
    return Likeness(0.0, "no name with a line `· date time` under it, no comment box")


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source, a slice at a time. The last comment is in place when its end is known."""
    source, columns = discussion.source, discussion.columns
    waiting: Head | None = None
    first = source.size
    for found in _in_slices(source):
        for head, before in found:
            if waiting is None:
                first = head.start
                read_ahead(discussion, head.start)
            else:
                _append(discussion, waiting, before, head.start)
            waiting = head
        yield
    if waiting is None:
        read_ahead(discussion, source.size)
        return
    tail = read_after(discussion, first, waiting.body_start)
    lowest = max(waiting.body_start - 1, tail - _OVERLAP)
    before = _last_line(
        source.read(lowest, tail),
        lowest,
        waiting.body_start - lowest if lowest < waiting.body_start else 0,
        tail - lowest,
    )
    _append(discussion, waiting, before, tail)
    if columns.replies[-1] < 0:
        note = Note("footer", "the last comment has no footer", source.line_at(columns.start[-1]))
        discussion.receipt.notes.append(note)


def heads(source: Source, size: int = SLICE) -> Iterator[Head]:
    """The places where comments begin, in order."""
    for found in _in_slices(source, size):
        for head, _ in found:
            yield head


class LastLine(NamedTuple):
    """The last line with a word on it of a body: where it begins, and its bytes."""

    start: int
    line: bytes


def _append(discussion: Discussion, head: Head, last: LastLine, end: int) -> None:
    footer = FOOTER.fullmatch(last.line) if last.start >= head.body_start else None
    body_end = last.start if footer else end
    replies = int(footer[1]) if footer and footer[1] else -1
    if footer and not footer[1]:
        replies = -1
    discussion.columns.append(
        start=head.start, body_start=head.body_start, body_end=max(head.body_start, body_end), end=end,
        author=head.name, time=head.time, replies=replies,
    )  # fmt: skip


def _in_slices(source: Source, size: int = SLICE) -> Iterator[list[tuple[Head, LastLine]]]:
    """The heads in each slice with the last line before each. Where the slices are cut makes no difference: a name
    and a footer have a longest length, and as much of the slice before is kept."""
    kept, kept_at, searched, floor = b"", 0, 0, 0
    for at, piece in source.slices(size=size):
        buffer = kept + piece
        whole = at + len(piece) >= source.size
        limit = len(buffer) if whole else max(0, len(buffer) - _LONGEST_TIME_LINE)
        found: list[tuple[Head, LastLine]] = []
        for match in TIME_LINE.finditer(buffer, max(0, searched - kept_at)):
            if match.start() >= limit:
                break
            pair = _head(buffer, kept_at, match, floor)
            if pair is not None:
                found.append(pair)
                floor = pair[0].body_start
        yield found
        searched = kept_at + limit
        keep = max(0, limit - _OVERLAP)
        kept, kept_at = buffer[keep:], kept_at + keep


def _head(buffer: bytes, base: int, match: re.Match[bytes], floor: int) -> tuple[Head, LastLine] | None:
    """A head, where the line before the time line can be a name. `floor` is where the body before it begins."""
    time_start, lowest = match.start(), max(0, floor - base)
    if time_start == 0 or buffer[time_start - 1] != 10:
        return None
    name_start = buffer.rfind(b"\n", max(lowest - 1, time_start - 2 - LONGEST_NAME, 0), time_start - 1) + 1
    if name_start == 0 and not (base == 0 and time_start - 1 <= LONGEST_NAME):
        return None
    line = buffer[name_start : time_start - 1].strip()
    if name_start < lowest or not line:
        return None
    body_start = min(match.end() + 1, len(buffer))
    head = Head(base + name_start, line.decode("utf-8", "surrogateescape"), base + body_start, _seconds(match))
    return head, _last_line(buffer, base, max(lowest, name_start - _LONGEST_FOOTER), name_start)


def _last_line(buffer: bytes, base: int, lowest: int, end: int) -> LastLine:
    """The last line of words between two places of a buffer; an empty one where it begins before `lowest`."""
    words = buffer[lowest:end].rstrip()
    start = words.rfind(b"\n") + 1
    if start == 0 and lowest and buffer[lowest - 1] != 10:
        return LastLine(base + end, b"")
    return LastLine(base + lowest + start, words[start:])


_DAYS: dict[tuple[bytes, bytes, bytes], int] = {}


def _seconds(match: re.Match[bytes]) -> int:
    """The time by the page's clock, or NO_TIME for a day or an hour that there is not."""
    from datetime import datetime

    year, month, day, hour, minute, second = match.groups()
    midnight = _DAYS.get((year, month, day))
    if midnight is None:
        try:
            midnight = round((datetime(int(year), int(month), int(day)) - EPOCH).total_seconds())
        except ValueError:
            midnight = NO_TIME
        if len(_DAYS) < 10_000:
            _DAYS[year, month, day] = midnight
    if midnight == NO_TIME or int(hour) > 23 or int(minute) > 59 or int(second or b"0") > 59:
        return NO_TIME
    return midnight + 3600 * int(hour) + 60 * int(minute) + int(second or b"0")


GATE = Format("gate", "posts of Gate Square: names over `· date time`, counters, footers", likeness, read)
"""The format of the defining page."""
