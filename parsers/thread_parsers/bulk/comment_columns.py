"""The columns of the comments of a discussion, for the table `comments`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.text.segments import piece_text, pieces, segment_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thread_parsers.bodies import Link
    from thread_parsers.discussion.columns import Columns
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

COUNTED_BYTES = 1 << 22
"""A file, or a text, of at most so many bytes is read at once, for its lines and bodies."""

MARKS = {
    "time_inferred": "inferred_times",
    "parent_inferred": "inferred_parents",
    "edited": "edited",
    "accepted": "accepted",
}
"""Columns of a table that say whether a row is in a column of the discussion."""
STATED = {
    "badge": "badges",
    "time_text": "times_as_written",
    "time_unit": "time_units",
    "edited_text": "edited",
    "state": "states",
    "subject": "subjects",
    "permalink": "permalinks",
    "site_id": "ids",
    "mail_address": "addresses",
    "attachments": "attachments",
    "missing_parent": "missing_parents",
}
"""Columns of a table that have what some rows state in a column of the discussion."""


def columns_of(name: str, part: int, discussion: Discussion) -> dict[str, Any]:
    """The columns of all comments of a discussion, as `gathered` takes them; those that state nothing are left out."""
    columns = discussion.columns
    count = len(columns)
    rows = range(count)
    values: dict[str, Any] = {
        "page": (name, count),
        "part": (part, count),
        "id": range(1, count + 1),
        "parent": [parent + 1 for parent in columns.parent],
        "depth": columns.depth,
        "author": list(map(columns.author_names.__getitem__, columns.author)),
        "time": columns.time,
        "likes": columns.likes,
        "replies": columns.replies,
        "segments": _segments(discussion),
    }
    if columns.zone is not None or columns.zones:
        values["zone"] = _zones(columns)
    for column, marked in MARKS.items():
        found = columns.made(marked)
        if found:
            values[column] = [row in found for row in rows]
    for column, stated in STATED.items():
        found = columns.made(stated)
        if found:
            values[column] = [found.get(row) or None for row in rows]
    links = columns.made("links")
    if links:
        values["links"] = [_links(discussion, row, links[row]) if row in links else None for row in rows]
    return values | _places(discussion)


def _zones(columns: Columns) -> list[int | None]:
    """The zones of the times that are known."""
    return [None if time == NO_TIME else columns.zone_of(row) for row, time in enumerate(columns.time)]


def _segments(discussion: Discussion) -> tuple[Sequence[bytes], Iterable[int]]:
    """The segments of all comments in one list, as `Discussion.segments` has them, and how many each comment has."""
    columns, text = discussion.columns, discussion.text
    if text.size <= COUNTED_BYTES:
        words = text.read(0, text.size)
        bodies = [words[start:end] for start, end in zip(columns.body_start, columns.body_end, strict=True)]
    else:
        bodies = list(map(text.read, columns.body_start, columns.body_end))
    return segment_bytes(bodies, columns.margin)


def _links(discussion: Discussion, row: int, links: Sequence[Link]) -> list[tuple[int, int, int, str]]:
    """The links of a comment by the characters of its segments. They are in the order of the text."""
    columns, found = discussion.columns, list[tuple[int, int, int, str]]()
    start = columns.body_start[row]
    body = discussion.text.read(start, columns.body_end[row])
    spans = list(pieces(body)) or [(0, 0)]
    number = at = characters = 0
    for link in links:
        while number + 1 < len(spans) and link.start - start >= spans[number + 1][0]:
            number += 1
            at = characters = 0
        first, last = spans[number]
        begin, end = (min(max(place - start, first), last) for place in link[:2])
        at = max(at, first)
        characters += len(piece_text(body[at:begin], 0))
        at = max(at, begin)
        found.append((number + 1, characters, characters + len(piece_text(body[begin:end], 0)), link.address))
    return found


def _places(discussion: Discussion) -> dict[str, Iterable[int]]:
    """The lines of each comment in a text file, the bytes in a structured one."""
    file, (starts, ends) = discussion.file, discussion.file_spans
    if not discussion.has_lines:
        places = list(map(file.place, starts, ends))
        return {"first_byte": [first for first, _ in places], "end_byte": [end for _, end in places]}
    firsts, lasts = _lines(file, starts, ends)
    return {"first_line": firsts, "last_line": lasts}


def _lines(file: Source, starts: Sequence[int], ends: Sequence[int]) -> tuple[list[int], list[int]]:
    """The numbers of the first and the last line of some runs of bytes."""
    firsts, lasts = list[int](), list[int]()
    if file.size > COUNTED_BYTES:
        return _lines_of_each(file, starts, ends)
    data, at, line = file.read(0, file.size), 0, 1
    for start, end in zip(starts, ends, strict=True):
        if start < at:  # replies are somewhere else on the page
            return _lines_of_each(file, starts, ends)
        line += data.count(b"\n", at, start)
        firsts.append(line)
        at = end - 1 if end > start else start
        line += data.count(b"\n", start, at)
        lasts.append(line)
    return firsts, lasts


def _lines_of_each(file: Source, starts: Sequence[int], ends: Sequence[int]) -> tuple[list[int], list[int]]:
    """The same, in any order and of a file of any size."""
    last_bytes = [max(end - 1, start) for start, end in zip(starts, ends, strict=True)]
    return list(map(file.line_at, starts)), list(map(file.line_at, last_bytes))
