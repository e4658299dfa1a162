"""Which widget is seen at each place of the screen, so that an update renders nothing else.

Textual (8.2.8) renders all widgets that an update touches, also those that others cover, and divides all of their rows.
Here that is worked out once for each layout.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, cast

from textual._compositor import Compositor, CompositorUpdate
from textual._context import visible_screen_stack
from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from rich.console import Console, RenderableType
    from textual.screen import Screen
    from textual.strip import Strip
    from textual.widget import Widget


class Piece(NamedTuple):
    """What is drawn in neighbouring cells of a row."""

    y: int
    x: int
    strip: Strip


class PiecesUpdate(CompositorUpdate):
    """An update of some parts of the screen, row by row and from left to right."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """Return what is written to the terminal."""
        return "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for y, x, strip in self.pieces)


class _Part(NamedTuple):
    """The cells of a row in which one widget is seen."""

    x: int
    end: int
    widget: Widget
    region: Region
    """Where the widget is."""
    clipped: Region
    """As much of it as its containers show. Others may lie over it."""


class SeenCompositor(Compositor):
    """Renders the rows of widgets that are seen and have changed."""

    def __init__(self) -> None:
        super().__init__()
        self._found_for: Mapping[Widget, tuple[Region, Region]] | None = None
        self._rows: list[list[_Part]] = []
        """The parts of each row of the screen, from left to right."""

    def clear(self) -> None:
        """Drop all references to widgets."""
        super().clear()
        self._found_for, self._rows = None, []

    def render_update(
        self, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
    ) -> RenderableType | None:
        """Return what has changed, or `full` the whole screen, which pictures of it are made of."""
        if full or simplify:
            return super().render_update(full, screen_stack, simplify)
        visible_screen_stack.set([] if screen_stack is None else screen_stack)
        regions = list(self._dirty_regions)
        self._dirty_regions.clear()
        pieces = self._pieces(regions)
        return cast("RenderableType", PiecesUpdate(pieces)) if pieces else None

    def _pieces(self, regions: Iterable[Region]) -> list[Piece]:
        """What is seen in some regions, and in the rest of each row of a widget that is in them."""
        rows = self._parts()
        changed: dict[tuple[int, int], _Part] = {}
        for x, y, width, height in regions:
            for row in range(max(0, y), min(len(rows), y + height)):
                for part in rows[row]:
                    if part.x < x + width and part.end > x:
                        changed[row, part.x] = part
        rows_of: dict[Widget, list[int]] = {}
        for (row, _), part in changed.items():
            rows_of.setdefault(part.widget, []).append(row)
        rendered: dict[Widget, tuple[int, list[Strip]]] = {}
        pieces = []
        for (row, left), (_, end, widget, region, clipped) in sorted(changed.items(), key=_place):
            if widget not in rendered:
                first, last = min(rows_of[widget]), max(rows_of[widget])
                crop = Region(clipped.x - region.x, first - region.y, clipped.width, last - first + 1)
                rendered[widget] = first, widget.render_lines(crop)
            first, strips = rendered[widget]
            if row - first < len(strips):
                strip = strips[row - first]
                if (left, end) != (clipped.x, clipped.right):
                    strip = strip.crop(left - clipped.x, end - clipped.x)
                pieces.append(Piece(row, left, strip))
        return pieces

    def _parts(self) -> list[list[_Part]]:
        """The parts of each row, kept until the next layout."""
        visible = self.visible_widgets
        if visible is not self._found_for:
            self._found_for, self._rows = visible, list(self._find(visible))
        return self._rows

    def _find(self, visible: Mapping[Widget, tuple[Region, Region]]) -> Iterator[list[_Part]]:
        """The parts of each row. Of the widgets, those that lie over others come first."""
        width, height = self.size
        widgets = [(widget, region, region.intersection(clip)) for widget, (region, clip) in visible.items()]
        edges = {edge for _, _, clipped in widgets for edge in (clipped.y, clipped.bottom) if 0 < edge < height}
        for top, bottom in pairwise(sorted({0, height, *edges})):
            free, parts = [(0, width)], list[_Part]()
            for widget, region, clipped in widgets:
                if clipped.width and clipped.y <= top < clipped.bottom:
                    free = list(_taken(free, widget, region, clipped, parts))
            parts.sort()
            yield from [parts] * (bottom - top)


def _place(item: tuple[tuple[int, int], _Part]) -> tuple[int, int]:
    return item[0]


def _taken(
    free: Iterable[tuple[int, int]], widget: Widget, region: Region, clipped: Region, parts: list[_Part]
) -> Iterator[tuple[int, int]]:
    """Give a widget the cells that no other one lies over. Yields what is still free."""
    for first, end in free:
        start, stop = max(first, clipped.x), min(end, clipped.right)
        if start >= stop:
            yield first, end
            continue
        parts.append(_Part(start, stop, widget, region, clipped))
        if first < start:
            yield first, start
        if stop < end:
            yield stop, end
