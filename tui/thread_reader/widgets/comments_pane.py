"""The comments pane: draws the visible comments of the reader, one screenful at a time."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.message import Message

from thread_parsers.text.printable import printable
from thread_reader.render.layout import Layouts
from thread_reader.render.painting import Overlay, Painter
from thread_reader.view.status_text import folded_contents
from thread_reader.widgets.lines_pane import Bar, LinesPane

if TYPE_CHECKING:
    from textual import events

    from thread_reader.view.reader import Reader

MAX_TICKS = 2000
"""The scrollbar shows ticks of at most about this many hits: it has fewer rows than that."""


class CommentsPane(LinesPane):
    """The comments. Its only state is the cached layouts of recently drawn comments."""

    class Clicked(Message):
        """A line of a comment was clicked."""

        def __init__(self, comment: int, segment: int | None, *, on_fold: bool) -> None:
            super().__init__()
            self.comment = comment
            self.segment = segment
            self.on_fold = on_fold

    def __init__(self, reader: Reader) -> None:
        super().__init__(id="comments")
        self.reader = reader
        self.layouts = Layouts(reader.discussion, lambda: reader.folds, self.text_width)
        self._drawn: list[tuple[int, int]] = []

    def on_resize(self) -> None:
        """Lay out for the new size; the cursor keeps its place."""
        self._fit(self.text_width, self.size.height)

    def _fit(self, width: int, height: int) -> None:
        """Lay out for a size before drawing at it: Textual may paint before it sends the resize event."""
        if (width, height) != (self.layouts.width, self.reader.rows) or self.reader.heights is None:
            self.layouts.width = width
            self.reader.resized(self.layouts, height)

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The lines of the visible comments from the top of the screen down."""
        reader = self.reader
        self._fit(width, height)
        if not reader.visible:
            return self._empty(width, height)
        painter = Painter(reader.discussion, width, self.looks, self.signs)
        self._drawn = list(reader.window.lines(reader.position))
        overlays = {
            comment: self._overlay(comment, [line for _, line in lines])
            for comment, lines in groupby(self._drawn, key=itemgetter(0))
        }
        return [
            painter.line(comment, self.layouts.of(comment), line, overlays[comment]) for comment, line in self._drawn
        ]

    def _overlay(self, comment: int, lines: list[int]) -> Overlay:
        """The highlights of a comment on these of its lines."""
        reader = self.reader
        cursor = comment == reader.position.comment
        folded = comment in reader.folds
        layout = self.layouts.of(comment)
        spans = reader.filter.spans if reader.search.pattern is None else reader.search.spans
        drawn = {layout.lines[line].paragraph for line in lines if layout.lines[line].segment >= 0}
        hits = {number: spans(layout.paragraphs[number]) for number in drawn}
        if reader.search.pattern is not None:
            hits[-1] = reader.search.spans(printable(reader.discussion.author(comment)))
        return Overlay(
            cursor=cursor,
            entered=reader.position.segment if cursor else None,
            folded=folded,
            matching=frozenset() if folded else reader.matching_segments(comment),
            hits={number: spans for number, spans in hits.items() if spans},
            current=reader.search.current_in(comment),
            marks=reader.bookmarks.marked(comment),
            inside=folded_contents(reader, comment) if folded else "",
        )

    def _empty(self, width: int, height: int) -> list[list[Segment]]:
        reader = self.reader
        if len(reader.columns):
            words = ["Nothing matches.", "", "F shows all · f changes the filter · Esc clears it"]
        elif not reader.discussion.complete:
            words = ["Reading …"]
        else:
            words = ["No comments.", "", "1 shows the article · R shows how the file was read"]
        quiet = self.looks["quiet"]
        top = max(0, (height - len(words)) // 3)
        return [[] for _ in range(top)] + [[Segment("  " + line[: width - 2], quiet)] for line in words][: height - top]

    def bar(self) -> Bar:
        """The part of the visible comments that is on the screen, and ticks at search hits."""
        reader = self.reader
        total = len(reader.visible)
        if not total or not self._drawn:
            return Bar()
        first, last = reader.visible.row(self._drawn[0][0]) or 0, reader.visible.row(self._drawn[-1][0]) or 0
        ends = self._drawn[0][1] == 0 and self._drawn[-1][1] + 1 >= self._last_height()
        whole = len(self._drawn) < self.size.height or (last - first == total - 1 and ends)
        hits = reader.search.comments_with_hits
        ticks = [
            row / total for hit in hits[:: len(hits) // MAX_TICKS + 1] if (row := reader.visible.row(hit)) is not None
        ]
        return Bar(0.0, 1.0, ticks) if whole else Bar(first / total, (last - first + 1) / total, ticks)

    def _last_height(self) -> int:
        return self.layouts.height(self._drawn[-1][0])

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the fold sign it folds; on the scrollbar it goes to that part."""
        if event.x >= self.size.width - 1:
            row = event.y * len(self.reader.visible) // max(1, self.size.height)
            if self.reader.visible:
                self.post_message(self.Clicked(self.reader.visible[row], None, on_fold=False))
            return
        if event.y < len(self._drawn):
            comment, line = self._drawn[event.y]
            segment = self.layouts.of(comment).lines[line].segment
            # The fold sign is on the first line, left of the name.
            on_fold = line == 0 and event.x < self.layouts.of(comment).indent + 4
            self.post_message(self.Clicked(comment, segment if segment >= 0 else None, on_fold=on_fold))
