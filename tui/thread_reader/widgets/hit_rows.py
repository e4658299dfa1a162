"""The pane of the hits in many discussions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment

from thread_parsers.errors import DiscussionError
from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import fitted
from thread_reader.view.listed_paths import shown_path
from thread_reader.widgets.list_rows import ListRows

if TYPE_CHECKING:
    from rich.style import Style

    from thread_parsers.library import Hit
    from thread_parsers.query import Query
    from thread_reader.view.hit_list import Group, HitList

MARGIN = 4
"""Cells before a hit, the first two of them for the sign of the cursor."""
AUTHOR_CELLS, TIME_CELLS = 16, 16
MIN_WIDTH_FOR_TIMES = 70
"""Below this width the times are left out."""
GAP = 2


class HitRows(ListRows):
    """Discussions and their hits."""

    def __init__(self, hits: HitList) -> None:
        super().__init__(hits, "hits")
        self.hits = hits
        self.searched: Query | None = None
        """What was searched for: its words are marked."""

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The lines from the first visible one on."""
        hits = self.hits
        hits.resized(height)
        lines = []
        for line in hits.lines[hits.top : hits.top + height]:
            if line < 0:
                lines.append(self._heading(hits.groups[-1 - line], width))
            else:
                is_cursor = line == hits.cursor
                row = self._row(hits.hits[line], width, is_cursor=is_cursor)
                lines.append(self.on_cursor(row, width) if is_cursor else row)
        return lines or [[Segment(fitted(f"  {self.empty}", width), self.looks["quiet"])]][:height]

    def _heading(self, group: Group, width: int) -> list[Segment]:
        looks, count = self.looks, f"{group.hits:,}"
        path = shown_path(group.path) + (f" {group.part}/{group.parts}" if group.parts > 1 else "")
        title = printable(group.title)
        room = max(1, width - cell_len(count) - 3)
        head = fitted(title or path, room)
        rest = fitted(f"  {path}", room - cell_len(head)) if title else ""
        gap = " " * max(1, width - 2 - cell_len(head) - cell_len(rest) - cell_len(count))
        return [
            Segment("  "), Segment(head, looks["heading"]), Segment(rest, looks["quiet"]),
            Segment(gap), Segment(count, looks["quiet"]),
        ]  # fmt: skip

    def _row(self, hit: Hit, width: int, *, is_cursor: bool) -> list[Segment]:
        looks, author = self.looks, printable(hit.author)
        look = looks.author(author)
        line = [Segment(self.signs.cursor, looks["cursor"]) if is_cursor else Segment(" "), Segment(" " * (MARGIN - 1))]
        line.append(_filled(author, AUTHOR_CELLS, look + looks["head"] if is_cursor else look))
        if width >= MIN_WIDTH_FOR_TIMES:
            line += [Segment(" " * GAP), _filled(printable(hit.time), TIME_CELLS, looks["quiet"])]
        used = sum(cell_len(segment.text) for segment in line) + GAP
        snippet = self._around_hit(printable(hit.snippet), max(1, width - used))
        return [*line, Segment(" " * GAP), *self._marked(snippet, is_cursor=is_cursor)]

    def _around_hit(self, snippet: str, cells: int) -> str:
        """The snippet, cut to its room. Its beginning goes if the first word that was searched for has no room
        otherwise."""
        start, stop = next(iter(self._spans(snippet)), (0, 0))
        if cell_len(snippet[:stop]) >= cells:
            before = max(1, cells - cell_len(snippet[start:stop])) // 2
            while start and before > 1:
                start -= 1
                before -= cell_len(snippet[start])
            snippet = f"…{snippet[start:].lstrip()}"
        return fitted(snippet, cells)

    def _marked(self, snippet: str, *, is_cursor: bool) -> list[Segment]:
        """The snippet with the words that were searched for marked."""
        looks, end = self.looks, 0
        pieces = []
        for start, stop in self._spans(snippet):
            look = looks["hit-current" if is_cursor and looks.has_grounds else "hit"]
            pieces += [Segment(snippet[end:start]), Segment(snippet[start:stop], look)]
            end = stop
        return [*pieces, Segment(snippet[end:])]

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where the words are, in order and without overlaps."""
        try:
            spans = (
                sorted(span for each in self.searched.highlights for span in each.spans(text)) if self.searched else []
            )
        except DiscussionError:  # a regular expression took too long
            return []
        kept: list[tuple[int, int]] = []
        for start, stop in spans:
            if not kept or start >= kept[-1][1]:
                kept.append((start, stop))
        return kept


def _filled(text: str, cells: int, look: Style) -> Segment:
    cut = fitted(text, cells)
    return Segment(cut + " " * (cells - cell_len(cut)), look)
