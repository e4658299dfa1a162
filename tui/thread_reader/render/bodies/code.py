"""The rows of code: its label, and its lines, which are cut or wrapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from thread_reader.render.bodies.containers import pieces_of
from thread_reader.render.bodies.pieces import CODE, FAINT, QUIET, Piece, Row, cells_left
from thread_reader.render.signs import UNICODE
from thread_reader.render.wrapping import fitted, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.render.bodies.blocks import Block, BlockLine
    from thread_reader.render.bodies.source_lines import SourceLines
    from thread_reader.view.drawing import Drawing

WRAP_HINT = "zw wraps"
CODE_RAIL = ":"
"""At the left of code that has no background colour."""


class CodeRows:
    """Draws the code of a body."""

    def __init__(self, source: SourceLines, drawing: Drawing, wide: int) -> None:
        """`wide`: cells of a line of code."""
        self._source, self._drawing, self._wide = source, drawing, wide
        self._edge = Piece(CODE_RAIL, look=FAINT) if drawing.shows_marks else Piece(" ", look=CODE)

    def rows(self, block: Block) -> Iterator[Row]:
        """Yield the rows of a block of code."""
        marks = (block.label or block.lines[0]).marks
        available = cells_left(self._wide, pieces_of(marks)) - 1
        if block.label is not None:
            yield from self._label(block, block.label, available)
        for line in block.lines:
            yield from self.line(line, available)

    def _label(self, block: Block, label: BlockLine, available: int) -> Iterator[Row]:
        """Yield the row above code: its language, and how to see what is cut."""
        words = fitted(self._source.paragraphs[label.paragraph][label.start : label.end], max(1, available // 2))
        piece = Piece(words, label.start, label.end, QUIET)
        lead = pieces_of(label.marks)
        if self._source.is_revealed(label.paragraph, (*lead, piece) if words else lead):
            yield from self._source.as_written(label.paragraph)
            return
        is_cut = not self._drawing.wraps_code and any(self._is_cut(line, available) for line in block.lines)
        if not words and not is_cut:
            return
        hint: tuple[Piece, ...] = ()
        if is_cut:
            between = available - cell_len(words) - len(WRAP_HINT)
            hint = Piece(" " * max(1, between)), Piece(WRAP_HINT, look=QUIET)
        end = len(self._source.paragraphs[label.paragraph])
        yield Row(label.paragraph, 0, end, (*lead, self._edge, piece, *hint), is_code=True)

    def _is_cut(self, line: BlockLine, available: int) -> bool:
        if line.end - line.start <= available // 2:
            return False
        source = self._source.paragraphs[line.paragraph]
        return line.end - line.start > available or cell_len(source[line.start : line.end]) > available

    def line(self, line: BlockLine, available: int) -> Iterator[Row]:
        """Yield the rows of a line of code in so many cells."""
        paragraph, source = line.paragraph, self._source.paragraphs[line.paragraph]
        lead, blank = pieces_of(line.marks), self._edge
        start, end = line.start, line.end
        cut = self._is_cut(line, available)
        if cut and not self._drawing.wraps_code:
            kept = start + len(fitted(source[start : start + available + 1], available)) - 1
            piece = Piece(source[start:kept], start, kept, CODE)
            if not self._source.is_revealed(paragraph, (*lead, piece)):
                sign = Piece(UNICODE.cut, look=FAINT)
                yield Row(paragraph, 0, len(source), (*lead, blank, piece, sign), is_code=True)
                return
        if not cut:
            if self._source.is_revealed(paragraph, (*lead, Piece("", start, end))):
                yield from self._source.as_written(paragraph)
                return
            shown = (*lead, blank, Piece(source[start:end], start, end, CODE))
            yield Row(paragraph, 0, len(source), shown, is_code=True)
            return
        text = source[start:end]
        hang = pieces_of(line.marks, is_first=False)
        for first, last in wrapped(text, available):
            piece = Piece(text[first:last], start + first, start + last, CODE)
            yield Row(paragraph, start + first, start + last, (*lead, blank, piece), is_code=True)
            lead = hang
