"""The ancestors of a comment over the top of the comments pane: one of them can be gone to; other keys close it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.screen import ModalScreen

from thread_reader.render.parents import parent_rows
from thread_reader.screens.key_screen import KeyScreen
from thread_reader.view.key_bar import ANY_KEY, PARENTS
from thread_reader.widgets.lines_pane import LinesPane
from thread_reader.widgets.status import SheetKeys

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.widget import Widget

    from thread_reader.widgets.comments_pane import CommentsPane


class ParentRows(LinesPane):
    """The rows of the ancestors, and a rule below them."""

    def __init__(self, comments: CommentsPane) -> None:
        super().__init__(id="parents")
        self._comments = comments
        self._rows: list[tuple[int, list[Segment]]] = []
        """The ancestor that each row belongs to, and the row."""
        self.chosen = comments.reader.columns.parent[comments.reader.position.comment]
        """The ancestor under the cursor."""

    def place(self) -> None:
        """Lie over the comments, with as many rows as are needed and fit."""
        comments, there = self._comments, self._comments.content_region
        comment = comments.reader.position.comment
        rows, reader = there.height - 1, comments.reader
        self._rows = parent_rows(reader, comment, comments.geometry, rows, self.looks, self.signs, self.chosen)
        self.styles.offset, self.styles.width = there.offset, there.width
        self.styles.height = len(self._rows) + 1

    def move(self, by: int) -> None:
        """Move the cursor by ancestors, down if positive."""
        shown = list(dict.fromkeys(comment for comment, _ in self._rows))
        self.chosen = shown[max(0, min(shown.index(self.chosen) + by, len(shown) - 1))]
        self.place()
        self.refresh()

    def at(self, row: int) -> int | None:
        """The ancestor on a row; None on the rule."""
        return self._rows[row][0] if 0 <= row < len(self._rows) else None

    @property
    def cursor_row(self) -> int:
        """The row of the head under the cursor."""
        return next((row for row, (comment, _) in enumerate(self._rows) if comment == self.chosen), 0)

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The rows and the rule."""
        return [*(row for _, row in self._rows), [Segment(self.signs.rule * (width + 1), self.looks["rail"])]][:height]


class ParentsSheet(KeyScreen[None], ModalScreen[None]):
    """A sheet as tall as its rows, in the place of the first rows of the comments."""

    CSS_PATH = "../styles/sheet.tcss"

    def __init__(self, comments: CommentsPane, go: Callable[[int], None]) -> None:
        """`go` gets the ancestor that Enter is pressed on, or that is clicked."""
        super().__init__()
        self._rows, self._go = ParentRows(comments), go
        self._placed_in: Size | None = None

    def compose(self) -> ComposeResult:
        """The rows and the key bar."""
        yield self._rows
        yield SheetKeys(PARENTS, ANY_KEY)

    async def on_mount(self) -> None:
        """Lie over the comments."""
        self._rows.place()
        self._placed_in = self.size
        self.set_focus(self._rows)
        await self.ready_for_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Close: the comments have moved."""
        if self._placed_in not in (None, event.size):
            self.dismiss()

    async def take_key(self, event: events.Key) -> None:
        """Choose an ancestor, go to it, or close."""
        moves = {"k": -1, "up": -1, "p": -1, "j": 1, "down": 1}
        if event.key in moves:
            self._rows.move(moves[event.key])
            return
        self.dismiss()
        if event.key == "enter":
            self._go(self._rows.chosen)

    async def take_paste(self, text: str) -> None:
        """Close."""
        self.dismiss()

    def take_click(self, widget: Widget, x: int, y: int) -> bool:
        """Go to the ancestor under the mouse, or close."""
        self.dismiss()
        ancestor = self._rows.at(y) if widget is self._rows else None
        if ancestor is not None:
            self._go(ancestor)
        return True
