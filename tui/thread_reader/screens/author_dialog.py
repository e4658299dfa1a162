"""A sheet to mark an author: a tag, a colour of a list, a mute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from thread_reader.render.wrapping import fitted
from thread_reader.screens.key_screen import KeyScreen
from thread_reader.state.authors import COLOURS, MAX_TAG_CHARS, AuthorMark
from thread_reader.view.key_bar import AUTHOR_SHEET, CANCEL
from thread_reader.widgets.input_keys import paste_into, type_into
from thread_reader.widgets.lines_pane import LinesPane
from thread_reader.widgets.status import SheetKeys

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.widget import Widget

BY_NAME = "by name"
"""What is shown for the colour that an author has without one of their own."""
LABEL_CELLS = 8
COLOUR, MUTED = range(2)
"""The rows."""
ROWS = {COLOUR: ("colour", (BY_NAME, *COLOURS)), MUTED: ("muted", ("no", "yes"))}
"""What each row is called, and its values."""


class AuthorRows(LinesPane):
    """A row for the colour and one for the mute, each with the value that is chosen."""

    def __init__(self, mark: AuthorMark) -> None:
        super().__init__(id="choices")
        self.cursor = COLOUR
        self.chosen = {COLOUR: COLOURS.index(mark.colour) + 1 if mark.colour else 0, MUTED: int(mark.muted)}
        """For each row, the index of its value."""

    def move(self, by: int) -> None:
        """Move the cursor to another row, down if positive."""
        self.cursor = max(0, min(self.cursor + by, len(ROWS) - 1))
        self.refresh()

    def change(self, by: int) -> None:
        """Choose another value in the row of the cursor, the next one if positive, in a circle."""
        _, values = ROWS[self.cursor]
        self.chosen[self.cursor] = (self.chosen[self.cursor] + by) % len(values)
        self.refresh()

    @property
    def cursor_row(self) -> int:
        """The row of the cursor."""
        return self.cursor

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line for each row."""
        return len(ROWS)

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The rows: `colour  ‹ blue ›`."""
        looks, lines = self.looks, []
        for row, (name, values) in ROWS.items():
            here, value = row == self.cursor, values[self.chosen[row]]
            sign = Segment(f"{self.signs.cursor} " if here else "  ", looks["cursor"])
            look = looks.author("", value) if value in COLOURS else looks["head"] if here else looks.base
            arrows = ("< ", " >") if here else ("  ", "")
            shown = Segment(fitted(value, max(1, width - 14)), look)
            lines.append([sign, Segment(f"{name:<{LABEL_CELLS}}"), Segment(arrows[0]), shown, Segment(arrows[1])])
        return lines


class AuthorDialog(KeyScreen[AuthorMark | None], ModalScreen[AuthorMark | None]):
    """Mark an author: letters are the tag, up and down choose a row, left and right its value. The result is None if
    it was cancelled."""

    CSS_PATH = "../styles/sheet.tcss"

    def __init__(self, name: str, mark: AuthorMark) -> None:
        super().__init__()
        self._author = name
        self._mark = mark

    def compose(self) -> ComposeResult:
        """A frame with the field for the tag above the rows, and the key bar."""
        with Vertical(id="sheet") as sheet:
            sheet.border_title = Content(self._author)
            with Horizontal(id="sheet-row"):
                yield Static(Content(f"  {'tag':<{LABEL_CELLS}}"), id="sheet-label", markup=False)
                yield Input(
                    self._mark.tag,
                    id="sheet-prompt",
                    placeholder="a word to tag this author with",
                    max_length=MAX_TAG_CHARS,
                    select_on_focus=False,
                    compact=True,
                )
            yield AuthorRows(self._mark)
        yield SheetKeys(AUTHOR_SHEET, CANCEL)

    async def on_mount(self) -> None:
        """Letters go to the field."""
        self.set_focus(self.query_one("#sheet-prompt"))
        await self.ready_for_keys()

    async def take_key(self, event: events.Key) -> None:
        """Move, choose, save, cancel, or edit the tag."""
        rows = self.query_one(AuthorRows)
        moves = {"down": 1, "tab": 1, "ctrl+n": 1, "up": -1, "shift+tab": -1, "ctrl+p": -1}
        if event.key in moves:
            rows.move(moves[event.key])
        elif event.key in ("left", "right"):
            rows.change(1 if event.key == "right" else -1)
        elif event.key == "enter":
            self._save()
        elif event.key in ("escape", "ctrl+c"):
            self.dismiss(None)
        else:
            await type_into(self.query_one("#sheet-prompt", Input), event)

    def _save(self) -> None:
        chosen = self.query_one(AuthorRows).chosen
        tag = " ".join(self.query_one("#sheet-prompt", Input).value.split())
        colour = (ROWS[COLOUR][1])[chosen[COLOUR]]
        self.dismiss(AuthorMark(tag, "" if colour == BY_NAME else colour, bool(chosen[MUTED])))

    def take_click(self, widget: Widget, x: int, y: int) -> bool:
        """A click on a row moves there, and chooses its next value if the cursor was on it."""
        if isinstance(widget, AuthorRows) and 0 <= y < len(ROWS):
            if widget.cursor == y:
                widget.change(1)
            else:
                widget.move(y - widget.cursor)
        return True

    async def take_paste(self, text: str) -> None:
        """Paste into the tag."""
        paste_into(self.query_one("#sheet-prompt", Input), text)
