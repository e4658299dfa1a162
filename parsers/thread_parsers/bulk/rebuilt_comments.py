"""The comments of a discussion from their rows."""

from __future__ import annotations

from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Any, cast, get_args

from thread_parsers.bodies import Link
from thread_parsers.bulk.comment_columns import MARKS, STATED
from thread_parsers.bulk.stored_values import seconds_of, text_of, zone_of
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.receipt import Note
from thread_parsers.discussion.zones import settle_zones
from thread_parsers.text.counted import counted
from thread_parsers.times.time_units import TimeUnit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.bulk.page_rows import Block
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.absent import AbsentFile
    from thread_parsers.source.text_buffer import TextBuffer

_BETWEEN = "\n---\n"
"""What separates the segments of a comment."""
_UNITS = frozenset(get_args(TimeUnit))


class Tree:
    """Fills the columns of a discussion."""

    def __init__(self, discussion: Discussion, file: AbsentFile) -> None:
        self._discussion, self._file = discussion, file
        self._text = cast("TextBuffer", discussion.text)
        self._ids = array("q")
        """The ids of the comments so far."""
        self._orphans = 0

    def add(self, rows: Block) -> None:
        """Add comments."""
        columns, base = self._discussion.columns, len(self._ids)
        get = rows.columns.get
        self._place(get("id") or range(base + 1, base + rows.size + 1), get("parent") or [None] * rows.size)
        starts = self._bodies(base, rows)
        columns.make_room(starts[-1])
        for column in (columns.start, columns.body_start):
            column.fromlist(starts[:-1])
        for column in (columns.body_end, columns.end):
            column.fromlist(starts[1:])
        columns.author.fromlist([columns.author_number(name or "") for name in get("author") or [""] * rows.size])
        times = [seconds_of(time) for time in get("time") or [None] * rows.size]
        columns.time.fromlist(times)
        likes, replies = get("likes"), get("replies")
        columns.likes.fromlist([NO_SCORE if number is None else number for number in likes or [None] * rows.size])
        columns.replies.fromlist([-1 if number is None else max(number, -1) for number in replies or [-1] * rows.size])
        self._places(rows)
        self._zones(base, get("zone") or [None] * rows.size, times)
        self._stated(base, rows)
        columns.margin.frombytes(bytes(columns.margin.itemsize * rows.size))

    def finish(self) -> None:
        """The discussion is complete."""
        discussion = self._discussion
        if self._orphans:
            words = f"{counted(self._orphans, 'comment')}: answers a comment that is not above it"
            discussion.receipt.notes.append(Note("threads", words))
        settle_zones(discussion)
        discussion.complete = True

    def _place(self, ids: Sequence[int], parents: Sequence[int | None]) -> None:
        """The places of comments in the tree. A parent is the last comment or one above it."""
        columns, known = self._discussion.columns, self._ids
        for number, parent in zip(ids, parents, strict=True):
            at = -1
            if parent is not None:
                at = len(known) - 1
                while at >= 0 and known[at] != parent:
                    at = columns.parent[at]
                self._orphans += at < 0
            columns.append_place(at)
            known.append(number)

    def _bodies(self, base: int, rows: Block) -> list[int]:
        """Write the texts. Returns where each one begins, and where the last one ends."""
        texts = rows.columns["segments"] or [()] * rows.size
        links = rows.columns["links"]
        pieces = [(_BETWEEN.join(map(text_of, segments or ())) + "\n").encode() for segments in texts]
        starts = list(accumulate(map(len, pieces), initial=self._text.append(b"".join(pieces))))
        for at, given in enumerate(links or ()):
            if given:
                found = _links(given, texts[at] or (), starts[at])
                if found:
                    self._discussion.columns.links[base + at] = found
        return starts

    def _places(self, rows: Block) -> None:
        """Where the comments are in the file: lines from 0, or bytes."""
        columns, get = self._discussion.columns, rows.columns.get
        in_lines = states_lines(rows)
        if in_lines:
            self._discussion.has_lines = True
            firsts, ends = [max((line or 1) - 1, 0) for line in get("first_line") or ()], get("last_line")
        else:
            firsts, ends = [max(byte or 0, 0) for byte in get("first_byte") or [0] * rows.size], get("end_byte")
        lasts = [max(end or 0, first) for first, end in zip(firsts, ends or [0] * rows.size, strict=True)]
        columns.make_room(max(lasts))
        columns.file_start.fromlist(firsts)
        columns.file_end.fromlist(lasts)
        if in_lines:
            self._file.lines = max(self._file.lines, *lasts)

    def _zones(self, base: int, zones: Sequence[int | None], times: Sequence[int]) -> None:
        columns = self._discussion.columns
        if not base:
            columns.zone = zone_of(zones[0])
        if zones.count(columns.zone) == len(zones):
            return
        for row, (zone, time) in enumerate(zip(map(zone_of, zones), times, strict=True), base):
            if time != NO_TIME and zone != columns.zone:
                columns.zones[row] = zone

    def _stated(self, base: int, rows: Block) -> None:
        """What only some rows state."""
        columns, get = self._discussion.columns, rows.columns.get
        for name, column in MARKS.items():
            marked = [row for row, is_marked in enumerate(get(name) or (), base) if is_marked]
            if marked:
                made = getattr(columns, column)
                made.update(dict.fromkeys(marked, "") if isinstance(made, dict) else marked)
        for name, column in STATED.items():
            values = get(name)
            if values is not None:
                stated = {row: value for row, value in enumerate(values, base) if value and _is_known(name, value)}
                getattr(columns, column).update(
                    {row: tuple(map(text_of, value)) for row, value in stated.items()}
                    if name == "attachments"
                    else stated
                )


def states_lines(rows: Block) -> bool:
    """Whether places are lines of the file, and not bytes."""
    lines = rows.columns["first_line"]
    return lines is not None and lines[0] is not None


def _is_known(column: str, value: Any) -> bool:
    return column != "time_unit" or value in _UNITS


def _links(given: list[Any], segments: Sequence[str | None], start: int) -> tuple[Link, ...]:
    """Links by the bytes of the text, from the characters of the segments of a comment, which begins at `start`."""
    sizes = [len(text_of(segment).encode()) + len(_BETWEEN) for segment in segments]
    begins = list(accumulate(sizes, initial=start))
    found = list[Link]()
    number = at = characters = 0
    """The segment, and where the last link in it begins: bytes and characters."""
    for link in given:
        wanted = (link["segment"] or 1) - 1 if link is not None and link["address"] else -1
        if not number <= wanted < max(len(segments), 1):  # they are in the order of the text
            continue
        if wanted > number:
            number, at, characters = wanted, 0, 0
        words = text_of(segments[number]) if segments else ""
        first = min(max(link["start"] or 0, characters), len(words))
        last = min(max(link["end"] or 0, first), len(words))
        at += len(words[characters:first].encode())
        characters = first
        begin = begins[number] + at
        found.append(Link(begin, begin + len(words[first:last].encode()), link["address"]))
    return tuple(found)
