"""The comments of a page whose layout is known, from one anchor to the next."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.badges import is_badge
from thread_parsers.formats.plain.comments import FIRST_LINE_BYTES, Row, first_line
from thread_parsers.formats.plain.counts import number
from thread_parsers.formats.plain.edit_marks import edit_mark
from thread_parsers.formats.plain.heads import Head
from thread_parsers.formats.plain.labels import is_label
from thread_parsers.formats.plain.layouts.anchors import Anchor, AnchorFinder, is_of_video
from thread_parsers.formats.plain.layouts.author_names import COLONS
from thread_parsers.formats.plain.layouts.events import events_start
from thread_parsers.formats.plain.layouts.furniture import repeats_name
from thread_parsers.formats.plain.layouts.head_parts import is_deleted
from thread_parsers.formats.plain.layouts.layout import Layout, body_end, eligible, head_top, panel_end
from thread_parsers.formats.plain.layouts.page_foot import foot_start
from thread_parsers.formats.plain.layouts.page_lines import Line, page_lines
from thread_parsers.formats.plain.layouts.stamps import stamp
from thread_parsers.formats.plain.layouts.tail_counts import first_counts
from thread_parsers.formats.plain.layouts.whole_times import whole_time
from thread_parsers.formats.plain.margins import trim
from thread_parsers.formats.plain.names import TWICE, named, says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.formats.plain.layouts.furniture import Furniture
    from thread_parsers.source.source import Source
    from thread_parsers.times.times import TimeReader

_KEPT_LINES = 256
"""Lines kept at the beginning and at the end of a long comment: more are not looked at."""
_SLICE_LINES = 64


_END = ""
"""After the last line."""


@dataclass(slots=True)
class _Unit:
    """A comment that is being read."""

    anchor: Anchor
    head: list[Line]
    """From its first line to the anchor."""
    after: list[Line] = field(default_factory=list)
    rest: deque[Line] = field(default_factory=lambda: deque(maxlen=_KEPT_LINES))
    """The last lines where there are more than `after` may have."""

    def add(self, line: Line) -> None:
        (self.after if len(self.after) < _KEPT_LINES else self.rest).append(line)


def layout_rows(source: Source, layout: Layout, times: TimeReader, finder: AnchorFinder) -> Iterator[Row | None]:
    """The comments in page order, and None now and then, as a chance to stop."""
    unit: _Unit | None = None
    before: list[Line] = []
    over: Line | None = None  # the last two lines
    above: Line | None = None
    has_spine = not layout.spine
    stream = page_lines(source, layout.start, source.size)
    line = next(filter(None, stream), None)
    count = 0
    while line is not None:
        while (following := next(stream, _END)) is None:
            yield None
        below = following if isinstance(following, Line) else None
        found = finder.find(line.text)
        if (
            found is not None
            and layout.accepts(found, above, below)
            and not is_of_video(recent := [line for line in (over, above) if line is not None], len(recent))
            and (unit is None or (has_spine and _is_divided(layout, unit)))
        ):
            lines = [*(_lines(unit) if unit else before), line]
            at = len(lines) - 1
            top = head_top(layout, lines, _least(unit, layout, lines), found, at)
            if unit is not None:
                yield _row(source, layout, unit, lines[:top], lines[top].start, times)
            unit, has_spine = _Unit(found, lines[top:]), not layout.spine
        elif unit is not None:
            unit.add(line)
        else:
            before.append(line)
        has_spine = has_spine or not layout.spine.isdisjoint(line.keys)
        over, above, line = above, line, below
        count += 1
        if count % _SLICE_LINES == 0:
            yield None
    if unit is not None:
        lines = _lines(unit)
        low = _below(layout, lines)
        foot = _foot(layout, unit, lines, panel_end(layout, lines, low, len(lines)), times)
        end = lines[foot].start if foot < len(lines) else source.size
        yield _row(source, layout, unit, lines[:foot], end, times)


def _is_divided(layout: Layout, unit: _Unit) -> bool:
    """Whether furniture is between a comment and an anchor after it, and near enough to that."""
    if not layout.divided or not unit.after:
        return True
    return any(map(layout.furniture.divides, reversed(_lines(unit)[-layout.reach :])))


def _foot(layout: Layout, unit: _Unit, lines: list[Line], begin: int, times: TimeReader) -> int:
    """Where the page goes on after the last comment, as an index of the lines after its anchor."""
    if unit.anchor.when is None and layout.kind[0] != "S":
        return 0  # a folded comment has no words
    if layout.time_at_end:
        timed = next((at for at in range(begin, len(lines)) if stamp(lines[at].text, times)), None)
        return len(lines) if timed is None else timed + 1
    return foot_start(layout.furniture, lines, begin)


def _lines(unit: _Unit) -> list[Line]:
    return [*unit.after, *unit.rest]


def _least(unit: _Unit | None, layout: Layout, lines: list[Line]) -> int:
    """The first of the lines between two anchors that may be a part of the second head: after a line of words."""
    if unit is None:
        return 0
    begin = panel_end(layout, lines, _below(layout, lines), len(lines) - 1)
    return min(begin + 1, len(lines) - 1) if layout.name_place == "column" else begin


def _below(layout: Layout, lines: list[Line]) -> int:
    return int(layout.name_place == "below" and bool(lines))


def _row(source: Source, layout: Layout, unit: _Unit, lines: list[Line], end: int, times: TimeReader) -> Row:
    """The row of a comment: `lines` are those between its anchor and the next head, which begins at `end`."""
    furniture, high = layout.furniture, len(lines)
    name, addressee, margin = _name(layout, unit, lines)
    name, word = layout.badge_words.divided(name)
    when, time_words, is_below = whole_time(unit.anchor, unit.head[-2:-1], lines[:1], times)
    begin = panel_end(layout, lines, max(_below(layout, lines), is_below), high)
    while begin < high and name and lines[begin].text.lstrip("@") == name:
        begin = panel_end(layout, lines, begin + 1, high)
    limit = events_start(lines, begin, high) if layout.has_events else high
    stop = body_end(furniture, lines, begin, limit, name)
    signed = stamp(lines[stop - 1].text, times) if layout.time_at_end and begin < stop - 1 else None
    if signed is not None and not signed.before:
        when, time_words, stop = signed.when, signed.words, stop - 1
    badges = [line.text for line in (*unit.head[:-1], *lines[:begin]) if is_badge(line.text)]
    edited = unit.anchor.edited
    for line in lines[:begin]:
        edited = edit_mark(line.text) if edited is None else edited
    likes, replies = first_counts(lines[stop:])
    if unit.anchor.parts.points:
        likes = number(unit.anchor.parts.points)
    elif furniture.numbers_above:
        likes = _score_above(furniture, unit.head, likes, times)
    body_start = lines[begin].start if begin < stop else (lines[stop].start if stop < high else end)
    body_stop = lines[stop].start if stop < high else end
    start, length, body_margin = trim(source.read(body_start, body_stop), margin if b">" in margin else b"")
    head = Head(
        unit.head[0].start, body_start, margin, name, when, time_words,
        likes, addressee, "", True,
    )  # fmt: skip
    first = source.read(body_start + start, min(body_start + length, body_start + start + FIRST_LINE_BYTES))
    return Row(
        head, body_start + start, body_start + length, end, body_margin, likes, replies, first_line(first),
        badge=unit.anchor.parts.badge or word or ", ".join(badges), edited=edited, level=_level(layout, unit.head),
    )  # fmt: skip


def _score_above(furniture: Furniture, head: list[Line], default: int, times: TimeReader) -> int:
    """The last count of a head that is not a day, nor the value below a label, as "Posts"."""
    for at in range(len(head) - 1, -1, -1):
        label = head[at - 1] if at else None
        if (
            head[at].is_number
            and times.read(head[at].text) is None
            and not (label and any(map(str.isalpha, label.key)) and furniture.is_above(label) and not label.is_button)
        ):
            return number(head[at].text)
    return default


def _name(layout: Layout, unit: _Unit, lines: list[Line]) -> tuple[str, str, bytes]:
    """(author, addressee, margin of the head)."""
    anchor_line, place = unit.head[-1], layout.name_place
    if unit.anchor.name:
        words, addressee = unit.anchor.parts.whole, unit.anchor.parts.addressee
        return _plain_name(layout, words), addressee, anchor_line.indent
    if place == "below" and lines:
        return _plain_name(layout, named(lines[0].text)[0]), "", anchor_line.indent
    found = eligible(layout.furniture, unit.head[:-1])
    if len(found) > 1 and len(found[0].text) == 1:
        found = found[1:]
    if place == "none":
        found = [line for line in found if is_deleted(line.text)]
    if not found or place == "line":
        return "", "", anchor_line.indent
    found = _without_labels(layout, unit, found)
    spoken = [line for line in found if says(line.text)]
    first = spoken[-1] if spoken and len(found) > layout.lead else found[0]
    first = next((line for line in unit.head if line.text == first.text.removeprefix("@")), first)
    handle = next((line for line in found[1:] if line.text.startswith("@")), None)
    if handle is not None and not first.text.startswith("@") and handle.text != f"@{first.text}":
        return handle.text, "", first.indent
    author, addressee = named(first.text)
    if not (first.may_be_name or addressee or is_deleted(first.text)):
        return "", "", first.indent
    if not addressee and first.gap and author.endswith(first.gap) and _is_name(layout, first.gap):
        author, addressee = author.removesuffix(first.gap).rstrip(), first.gap
    others = [line.text for line in found[1:]]
    if not addressee and len(others) == 1 and others[0] in layout.names and others[0] != author:
        addressee = others[0]
    return _plain_name(layout, author), addressee, first.indent


def _without_labels(layout: Layout, unit: _Unit, found: list[Line]) -> list[Line]:
    """The lines of a head that may be its name, without what the page has above its first comment: a label with a
    colon, and what is above a name that the page writes twice."""
    if len(found) <= layout.lead:
        return found
    repeated = (line for over, line in pairwise(unit.head) if line in found and repeats_name(over, line.text))
    twice = next(repeated, None)
    found = found[found.index(twice) :] if twice else found
    if layout.suffix is None:
        found = [line for line in found if says(line.text) or not line.text.endswith(COLONS)] or found
    return found


def _is_name(layout: Layout, words: str) -> bool:
    """Whether words are the name of an author, alone or before the one who is answered."""
    return any(name == words or name.startswith(f"{words} ") for name in layout.names)


def _plain_name(layout: Layout, name: str) -> str:
    if is_deleted(name):
        return name if name.startswith("[") else ""
    if layout.name_place != "line" and is_label(name):
        return ""
    name = name.removeprefix(layout.prefix)
    if layout.suffix:
        name = layout.suffix.sub("", name)
    twice = TWICE.fullmatch(name) if layout.doubled else None
    return twice["name"] if twice else name


def _level(layout: Layout, head: list[Line]) -> int:
    """The level of a reply that the head states, -1 for none."""
    if layout.level:
        for line in head:
            if line.key == layout.level:
                digits = re.search(r"\d{1,4}", line.text)
                return int(digits[0]) if digits else -1
    return -1
