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

BOX_SUFFIX = "-box"
"""The box of pane `stats`, with its title, has the id `stats-box`."""


class Panes(Widget):
    """The boxes of the panes. `place` returns the cells of each visible pane for a width and a height."""

    def __init__(self, *children: Widget, place: Callable[[int, int], Mapping[str, Box]]) -> None:
        super().__init__(*children, id="panes")
        self._placed = _Placed(place)

    @property
    def is_moved(self) -> bool:
        """Whether `place` puts a pane elsewhere than it did at the last layout."""
        return self._placed.found != self._placed.place(*self._placed.size)

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
        self.size = (0, 0)
        self.found: Mapping[str, Box] = {}

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Place the boxes; one without cells is not drawn."""
        self.size = (size.width, size.height)
        found = self.found = self.place(*self.size)
        return [
            WidgetPlacement(Region(*found[pane]), NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if (pane := (child.id or "").removesuffix(BOX_SUFFIX)) in found
        ]
