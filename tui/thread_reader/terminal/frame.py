"""What the terminal's screen shows, so that only the cells that change are sent.

Textual (8.2.8) sends every region that a widget has refreshed, whether it looks different or not. Over a slow line that
is what a key waits for. Here each update is compared with the cells that were sent before.
"""

from __future__ import annotations

from itertools import compress, count
from operator import is_not, ne, or_
from typing import TYPE_CHECKING, NamedTuple

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from thread_reader.terminal.cells import DEFAULT, Cells, Look, cells_of, has_certain_width
from thread_reader.terminal.guard import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

GAP_CELLS = 8
"""Unchanged cells between changed ones that are sent again, because moving over them costs as much."""

UNKNOWN = "\0"
"""The character of a cell that was never sent."""


class Frame:
    """The cells that the terminal shows. `forget` when something else may have changed them."""

    def __init__(self) -> None:
        self._rows: dict[int, _Row] = {}

    def forget(self) -> None:
        """Send every cell of the next updates. May be called from any thread."""
        self._rows = {}

    def difference(self, update: CompositorUpdate) -> CompositorUpdate:
        """What has to be sent of an update. It is compared when it is rendered."""
        return _Difference(self, update) if isinstance(update, (LayoutUpdate, ChopsUpdate)) else update

    def changes(self, update: LayoutUpdate | ChopsUpdate, colours: ColorSystem) -> str:
        """Return the sequences that turn what the screen shows into an update, and remember that it does."""
        rows = self._rows
        sequences: list[str] = []
        for x, y, strips in _pieces(update):
            piece = _piece(strips, colours)
            row = rows.setdefault(y, _Row())
            for first, end in row.changed(x, piece):
                sequences.append(f"\x1b[{y + 1};{x + first + 1}H")
                for start, stop, look in piece.runs:
                    if start < end and stop > first:
                        sequences += (look.start, *piece.texts[max(first, start) : min(end, stop)], look.end)
            row.put(x, piece)
        return "".join(sequences)


class _Difference(CompositorUpdate):
    def __init__(self, frame: Frame, update: LayoutUpdate | ChopsUpdate) -> None:
        self._frame, self._update = frame, update

    def render_segments(self, console: Console) -> str:
        colours = COLOR_SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR)
        return self._frame.changes(self._update, colours)


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Iterable[Strip]]]:
    """The column, the row and the strips of each piece of an update."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield update.region.x, y, strips
        return
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x <= last and end > first:
                is_whole = last > x >= first and end <= last
                yield x, y, (strip if is_whole else strip.crop(0, min(end, last) - x),)


class _Piece(NamedTuple):
    """Neighbouring cells of a row."""

    texts: list[str]
    looks: list[Look]
    runs: list[tuple[int, int, Look]]
    """The cells that are written with the same look: the first, the one after the last, the look."""
    has_certain_width: bool


def _piece(strips: Iterable[Strip], colours: ColorSystem) -> _Piece:
    """The cells of strips beside each other, as many as the strips are wide."""
    made: list[Cells] = []
    for strip in strips:
        cells = [cells_of(text, style, colours) for text, style, _ in strip]
        if sum(len(each.texts) for each in cells) != strip.cell_length:
            # What was made harmless, or a mark at the beginning of a segment, is not as wide as was planned.
            fitted = Strip(map(harmless, strip)).adjust_cell_length(strip.cell_length)
            cells = [cells_of(text, style, colours) for text, style, _ in fitted]
        made += cells
    texts: list[str] = []
    looks: list[Look] = []
    runs = []
    for each in made:
        start = len(texts)
        texts += each.texts
        looks += each.looks
        runs.append((start, len(texts), each.look))
    return _Piece(texts, looks, runs, all(each.has_certain_width for each in made))


class _Row:
    """What a row of the screen shows."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._looks: list[Look] = []
        self._is_certain = True
        """False if some text that it shows, or showed before, has a width on which terminals do not agree."""

    def changed(self, x: int, piece: _Piece) -> list[tuple[int, int]]:
        """The ranges of cells of a piece that are not shown yet, from left to right."""
        width = len(piece.texts)
        missing = x + width - len(self._texts)
        self._texts += [UNKNOWN] * missing
        self._looks += [DEFAULT] * missing
        if missing >= width > 0:
            return [(0, width)]
        texts, looks = self._texts[x : x + width], self._looks[x : x + width]
        if texts == piece.texts and looks == piece.looks:
            return []
        if not self._is_certain:
            self._is_certain = has_certain_width(self._texts)
        if not (self._is_certain and piece.has_certain_width):
            return [(0, width)]  # what follows may be at another place than planned
        changes = map(or_, map(ne, texts, piece.texts), map(is_not, looks, piece.looks))
        return [_whole(first, last + 1, piece.texts) for first, last in _ranges([*compress(count(), changes)])]

    def put(self, x: int, piece: _Piece) -> None:
        """Remember that a piece is shown."""
        end = x + len(piece.texts)
        self._texts[x:end], self._looks[x:end] = piece.texts, piece.looks
        self._is_certain = self._is_certain and piece.has_certain_width


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


def _whole(first: int, end: int, texts: Sequence[str]) -> tuple[int, int]:
    """The range, with the rest of the characters that begin before it or end after it."""
    while first and not texts[first]:
        first -= 1
    while end < len(texts) and not texts[end]:
        end += 1
    return first, end
