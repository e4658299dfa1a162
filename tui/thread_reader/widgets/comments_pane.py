"""The comments pane: draws the visible comments of the reader, one screenful at a time."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from rich.segment import Segment

from thread_parsers.text.printable import printable
from thread_reader.render.bodies.preview import preview
from thread_reader.render.geometry import Geometry
from thread_reader.render.layouts import Layouts
from thread_reader.render.looks import badge_role
from thread_reader.render.overlay import Overlay
from thread_reader.render.painted import PaintedLines
from thread_reader.render.painting import Painter
from thread_reader.render.rails import ThreadLines
from thread_reader.render.spots import DrawnRow, Spot, Spots
from thread_reader.view.drawn_spans import MAX_CHARACTERS, DrawnSpans
from thread_reader.view.lineage import Lineage
from thread_reader.view.pinned import Pinned, PinnedHeads, most_pinned
from thread_reader.view.scroll_ticks import ScrollTicks
from thread_reader.view.status_text import contents_in_words, found_in_fold
from thread_reader.widgets.lines_pane import Bar, BarTicks, LinesPane

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.selection import Selection

    from thread_reader.render.highlighting import Spans
    from thread_reader.render.layout import Layout
    from thread_reader.render.rails import Rails
    from thread_reader.view.measure import Measure
    from thread_reader.view.reader import Reader
    from thread_reader.view.scroll_ticks import Ticks

TICKS = {
    "poster": ("poster_tick", "quiet"), "author": ("author_tick", "quiet"), "kept": ("kept_tick", "cursor"),
    "new": ("new", "new-sign"), "hit": ("hit", "cursor"), "current": ("current_hit", "cursor"),
}  # fmt: skip
"""The sign and the role of each kind of tick on the scroll bar."""


class CommentsPane(LinesPane):
    """The comments. Its only state is the cached layouts of recently drawn comments."""

    def __init__(self, reader: Reader, measure: Measure, id: str = "comments") -> None:  # noqa: A002
        super().__init__(id=id)
        self.reader = reader
        self._measure = measure
        self._spans = DrawnSpans(reader)
        self._settled_for: object = None
        """The search or the filter at which the cursor was last settled on the screen."""
        self.layouts = Layouts(
            reader.discussion,
            lambda: reader.folds,
            self.text_width,
            self._notes_on,
            hits=self._hits_in,
            searched=lambda: self._spans.wanted,
            ends_folded=self._ends_folded,
            revealed=lambda: reader.revealed,
        )
        reader.anchors_of = self.layouts.anchors
        reader.preview = partial(preview, reader.discussion)
        self._ticks = ScrollTicks(reader)
        self._drawn: list[tuple[int, int]] = []
        self._lineage = Lineage(reader.columns)
        self._heads = PinnedHeads(reader)
        self._pinned = Pinned()
        """The heads that are drawn over the first rows."""
        self._rails: dict[int, Rails] = {}
        """The thread lines beside the comments that are drawn."""
        self._threads: tuple[object, ThreadLines] | None = None
        """What makes them, and what they depend on."""
        self._painted_lines = PaintedLines()

    @property
    def geometry(self) -> Geometry:
        """The columns of the comments."""
        return Geometry(self.layouts.width, self.layouts.measure, self.reader.is_flat)

    def _notes_on(self, comment: int) -> Mapping[int | None, str]:
        return self.reader.bookmarks.notes.on(comment)

    def on_resize(self) -> None:
        """Lay out for the new size; the cursor keeps its place."""
        self._fit(self.text_width, self.size.height)

    def _fit(self, width: int, height: int) -> None:
        """Lay out for a size before drawing at it: Textual may paint before it sends the resize event."""
        wanted, found = (
            (width, height, self._measure.cells, self.reader.is_flat),
            (self.layouts.width, self.reader.rows, self.layouts.measure, self.layouts.is_flat),
        )
        if wanted != found or self.reader.heights is not self.layouts:
            self.layouts.width, self.layouts.measure = width, self._measure.cells
            self.layouts.is_flat = self.reader.is_flat
            self.reader.resized(self.layouts, height, most_pinned(self._measure.pinned, height))
        reader = self.reader
        # Hits of a search may be in quotes.
        folds_asides = reader.drawing.folds_asides and reader.search.pattern is None
        drawing = reader.drawing._replace(folds_asides=folds_asides, shows_marks=not self.looks.has_grounds)
        if drawing != self.layouts.drawing:
            self.layouts.drawing = drawing
            reader.rearrange()
        # Hits in hidden marks make comments taller or lower.
        if self._spans.wanted != self._settled_for:
            self._settled_for = self._spans.wanted
            reader.settle()

    def _hits_in(self, comment: int, paragraph: int, text: str) -> Spans:
        return self._spans.of((comment, paragraph), text, 0, min(len(text), MAX_CHARACTERS))

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The lines of the visible comments from the top of the screen down."""
        reader = self.reader
        self._fit(width, height)
        if not reader.visible:
            return self._empty(width, height)
        painter = Painter(
            reader.discussion,
            width,
            self.looks,
            self.signs,
            self.layouts.measure,
            reader.times.shown,
            reader.is_flat,
            reader.people.colours,
        )
        threads = self._thread_lines()
        self._painted_lines.begin(self._lines_depend_on(painter))
        self._drawn = list(reader.window.lines(reader.position))
        self._pinned, self._rails = self._heads.now(), {}
        drawn: list[list[Segment]] = []
        covered = len(self._pinned.comments)  # the pinned heads lie over these lines
        for comment, rows in groupby(self._drawn, key=itemgetter(0)):
            layout, lines = self.layouts.of(comment), [line for _, line in rows]
            overlay = self._overlay(comment, layout, lines, threads)
            self._rails[comment] = overlay.rails
            drawn += self._painted_lines.of(comment, layout, overlay, lines[covered:], painter)
            covered = max(0, covered - len(lines))
        return [*self._drawn_pins(painter, threads), *drawn]

    def _thread_lines(self) -> ThreadLines:
        """What makes the thread lines; that of the last frame if they are the same."""
        made_from = (self.geometry, self.looks, self.signs)
        depends_on = (*made_from, *ThreadLines.depends_on(self.reader))
        if self._threads is None or self._threads[0] != depends_on:
            self._threads = depends_on, ThreadLines(self.reader, self._lineage, *made_from)
        return self._threads[1]

    def _lines_depend_on(self, painter: Painter) -> tuple[object, ...] | None:
        """What painted lines depend on besides layout and overlay; None while the page is read, which may say more of
        any comment, and where they depend on the clock."""
        times = self.reader.times.depends_on
        return (painter, times) if times is not None and painter.discussion.complete else None

    def _drawn_pins(self, painter: Painter, threads: ThreadLines) -> Iterator[list[Segment]]:
        """The heads that lie over the first rows."""
        comments, between = self._pinned
        for row, comment in enumerate(comments):
            overlay = Overlay(author=self.reader.people.of(comment), rails=threads.beside(comment))
            is_last = row == len(comments) - 1
            yield painter.heads.pinned(comment, overlay, 0 if row else between, is_last=is_last)

    def _overlay(self, comment: int, layout: Layout, lines: list[int], threads: ThreadLines) -> Overlay:
        """The highlights of a comment on these of its lines, and the thread lines beside them."""
        reader = self.reader
        cursor = self.active and comment == reader.position.comment
        folded = comment in reader.folds
        found = found_in_fold(reader, comment) if folded and not reader.is_flat else []
        hits = {}
        searched = () if self._spans.finds_nothing else lines
        drawn = (drawn for drawn in map(layout.line, searched) if drawn.segment >= 0)
        for number, of_paragraph in groupby(drawn, key=attrgetter("paragraph")):
            here = list(of_paragraph)
            text = layout.paragraphs[number]
            hits[number] = self._spans.of((comment, number), text, here[0].start, here[-1].end)
        if reader.search.pattern is not None:
            hits[-1] = reader.search.spans(printable(reader.discussion.author(comment)))
        return Overlay(
            cursor=cursor,
            entered=reader.position.segment if cursor else None,
            folded=folded,
            context=reader.filter.shows_as_context(comment),
            matching=frozenset() if folded else reader.matching_segments(comment),
            hits={number: spans for number, spans in hits.items() if spans},
            current=reader.search.current_in(comment),
            marks=reader.bookmarks.marked(comment),
            read=comment in reader.bookmarks.read,
            new=comment in reader.bookmarks.new,
            edited=comment in reader.bookmarks.edited,
            starred=comment in reader.bookmarks.starred,
            note=reader.bookmarks.note_on(comment),
            author=reader.people.of(comment),
            why_folded=reader.preferences.fold if folded and comment in reader.folded_by_query else "",
            is_own=reader.discussion.author(comment).removeprefix("@") in reader.preferences.me,
            inside=contents_in_words(reader, comment, found) if folded and not reader.is_flat else "",
            found=", ".join(part for part in found if part[0] != "0"),
            when=reader.times.in_column(comment, self._before(comment)) if folded else "",
            anchor=reader.anchor[1] if cursor and reader.anchor is not None else None,
            rails=threads.beside(comment),
        )

    def _before(self, comment: int) -> int | None:
        """The visible comment before one."""
        visible = self.reader.visible
        row = visible.row(comment)
        return visible[row - 1] if row else None

    def _ends_folded(self, comment: int) -> bool:
        """Whether an unfolded comment is drawn below a folded one."""
        visible = self.reader.visible
        row = visible.row(comment)
        return row is not None and row + 1 < len(visible) and visible[row + 1] not in self.reader.folds

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
        """The part of the visible comments that is on the screen, and ticks at search hits and new comments."""
        reader = self.reader
        total = len(reader.visible)
        if not total or not self._drawn:
            return Bar()
        first, last = reader.visible.row(self._drawn[0][0]) or 0, reader.visible.row(self._drawn[-1][0]) or 0
        comment, line = self._drawn[-1]
        ends = self._drawn[0][1] == 0 and self.layouts.height(comment, line + 2) == line + 1
        whole = len(self._drawn) < self.size.height or (last - first == total - 1 and ends)
        ticks, read = self._ticks.now(), self._ticks.read_parts(self.size.height)
        top, size = (0.0, 1.0) if whole else (first / total, (last - first + 1) / total)
        # Where all comments are on the screen, those of the original poster are seen without ticks.
        shown = [self._drawn_ticks(each) for each in ticks if not whole or each.kind != "poster"]
        return Bar(top, size, shown, read)

    def _drawn_ticks(self, ticks: Ticks) -> BarTicks:
        sign, role = TICKS[ticks.kind]
        if ticks.kind == "author" and self.reader.followed is not None:
            name = self.reader.columns.author_names[self.reader.followed]
            role = badge_role(name, self.reader.people.colours.get(name, ""))
        return BarTicks(getattr(self.signs, sign), role, [place for place, _ in ticks.places])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The source of the selected text; None if there is none any more where it was selected."""
        from thread_reader.render.selected import SelectedRow, selected_source  # the first screen has no selection

        lines = self.paint(self.text_width, self.size.height)
        over = len(self._pinned.comments)
        rows = []
        for y, (comment, number) in enumerate(self._drawn):
            span = selection.get_span(y)
            if span is not None and y >= over:
                layout = self.layouts.of(comment)
                drawn = "".join(segment.text for segment in lines[y])
                column = self._text_column(comment)
                rows.append(SelectedRow(comment, layout.line(number), layout.paragraphs, drawn, *span, column))
        return (selected_source(rows), "\n") if rows else None

    def spot(self, x: int, y: int) -> Spot | None:
        """What is at cell `x` of row `y`; None below the last comment."""
        visible, height = self.reader.visible, max(1, self.size.height)
        if visible and x >= self.size.width - 1 and 0 <= y < height:
            ticked = self._ticks.at(y, height)
            return Spot(visible[y * len(visible) // height] if ticked is None else ticked, "bar")
        if self._strips is None or not 0 <= y < min(len(self._drawn), len(self._painted_rows)):
            return None
        if y < len(self._pinned.comments):
            return Spot(self._pinned.comments[y], "pinned")
        comment, number = self._drawn[y]
        text = "".join(segment.text for segment in self._painted_rows[y].line)
        row = DrawnRow(comment, number, text, self._rails[comment])
        return Spots(self.reader, self.geometry, self.layouts).at(row, x)

    def _text_column(self, comment: int) -> int:
        return self.geometry.text_column(self.reader.columns.depth[comment])

    @property
    def place_row(self) -> int | None:
        """The row of the cursor, which the comment under it covers wherever it has been scrolled to."""
        return self.cursor_row if self.reader.visible else None

    @property
    def cursor_row(self) -> int:
        """The row of the head or segment that the cursor is on."""
        return max(0, min(self.reader.position.row, self.size.height - 1))
