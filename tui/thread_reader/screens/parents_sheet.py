"""The ancestors of a comment over the top of the comments pane, until the next key or click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.screen import ModalScreen

from thread_reader.render.parents import parent_rows
from thread_reader.screens.key_screen import KeyScreen
from thread_reader.view.key_bar import ANY_KEY
from thread_reader.widgets.lines_pane import LinesPane
from thread_reader.widgets.status import SheetKeys

if TYPE_CHECKING:
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
        self._rows: list[list[Segment]] = []

    def place(self) -> None:
        """Lie over the comments, with as many rows as are needed and fit."""
        comments, there = self._comments, self._comments.content_region
        comment = comments.reader.position.comment
        self._rows = parent_rows(comments.reader, comment, comments.geometry, there.height - 1, self.looks, self.signs)
        self.styles.offset, self.styles.width = there.offset, there.width
        self.styles.height = len(self._rows) + 1

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The rows and the rule."""
        return [*self._rows, [Segment(self.signs.rule * (width + 1), self.looks["rail"])]][:height]


class ParentsSheet(KeyScreen[None], ModalScreen[None]):
    """A sheet as tall as its rows, in the place of the first rows of the comments."""

    CSS_PATH = "../styles/sheet.tcss"

    def __init__(self, comments: CommentsPane) -> None:
        super().__init__()
        self._rows = ParentRows(comments)
        self._placed_in: Size | None = None

    def compose(self) -> ComposeResult:
        """The rows and the key bar."""
        yield self._rows
        yield SheetKeys((), ANY_KEY)

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

    async def take_key(self, _event: events.Key) -> None:
        """Close."""
        self.dismiss()

    async def take_paste(self, text: str) -> None:
        """Close."""
        self.dismiss()

    def take_click(self, widget: Widget, x: int, y: int) -> bool:
        """Close."""
        self.dismiss()
        return True
