"""The ancestors of a comment, one below the other: what a reader who does not want to move peeks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from thread_reader.render.geometry import MARK_CELLS, Geometry
from thread_reader.render.layout import lay_out
from thread_reader.render.overlay import Overlay
from thread_reader.render.painting import Painter
from thread_reader.render.rails import ThreadLines, lines
from thread_reader.render.wrapping import fitted
from thread_reader.view.lineage import Lineage
from thread_reader.view.pinned import PinnedHeads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.render.looks import Looks
    from thread_reader.render.signs import Signs
    from thread_reader.view.reader import Reader

TEXT_ROWS = 2
"""Rows of text of each ancestor."""


def parent_rows(
    reader: Reader, comment: int, geometry: Geometry, rows: int, looks: Looks, signs: Signs, chosen: int | None = None
) -> list[tuple[int, list[Segment]]]:
    """Draw the ancestors of a comment in at most `rows` rows, each with its head and the start of its text: all of
    them, or the outermost one and those nearest to the comment. The cursor is on `chosen`. Returns the ancestor of each
    row, too."""
    room = max(1, (rows - 1) // (TEXT_ROWS + 1))
    comments, between = PinnedHeads(reader).chain(comment, room, reader.columns.depth[comment])
    threads = ThreadLines(reader, Lineage(reader.columns), geometry, looks, signs, shows_hidden=True)
    painter = Painter(
        reader.discussion,
        geometry.width,
        looks,
        signs,
        geometry.measure,
        reader.times.shown,
        colours=reader.people.colours,
    )
    drawn: list[tuple[int, list[Segment]]] = []
    for number, ancestor in enumerate(comments):
        rails = threads.beside(ancestor)._replace(parent="")
        is_read = ancestor in reader.bookmarks.read
        overlay = Overlay(author=reader.people.of(ancestor), read=is_read, rails=rails, cursor=ancestor == chosen)
        drawn += ((ancestor, row) for row in _start(painter, ancestor, overlay))
        if between and not number:
            own = lines([rails.own], signs.rail, geometry)
            row = [Segment(" " * MARK_CELLS), *own, Segment(f"… {between:,} between", looks["quiet"])]
            drawn.append((ancestor, row))
    return drawn[:rows]


def _start(painter: Painter, comment: int, overlay: Overlay) -> Iterator[list[Segment]]:
    """The head of a comment and the first rows of its text, of which the last ends in an ellipsis if there are more."""
    layout = lay_out(painter.discussion, comment, painter.width, measure=painter.measure)
    yield painter.line(comment, layout, 0, overlay)
    count = min(TEXT_ROWS, layout.height(TEXT_ROWS + 3) - 2)  # without the head and the blank row
    for number in range(1, count + 1):
        *before, last = painter.line(comment, layout, number, overlay)
        if number == TEXT_ROWS and layout.height(TEXT_ROWS + 3) > TEXT_ROWS + 2:
            cells = painter.geometry.text_cells(painter.discussion.columns.depth[comment])
            last = Segment(fitted(f"{last.text}…", cells), last.style)
        yield [*before, last]
