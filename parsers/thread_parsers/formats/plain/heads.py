"""Head lines of plain discussions: how a line of a shape is parsed.

A line is a head if the time can be parsed and the name is plausible.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.formats.plain.badges import is_badge
from thread_parsers.formats.plain.counts import is_counted, number
from thread_parsers.formats.plain.head_shapes import COUNTED
from thread_parsers.formats.plain.labels import is_label
from thread_parsers.formats.plain.names import PANEL_LABELS, named, parted, plausible, proper
from thread_parsers.formats.plain.windows import CHUNK, MAX_HEAD_LINE, matches
from thread_parsers.times.known_words import is_no_time

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from thread_parsers.formats.plain.head_shapes import Shape
    from thread_parsers.formats.plain.windows import Window
    from thread_parsers.times.times import TimeReader, When

_SEARCHED_BYTES = 1 << 14
"""Bytes without a mark that are searched before a chance to stop."""
_MAX_MARK_BYTES = 16
"""The longest mark of a shape; see `head_shapes`."""
_SLICE_LINES = 16
"""Lines that look like heads and are none between two yields."""
_MARKS = "·•∙⋅・| \t\r".encode()
_NO_WORDS = b" \t\r>-=_*" + "—–".encode()


class Head(NamedTuple):
    """One head line, or a name line with the time line below it. `start` and `end` are bytes of the source."""

    start: int
    end: int
    margin: bytes
    """The indentation or the quote marks before it."""
    name: str
    when: When | None
    time_words: str
    points: int
    """The score that the head states, or NO_SCORE."""
    addressee: str
    """To whom the head says that it replies ("Ann → Bob"); may be empty."""
    links: str
    """Navigation links at the end of the head ("root | parent | next"), from which its parent is inferred."""
    apart: bool
    """Whether it is at the top or after a blank line or a dash line."""


def heads(shape: Shape, window: Window, times: TimeReader, start: int = 0) -> Iterator[Head]:
    """The heads of a shape that begin in a window, but not before `start` in the source."""
    return filter(None, candidates(shape, window, times, start))


@dataclass(slots=True)
class Rejected:
    """How many lines looked like heads and are none."""

    count: int = 0


def candidates(
    shape: Shape, window: Window, times: TimeReader, start: int = 0, rejected: Rejected | None = None
) -> Iterator[Head | None]:
    """The same, with None as a chance to stop: after some bytes, and after some lines that look like heads and are
    none. These are counted in `rejected`."""
    rejected = rejected or Rejected()
    for found in _matches(shape, window.data, max(window.first, start - window.start)):
        head = None if found is None else _head(shape, found, window, times)
        if head is not None and head.start >= window.start + window.limit:
            return
        if head is not None and head.start >= start:
            yield head
            continue
        rejected.count += found is not None
        if found is None or rejected.count % _SLICE_LINES == 0:
            yield None


def _matches(shape: Shape, data: bytes, at: int) -> Iterator[re.Match[bytes] | None]:
    """The lines that look like heads of a shape, from an offset on, with None as a chance to stop."""
    if shape.mark is None:
        yield from matches(shape.line, data, at)
        return
    begun = searched = at
    while True:
        mark = shape.mark.search(data, searched, searched + _SEARCHED_BYTES + _MAX_MARK_BYTES)
        if mark is None:
            searched += _SEARCHED_BYTES
            if searched >= len(data):
                return
            yield None
            continue
        begin = max(at, data.rfind(b"\n", at, mark.start()) + 1)
        feed = data.find(b"\n", mark.end())
        is_long = (feed if feed >= 0 else len(data)) - begin > MAX_HEAD_LINE
        found = None if is_long else shape.line.match(data, begin)
        if found is not None:
            yield found
        at = searched = feed + 1
        if not at:
            return
        if at - begun >= CHUNK:
            begun = at
            yield None


def _head(shape: Shape, found: re.Match[bytes], window: Window, times: TimeReader) -> Head | None:
    if shape.is_timed and is_no_time(found["time"]):
        return None
    words = _text(found["time"]) if shape.is_timed else ""
    groups = found.groupdict()
    begin, name, margin = found.start(), groups.get("name") or b"", found["margin"]
    if shape.name_above:
        begin, margin, name = _line_above(window, begin)
    elif "both" in groups:
        words, written = parted(_text(found["both"]), times)
        name = written.encode("utf-8", "surrogateescape")
    if not name or begin < window.first:
        return None
    author, addressee = named(_text(name))
    if not plausible(author, shape.max_words, shape.loose) or is_counted(author):
        return None
    if shape.name_above and (is_label(author) or _is_value(window, begin)):
        return None
    when = None if shape.times == "none" else _when(words, groups.get("rest"), times)
    if (shape.times != "none" and not _fits(shape, when, words)) or times.read(author) is not None:
        return None
    if not shape.loose and words and _reads_whole(found, times):
        return None
    if shape.proper and not proper(author):
        return None
    points = groups.get("points") or _counted(groups.get("rest"))
    end = min(found.end() + 1, len(window.data))
    return Head(
        window.start + begin, window.start + end, margin, author, when, words.strip(),
        number(_text(points)) if points else NO_SCORE, addressee, _text(groups.get("links")),
        _apart(window.data, begin),
    )  # fmt: skip


def _when(words: str, rest: bytes | None, times: TimeReader) -> When | None:
    """The time, including the rest of the line if that is a part of it: "6:14 PM · Dec 24, 2025"."""
    when = times.read(words)
    if when is None or when.absolute or not rest:
        return when
    more = times.read(f"{words} · {_text(rest)}")
    return more if more is not None and more.absolute else when


def _counted(rest: bytes | None) -> bytes | None:
    found = COUNTED.search(rest) if rest else None
    return found["points"] if found else None


def _reads_whole(found: re.Match[bytes], times: TimeReader) -> bool:
    """Whether all of the line is a time, so that its name is not one: "Mon, 1 Dec 2025 06:14"."""
    return "name" in found.groupdict() and times.read(_text(found[0])) is not None


def _fits(shape: Shape, when: When | None, words: str) -> bool:
    if when is None:
        return False
    if shape.times == "relative":
        return when.ago is not None and not words[-1:].isdigit() and (" " in words or not words[:1].isdigit())
    return shape.times == "any" or when.ago is not None or ":" in words


def _apart(data: bytes, begin: int) -> bool:
    above = data[max(0, begin - 200) : max(0, begin - 1)].rpartition(b"\n")[2]
    return not above.strip(_NO_WORDS)


def _line_above(window: Window, below: int) -> tuple[int, bytes, bytes]:
    """Start, margin and words of the line above the one at `below`; no words if it is blank or long. Up to
    two lines of only marks or a badge between the two are skipped."""
    begin, line = _above(window, below)
    for _ in range(2):
        if line.strip() and (not line.strip(_MARKS) or is_badge(_text(line))):
            begin, line = _above(window, begin)
    words = line.lstrip(b" \t>")
    return begin, line[: len(line) - len(words)], words


def _is_value(window: Window, begin: int) -> bool:
    """Whether the line above the one at `begin` is the label of a panel: "Location"."""
    return _text(_above(window, begin)[1]).strip().rstrip(":").casefold() in PANEL_LABELS


def _above(window: Window, below: int) -> tuple[int, bytes]:
    end = below - 1
    if end < window.first:
        return -1, b""
    begin = max(window.data.rfind(b"\n", window.first, end) + 1, window.first)
    return begin, window.data[begin:end] if end - begin <= 400 else b""


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "surrogateescape").strip()
