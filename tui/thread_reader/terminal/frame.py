"""What the terminal's screen shows, so that only the cells that change are sent.

Textual (8.2.8) sends every region that a widget has refreshed, whether it looks different or not. Over a slow line that
is what a key waits for. Here each update is compared with the cells that were sent before.
"""

from __future__ import annotations

from itertools import compress, count
from operator import is_not
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from textual._compositor import CompositorUpdate

from thread_reader.terminal.cells import Cell, Look, StripCells, has_certain_width
from thread_reader.widgets.compositor import PiecesUpdate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from thread_reader.terminal.cells import Cells
    from thread_reader.widgets.compositor import Piece

GAP_CELLS = 8
"""Unchanged cells between changed ones that are sent again, because moving over them costs as much."""

UNKNOWN = Cell("\0", Look())
"""A cell that was never sent."""


class Frame:
    """The cells that the terminal shows. `forget` when something else may have changed them."""

    def __init__(self) -> None:
        self._rows: dict[int, _Row] = {}
        self._cells = StripCells()

    def forget(self) -> None:
        """Send every cell of the next updates. May be called from any thread."""
        self._rows = {}

    def difference(self, update: CompositorUpdate) -> CompositorUpdate:
        """What has to be sent of an update. It is compared when it is rendered."""
        return _Difference(self, update)

    def changes(self, pieces: Iterable[Piece], colours: ColorSystem) -> str:
        """Return the sequences that turn what the screen shows into these pieces, and remember that it does."""
        rows, cells_of = self._rows, self._cells.of
        sequences: list[str] = []
        for y, x, strip in pieces:
            cells = cells_of(strip, colours)
            row = rows.get(y)
            if row is None:
                row = rows[y] = _Row()
            for first, end in row.changed(x, cells):
                sequences.append(f"\x1b[{y + 1};{x + first + 1}H")
                sequences += cells.written(first, end)
        return "".join(sequences)


class _Difference(CompositorUpdate):
    def __init__(self, frame: Frame, update: CompositorUpdate) -> None:
        self._frame, self._update = frame, update

    def render_segments(self, console: Console) -> str:
        if isinstance(self._update, PiecesUpdate):
            colours = COLOR_SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR)
            return self._frame.changes(self._update.pieces, colours)
        self._frame.forget()  # it is not known which cells it changes
        return self._update.render_segments(console)


class _Row:
    """What a row of the screen shows."""

    def __init__(self) -> None:
        self._cells: list[Cell] = []
        self._is_certain = True
        """False if some text that it shows, or showed before, has a width on which terminals do not agree."""

    def changed(self, x: int, new: Cells) -> Iterable[tuple[int, int]]:
        """Put new cells into the row. Returns the ranges of them that it did not show yet, from left to right."""
        width, end = len(new.cells), x + len(new.cells)
        missing = end - len(self._cells)
        if missing > 0:
            self._cells += [UNKNOWN] * missing
        old = self._cells[x:end]
        if old == new.cells:
            return ()
        self._cells[x:end] = new.cells
        if missing >= width:
            self._is_certain = self._is_certain and new.has_certain_width
            return ((0, width),)
        if not self._is_certain:
            self._is_certain = has_certain_width([cell.text for cell in (*self._cells[:x], *old, *self._cells[end:])])
        if not (self._is_certain and new.has_certain_width):
            self._is_certain = False
            return ((0, width),)  # what follows may be at another place than planned
        # Equal cells that are not one object are sent in vain.
        changed = [*compress(count(), map(is_not, old, new.cells))]
        return [_whole(first, last + 1, new.cells) for first, last in _ranges(changed)]


def _ranges(changed: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last cells of the ranges that contain some cells, at least one, without wide gaps."""
    first = last = changed[0]
    if changed[-1] - first - len(changed) < GAP_CELLS:  # no gap can be wider
        yield first, changed[-1]
        return
    for at in changed:
        if at - last > GAP_CELLS:
            yield first, last
            first = at
        last = at
    yield first, last


def _whole(first: int, end: int, cells: Sequence[Cell]) -> tuple[int, int]:
    """The range, with the rest of the characters that begin before it or end after it."""
    while first and not cells[first].text:
        first -= 1
    while end < len(cells) and not cells[end].text:
        end += 1
    return first, end
