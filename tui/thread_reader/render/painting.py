"""Drawing the lines of a comment as styled segments: the head, and the text beside its thread line.

The cursor, search hits and filter matches are an overlay on cached layouts, so changing them needs no new layout.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment

from thread_parsers.text.counted import counted
from thread_reader.render.bodies.pieces import CODE, FAINT
from thread_reader.render.geometry import LINE_CELLS, MARK_CELLS, Geometry
from thread_reader.render.heads import Heads
from thread_reader.render.highlighting import highlighted
from thread_reader.render.layout import GAP, HEAD, NOTE, NOTE_CELLS, STATE
from thread_reader.render.piece_rows import code_ground, drawn_pieces, with_author
from thread_reader.render.signs import UNICODE, Signs
from thread_reader.render.wrapping import fitted
from thread_reader.view.first_words import state_in_brackets
from thread_reader.view.measure import MEASURE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rich.style import Style

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.text.quotes import Aside
    from thread_reader.render.bodies.pieces import Piece
    from thread_reader.render.highlighting import Spans
    from thread_reader.render.layout import Layout, Line
    from thread_reader.render.looks import Looks
    from thread_reader.render.overlay import Overlay

ASIDES: dict[Aside, str] = {"quote": "{} quoted", "signature": "signature, {}"}
"""What is written in place of a quote or signature that is folded."""


class Painter(NamedTuple):
    """Draws comments of a discussion in a pane of `width` cells, with at most `measure` cells of text in a line."""

    discussion: Discussion
    width: int
    looks: Looks
    signs: Signs = UNICODE
    measure: int = MEASURE
    times: Callable[[int], str] | None = None
    is_flat: bool = False
    colours: Mapping[str, str] = MappingProxyType({})
    """The colours that the user has given to authors, by name."""

    @property
    def geometry(self) -> Geometry:
        """The columns of the pane."""
        return Geometry(self.width, self.measure, self.is_flat)

    @property
    def heads(self) -> Heads:
        """What draws heads."""
        return Heads(self.discussion, self.geometry, self.looks, self.signs, self.times)

    def line(self, comment: int, layout: Layout, number: int, overlay: Overlay) -> list[Segment]:
        """Draw line `number` of a comment. The caller pads it to the width."""
        line = layout.line(number)
        if line.segment == GAP:
            after = overlay.rails.after
            return [Segment(" " * MARK_CELLS), *after] if after else []
        if line.segment == HEAD:
            return [*self._margin(comment, overlay, head=True), *self.heads.head(comment, overlay)]
        before = [*self._margin(comment, overlay), self._rail(layout, number, overlay)]
        if line.segment == STATE:
            return [
                *before,
                Segment(self._cut(comment, state_in_brackets(self.discussion, comment)), self.looks["quiet"]),
            ]
        if line.segment == NOTE:
            return [*before, *self._note(layout, line)]
        if line.folded:
            words = f"{self.signs.folded} {ASIDES[layout.kinds[line.paragraph]].format(counted(line.folded, 'line'))}"
            return [*before, Segment(self._cut(comment, words), self.looks["quiet"])]
        if line.pieces is None:
            return [*before, *self._text(layout, line, overlay)]
        drawn = [*before, *self._pieces(layout, line, overlay)]
        if line.is_code:
            drawn.append(code_ground(drawn, self.width, self.looks))
        return drawn

    def _cut(self, comment: int, words: str) -> str:
        return fitted(words, self.geometry.text_cells(self.discussion.columns.depth[comment]))

    def _text(self, layout: Layout, line: Line, overlay: Overlay) -> list[Segment]:
        spans, current = self._hits(line, overlay)
        base = self._base(layout, line, overlay)
        return highlighted(layout.paragraphs[line.paragraph], line.start, line.end, spans, current, base, self.looks)

    def _pieces(self, layout: Layout, line: Line, overlay: Overlay) -> Iterator[Segment]:
        """Draw a row whose pieces have looks of their own."""
        looks, code = self.looks, CODE if line.is_code else 0
        base, anchor = self._base(layout, line, overlay), overlay.anchor

        def style_of(piece: Piece) -> Style:
            style = looks.piece(piece.look | code, piece.address, base)
            style = with_author(style, piece, looks, self.discussion.columns.author_numbers, self.colours)
            if anchor is not None and anchor.kind == "quote":
                if anchor.paragraph <= line.paragraph <= anchor.last:
                    style += looks["cursor" if piece.look & FAINT else "head"]
            elif anchor is not None and anchor.covers(line.paragraph, piece.start, piece.end):
                style += looks["cursor"]
            return style

        hits = self._hits(line, overlay)
        return drawn_pieces(line.pieces or (), layout.paragraphs[line.paragraph], style_of, *hits, looks)

    def _base(self, layout: Layout, line: Line, overlay: Overlay) -> Style:
        looks, kind = self.looks, layout.kinds[line.paragraph]
        if overlay.context or kind == "signature":
            return looks["quiet"]
        if kind:
            return looks["quote"]
        return looks["head"] if overlay.entered == line.segment else looks.base

    @staticmethod
    def _hits(line: Line, overlay: Overlay) -> tuple[Spans, int | None]:
        """The spans of hits in the paragraph of a line, and the first character of the current one."""
        current = overlay.current[1] if overlay.current and overlay.current[0] == line.paragraph else None
        return overlay.hits.get(line.paragraph, ()), current

    def _note(self, layout: Layout, line: Line) -> list[Segment]:
        sign = Segment(" " * NOTE_CELLS) if line.start else Segment(f"{self.signs.note} ", self.looks["cursor"])
        return [sign, Segment(layout.note_texts[line.paragraph][line.start : line.end], self.looks["quiet"])]

    def _margin(self, comment: int, overlay: Overlay, *, head: bool = False) -> list[Segment]:
        """Draw what precedes the comment's own column: the cursor, or at the head of a new comment the sign for that;
        then the lines of its ancestors."""
        looks, ahead = self.looks, overlay.rails.ahead
        if not ahead:
            indent = self.geometry.indent(self.discussion.columns.depth[comment])
            ahead = [Segment(" " * indent)] if indent else ()
        if overlay.cursor:
            return [Segment(self.signs.cursor, looks["cursor"]), Segment(" "), *ahead]
        if head and overlay.new:
            return [Segment(self.signs.new, looks["new-sign"]), Segment(" "), *ahead]
        return [Segment(" " * MARK_CELLS), *ahead]

    def _rail(self, layout: Layout, number: int, overlay: Overlay) -> Segment:
        """Draw the comment's own line beside a line of its text, with the blank after it."""
        segment, signs, looks = layout.line(number).segment, self.signs, self.looks
        if segment == overlay.entered:
            return Segment(signs.entered.ljust(LINE_CELLS), looks["cursor"])
        if segment in overlay.matching:
            return Segment(signs.match.ljust(LINE_CELLS), looks["match-sign"])
        is_further = segment > 0 and layout.segment_line(segment) == number
        sign = signs.segment if is_further else signs.rail
        return Segment(sign.ljust(LINE_CELLS), overlay.rails.own or looks["rail"])
