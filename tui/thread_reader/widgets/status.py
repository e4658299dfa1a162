"""The status lines: the title, the position with filter and search, and the key hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment

from thread_reader.render.wrapping import fitted
from thread_reader.widgets.lines_pane import LinesPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_reader.view.status_text import Part


class StatusLine(LinesPane, can_focus=False):
    """One line with a left and a right side. If there is not enough room for both, each gets half of it."""

    scrolls = False

    def __init__(self, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._left: Sequence[Part] = ()
        self._right: Sequence[Part] = ()

    def say(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """Show these parts."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    @property
    def text_width(self) -> int:
        """The full width: there is no scrollbar."""
        return self.size.width

    @property
    def text(self) -> str:
        """The text without styles."""
        return "".join(text for text, _ in (*self._left, *self._right))

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The line."""
        wanted = sum(cell_len(text) for text, _ in self._left)
        right_width = min(sum(cell_len(text) for text, _ in self._right), max(width - wanted, width // 2) - 3)
        left = self._fitted(self._left, max(0, width - right_width - 3))
        gap = width - 2 - right_width - sum(cell_len(segment.text) for segment in left)
        return [[Segment(" "), *left, Segment(" " * max(0, gap)), *self._fitted(self._right, right_width)]]

    def _fitted(self, parts: Sequence[Part], width: int) -> list[Segment]:
        segments, looks = [], self.looks
        for text, role in parts:
            cut = fitted(text, width)
            segments.append(Segment(cut, looks[role] if role else looks.base))
            width -= cell_len(cut)
            if width <= 0:
                break
        return segments
