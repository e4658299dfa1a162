"""The rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.render.bodies.blocks import CELL_END, cells
from thread_reader.render.bodies.containers import pieces_of
from thread_reader.render.bodies.inline import scan
from thread_reader.render.bodies.pieces import Row, cells_left
from thread_reader.render.bodies.tables import numeric, row_pieces, rule, widths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from thread_reader.render.bodies.blocks import Block, BlockLine
    from thread_reader.render.bodies.code import CodeRows
    from thread_reader.render.bodies.dialects import Dialect
    from thread_reader.render.bodies.source_lines import SourceLines
    from thread_reader.render.bodies.tables import Cell
    from thread_reader.view.drawing import Drawing


class TableRows:
    """Draws the tables of a body."""

    def __init__(
        self,
        source: SourceLines,
        drawing: Drawing,
        wide: int,
        dialect: Dialect,
        references: Mapping[str, str],
        code: CodeRows,
    ) -> None:
        """`wide`: cells of a row; `references`: addresses by the labels of links."""
        self._source, self._drawing, self._wide = source, drawing, wide
        self._dialect, self._references, self._code = dialect, references, code

    def rows(self, block: Block) -> Iterator[Row]:
        """Yield the rows of a table. One that does not fit is drawn like code."""
        has_head = self._dialect.tables
        separator = "|" if has_head else CELL_END
        rows = [self._cells(line, separator) for line in block.lines if line is not block.lines[1] or not has_head]
        available = cells_left(self._wide, pieces_of(block.lines[0].marks))
        columns = widths(rows, available)
        if columns is None:
            for line in block.lines:
                yield from self._code.line(line, available - 1)
            return
        is_number = numeric(rows[1:] if has_head else rows, len(columns))
        given = iter(rows)
        for number, line in enumerate(block.lines):
            if has_head and number == 1:
                pieces = [rule(columns, line.start, line.end)]
            else:
                pieces = row_pieces(next(given), columns, is_number, is_head=has_head and not number)
            shown = (*pieces_of(line.marks), *pieces)
            if self._source.is_revealed(line.paragraph, shown):
                yield from self._source.as_written(line.paragraph)
            else:
                yield Row(line.paragraph, 0, len(self._source.paragraphs[line.paragraph]), shown)

    def _cells(self, line: BlockLine, separator: str) -> list[Cell]:
        source = self._source.paragraphs[line.paragraph]
        found: list[Cell] = []
        for start, end in cells(source, line.start, line.end, separator):
            pieces = scan(source[start:end], self._dialect, self._references, drawing=self._drawing)
            found.append([piece._replace(start=piece.start + start, end=piece.end + start) for piece in pieces])
        return found
