"""Lines of a comment as segments with styles: the head, the text with its rail, and what is laid over them.

The cursor, the hits of a search and the matches of a filter are drawn over lines that were laid out before; none of
them makes anything be laid out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from thread_parsers.text.printable import printable
from thread_reader.render.layout import GAP, HEAD, indent_of
from thread_reader.render.looks import Looks, badge
from thread_reader.render.signs import UNICODE, Signs
from thread_reader.render.wrapping import fitted

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.render.layout import Layout

BOLD = Style(bold=True)

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is laid over a comment at this moment."""

    cursor: bool = False
    entered: int | None = None
    """The segment that the cursor is in."""
    folded: bool = False
    matching: frozenset[int] = frozenset()
    """Segments that the filter found."""
    hits: dict[int, Spans] = field(default_factory=dict)
    """Paragraph to places of search hits in it; -1 stands for the author's name."""
    current: tuple[int, int] | None = None
    """Paragraph and first character of the hit that the cursor is on."""
    marks: str = ""
    inside: str = ""
    """What a folded comment says of its inside: replies, hits."""


class Painter(NamedTuple):
    """Draws comments of a discussion at a width."""

    discussion: Discussion
    width: int
    looks: Looks
    signs: Signs = UNICODE

    def line(self, comment: int, layout: Layout, number: int, overlay: Overlay) -> list[Segment]:
        """One line of a comment, padded to the width by whoever shows it."""
        line = layout.lines[number]
        if line.segment == GAP:
            return []
        if line.segment == HEAD:
            return self._head(comment, overlay)
        looks = self.looks
        text = layout.paragraphs[line.paragraph]
        first_of_segment = layout.segment_lines[line.segment] == number
        segments = [self._cursor_bar(overlay), Segment(" " * layout.indent)]
        segments.append(self._rail(line.segment, first_of_segment, overlay))
        spans = overlay.hits.get(line.paragraph, ())
        current = overlay.current[1] if overlay.current and overlay.current[0] == line.paragraph else None
        base = looks["head"] if overlay.entered == line.segment else looks.base
        segments += highlighted(text, line.start, line.end, spans, current, base, looks)
        return segments

    def _cursor_bar(self, overlay: Overlay) -> Segment:
        return Segment(self.signs.cursor, self.looks["cursor"]) if overlay.cursor else Segment(" ")

    def _rail(self, segment: int, first: bool, overlay: Overlay) -> Segment:
        if segment == overlay.entered:
            return Segment(f" {self.signs.entered} ", self.looks["cursor"])
        if segment in overlay.matching:
            return Segment(f" {self.signs.match} ", self.looks["match"])
        sign = self.signs.segment if first and segment else self.signs.rail
        return Segment(f" {sign} ", self.looks["rail"])

    def _head(self, comment: int, overlay: Overlay) -> list[Segment]:
        discussion, looks, signs = self.discussion, self.looks, self.signs
        columns = discussion.columns
        depth = columns.depth[comment]
        indent = indent_of(depth, self.width)
        name = printable(discussion.author(comment))
        style = looks.author(name)
        parts: list[tuple[str, Style]] = []
        if depth * 2 > indent:
            parts.append((f"{signs.deep}{depth} ", looks["quiet"]))
        parts.append((f"{signs.folded if overlay.folded else signs.unfolded} ", looks["rail"]))
        parts.append((f"{badge(name):<2} ", style))
        room = self.width - indent - 2 - sum(cell_len(text) for text, _ in parts)
        facts = self._facts(comment, overlay)
        name_room = max(8, room - sum(cell_len(text) for text, _ in facts[:1]))
        cut = fitted(name or "(no name)", name_room)
        used = cell_len(cut)
        segments = [self._cursor_bar(overlay), Segment(" " * indent), *(Segment(*part) for part in parts)]
        current = overlay.current[1] if overlay.current and overlay.current[0] == -1 else None
        bold = style + BOLD
        segments += highlighted(cut, 0, len(cut), overlay.hits.get(-1, ()), current, bold, looks)
        for text, look in facts:
            if used + cell_len(text) > room:
                break
            segments.append(Segment(text, look))
            used += cell_len(text)
        if overlay.folded and room - used > 12:
            segments.append(Segment(fitted(f"  {self._first_words(comment)}", room - used), looks["quiet"]))
        return segments

    def _facts(self, comment: int, overlay: Overlay) -> list[tuple[str, Style]]:
        """What the head says after the name, the most needed first."""
        discussion, looks, signs = self.discussion, self.looks, self.signs
        columns, quiet = discussion.columns, self.looks["quiet"]
        time = discussion.time(comment)
        written = columns.times_as_written.get(comment)
        facts: list[tuple[str, Style]] = []
        if overlay.marks:
            facts.append((f"  {signs.mark}{overlay.marks}", looks["match"]))
        if time is not None:
            facts.append((f"  {time:%Y-%m-%d %H:%M}" if time.year >= 1000 else f"  {time.isoformat(' ')}", quiet))
        elif written:
            facts.append((f"  {printable(written)}", quiet))
        if columns.likes[comment] >= 0:
            facts.append((f"  {signs.likes} {columns.likes[comment]}", quiet))
        if columns.replies[comment] > 0:
            facts.append((f"  {signs.replies} {columns.replies[comment]}", quiet))
        if overlay.folded and overlay.inside:
            facts.append((f"  {overlay.inside}", looks["match"]))
        return facts

    def _first_words(self, comment: int) -> str:
        columns = self.discussion.columns
        start = columns.body_start[comment]
        body = self.discussion.source.text(start, min(columns.body_end[comment], start + 400))
        return printable(" ".join(body.split()))


def highlighted(
    text: str, start: int, end: int, spans: Spans, current: int | None, base: Style, looks: Looks
) -> list[Segment]:
    """Characters `start` to `end` of `text` over `base`, the hits in `spans` styled; `current` is where the hit that
    the cursor is on begins."""
    if not spans:
        return [Segment(text[start:end], base)]
    segments: list[Segment] = []
    at = start
    for first, last in spans:
        if last <= start or first >= end:
            continue
        if first > at:
            segments.append(Segment(text[at:first], base))
        look = looks["hit-current"] if first == current else looks["hit"]
        at = min(last, end)
        segments.append(Segment(text[max(first, start) : at], base + look))
    if at < end:
        segments.append(Segment(text[at:end], base))
    return segments
