"""Drawing the lines of the article, with the gutter beside them and the sentence under the cursor."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment

from thread_reader.render.article_layout import TITLE, place_of
from thread_reader.render.bodies.cutting import split_at
from thread_reader.render.bodies.pieces import CODE, Piece
from thread_reader.render.layout import GAP
from thread_reader.render.piece_rows import code_ground, drawn_pieces, with_author
from thread_reader.view.sentences import answered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style

    from thread_reader.render.article_layout import ArticleLayout
    from thread_reader.render.layout import Line
    from thread_reader.render.looks import Looks
    from thread_reader.render.signs import Signs
    from thread_reader.view.drawn_spans import DrawnSpans
    from thread_reader.view.reader import Reader
    from thread_reader.view.sentences import Sentence

GUTTER = 6
"""Cells before the text: the cursor, three for a count, two blanks."""


class ArticleRows(NamedTuple):
    """Draws lines of the article in a pane of `width` cells. `here` is the sentence under the cursor, if it is to be
    seen."""

    reader: Reader
    layout: ArticleLayout
    spans: DrawnSpans
    looks: Looks
    signs: Signs
    width: int
    here: Sentence | None

    def row(self, line: Line) -> list[Segment]:
        """Draw a line. The caller pads it to the width."""
        looks = self.looks
        if line.segment == GAP:
            return [Segment(" " * GUTTER), code_ground((), self.width - GUTTER, looks)] if line.is_code else []
        text, here, code = self.layout.text(line.paragraph), self._here(line), CODE if line.is_code else 0
        base = looks["title"] if line.paragraph == TITLE else looks.base
        pieces: Sequence[Piece] = line.pieces or (Piece(text[line.start : line.end], line.start, line.end),)
        if here is not None:
            pieces = split_at(pieces, (here.start, here.end))

        names, colours = self.reader.columns.author_numbers, self.reader.people.colours

        def style_of(piece: Piece) -> Style:
            is_here = here is not None and here.start <= piece.start < here.end
            style = base + looks["head"] if is_here else base
            look = piece.look | code
            style = looks.piece(look, piece.address, style) if look or piece.address else style
            return with_author(style, piece, looks, names, colours)

        spans = self.spans.of(line.paragraph, text, line.start, line.end)
        current = self.reader.search.current_in_article(line.paragraph)
        row = [*self._gutter(line, here), *drawn_pieces(pieces, text, style_of, spans, current, looks)]
        return [*row, code_ground(row, self.width, looks)] if line.is_code else row

    def _here(self, line: Line) -> Sentence | None:
        """The sentence under the cursor, if it is on a line."""
        here = self.here
        if here is None or here.paragraph != line.paragraph or here.start >= line.end or here.end <= line.start:
            return None
        return here

    def _gutter(self, line: Line, here: Sentence | None) -> Iterator[Segment]:
        """The cursor and the number of segments about the sentences that begin on this line, or about the one under the
        cursor. A dot means none, once all comments have been searched."""
        stats = self.reader.stats
        counts = []
        if stats is not None and stats.sentences is not None:
            begun = [here] if here is not None and here.start >= line.start else self._beginning(line)
            counts = [found for found in (answered(stats, sentence) for sentence in begun) if found]
        links = sum(len(found.links) for found in counts)
        said = f"{links:>3}" if links else "  ·" if counts and self.reader.all_seen else ""
        yield Segment(self.signs.cursor if here else " ", self.looks["cursor"])
        yield Segment(f"{said:<3}  ", self.looks["match" if links else "quiet"])

    def _beginning(self, line: Line) -> list[Sentence]:
        sentences = self.reader.sentences.all
        first = bisect_left(sentences, (line.paragraph, line.start), key=place_of)
        return sentences[first : bisect_left(sentences, (line.paragraph, line.end), key=place_of)]
