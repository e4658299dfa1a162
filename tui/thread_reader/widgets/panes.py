"""The container of the panes. Where each of them is, a function of the size says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.geometry import Size

    from thread_reader.view.arrangement import Box

TITLE_SUFFIX = "-title"
"""The title of the pane `stats` has the id `stats-title`."""


class Panes(Widget):
    """The panes and their titles. `place` returns the cells of each visible pane for a width and a height, with those
    of its title, which has the first row of them if it is displayed."""

    def __init__(self, *children: Widget, place: Callable[[int, int], Mapping[str, Box]]) -> None:
        super().__init__(*children, id="panes")
        self._placed = _Placed(place)

    @property
    def is_moved(self) -> bool:
        """Whether `place` puts a pane elsewhere than it did at the last layout. False before the first one."""
        placed = self._placed
        return placed.size is not None and placed.found != placed.place(*placed.size)

    def move(self) -> None:
        """Lay out again. Textual (8.2.8) keeps the last layout of a widget that is refreshed; a refresh of a child
        discards it."""
        self.children[0].refresh(layout=True)

    @property
    def layout(self) -> Layout:
        """The layout that calls `place`."""
        return self._placed


class _Placed(Layout):
    name = "placed"

    def __init__(self, place: Callable[[int, int], Mapping[str, Box]]) -> None:
        self.place = place
        self.size: tuple[int, int] | None = None
        self.found: Mapping[str, Box] = {}

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Place what is displayed; a pane without cells is not drawn."""
        self.size = (size.width, size.height)
        found = self.found = self.place(*self.size)
        displayed = {child.id: child for child in children}
        placed = []
        for pane, (x, y, width, height) in found.items():
            title = displayed.get(pane + TITLE_SUFFIX)
            rows = 0 if title is None else min(1, height)
            for child, region in (
                (title, Region(x, y, width, rows)),
                (displayed.get(pane), Region(x, y + rows, width, height - rows)),
            ):
                if child is not None:
                    placed.append(WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child))
        return placed
