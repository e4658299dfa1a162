"""Tables: columns as wide as they need, or cut so that all of them fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from thread_reader.render.bodies.pieces import FAINT, STRONG, Piece, cells_of
from thread_reader.render.signs import UNICODE
from thread_reader.render.wrapping import fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

BETWEEN = 3
"""Blanks between two columns."""
MIN_COLUMN_CELLS = 8
"""Columns are cut down to this."""
MAX_COLUMNS = 40
_NUMBER = re.compile(r"[-+−]?[$€£¥]?[0-9][0-9.,'\u00a0 ]{0,30}(?:[a-zA-Z]{1,4}|[%€°])?", re.ASCII)

Cell = list[Piece]


def widths(rows: Sequence[Sequence[Cell]], available: int) -> list[int] | None:
    """The cells of each column, at most `available` in all with what is between them; None if they do not fit."""
    count = max(map(len, rows), default=0)
    if not 0 < count <= MAX_COLUMNS:
        return None
    wanted = [1] * count
    for row in rows:
        for column, cell in enumerate(row):
            wanted[column] = max(wanted[column], cells_of(cell))
    left = available - BETWEEN * (count - 1)
    if sum(min(cells, MIN_COLUMN_CELLS) for cells in wanted) > left:
        return None
    # The widest columns are cut to one width: the largest that fits.
    low, high = MIN_COLUMN_CELLS, max(MIN_COLUMN_CELLS, *wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(cells, middle) for cells in wanted) <= left:
            low = middle
        else:
            high = middle - 1
    return [min(cells, low) for cells in wanted]


def numeric(rows: Sequence[Sequence[Cell]], count: int) -> list[bool]:
    """For each column, whether all its cells but empty ones are numbers."""
    found = []
    for column in range(count):
        texts = ["".join(piece.text for piece in row[column]).strip() for row in rows if column < len(row)]
        texts = [text for text in texts if text]
        found.append(bool(texts) and all(map(_NUMBER.fullmatch, texts)))
    return found


def row_pieces(row: Sequence[Cell], columns: Sequence[int], is_number: Sequence[bool], *, is_head: bool) -> list[Piece]:
    """The pieces of a row, padded but for its end."""
    pieces: list[Piece] = []
    blanks = 0
    for column, width in enumerate(columns):
        cell = cut(row[column], width) if column < len(row) else []
        free = width - cells_of(cell)
        before = blanks + (free if is_number[column] else 0)
        if cell:
            if before:
                pieces.append(Piece(" " * before))
            pieces += [piece._replace(look=piece.look | STRONG) for piece in cell] if is_head else cell
            blanks = 0 if is_number[column] else free
        else:
            blanks += width
        blanks += BETWEEN
    return pieces


def rule(columns: Sequence[int], start: int = 0, end: int = 0) -> Piece:
    """The line below the head, for characters of the source."""
    return Piece(UNICODE.rule * (sum(columns) + BETWEEN * (len(columns) - 1)), start, end, FAINT)


def cut(cell: Cell, width: int) -> Cell:
    """The pieces of a cell, cut to a width with an ellipsis."""
    if cells_of(cell) <= width:
        return cell
    kept: Cell = []
    used = 0
    for piece in cell:
        free, cells = width - used - 1, cell_len(piece.text)
        if cells <= free:
            kept.append(piece)
            used += cells
            continue
        text = fitted(piece.text, free + 1)[:-1] if free > 0 else ""
        if text:
            verbatim = len(piece.text) == piece.end - piece.start
            kept.append(piece._replace(text=text, end=piece.start + len(text) if verbatim else piece.end))
        break
    return [*kept, Piece("…", look=FAINT)]
