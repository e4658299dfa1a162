"""A sheet to pick one of several choices: authors, orders, themes, links, forms to copy, commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from thread_reader.render.wrapping import fitted, wrap
from thread_reader.screens.key_screen import KeyScreen
from thread_reader.view.key_bar import CANCEL, PICKER, WITH_DELETION, Item
from thread_reader.widgets.input_keys import paste_into, type_into
from thread_reader.widgets.lines_pane import Bar, LinesPane
from thread_reader.widgets.status import SheetKeys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.widget import Widget

    from thread_reader.host import Choice


MAX_SHEET_SHARE = 0.8
"""The `max-height` of the sheet in `styles/sheet.tcss`. Textual (8.2.8) does not apply it to what is in the sheet: a
higher list would be cut off, and its cursor with it."""
SHEET_ROWS = 3
"""Rows of the sheet for frame and search field."""


class Choices(LinesPane):
    """The list of choices. The one under the cursor shows its full title."""

    def __init__(self, choices: Sequence[Choice], current: str = "") -> None:
        super().__init__(id="choices")
        self.choices = choices
        self.cursor = next((at for at, choice in enumerate(choices) if choice.value == current), 0)
        self._rows: list[int] = []

    def replace(self, choices: Sequence[Choice]) -> None:
        """Show other choices, with the cursor on the first."""
        self.choices, self.cursor = choices, 0
        self.refresh(layout=True)

    def move(self, by: int) -> None:
        """Move the cursor, down if positive."""
        self.cursor = max(0, min(self.cursor + by, len(self.choices) - 1))
        self.refresh()

    def scroll(self, lines: int) -> None:
        """Move the cursor: the choices scroll with it."""
        self.move(lines)

    @property
    def cursor_row(self) -> int:
        """The row of the choice under the cursor."""
        return self._rows.index(self.cursor) if self.cursor in self._rows else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line per choice, and further ones for a long title under the cursor, as far as the sheet has room."""
        longest = max((cell_len(choice.title) for choice in self.choices), default=0)
        wanted = len(self.choices) + longest // max(1, width - 8)
        return max(1, min(wanted, int(viewport.height * MAX_SHEET_SHARE) - SHEET_ROWS))

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The choices around the cursor."""
        first = max(0, min(self.cursor - height // 2, len(self.choices) - height))
        lines: list[list[Segment]] = []
        self._rows = []
        for number in range(first, len(self.choices)):
            drawn = self._drawn(number, width)
            lines += drawn
            self._rows += [number] * len(drawn)
            if len(lines) >= height and number >= self.cursor:
                break
        # A long title of the last choice may not fit: then the choices above make room for it.
        cut = max(0, len(lines) - height) if self._rows[-1:] == [self.cursor] else 0
        self._rows = self._rows[cut:]
        return lines[cut : cut + height] or [[Segment("  no choices", self.looks["quiet"])]]

    def _drawn(self, number: int, width: int) -> list[list[Segment]]:
        choice, looks = self.choices[number], self.looks
        note = fitted(choice.note, width // 3)
        room = max(10, width - cell_len(note) - 4)
        if number != self.cursor:
            title = fitted(choice.title, room)
            gap = " " * (room - cell_len(title) + 1)
            return [[Segment("  "), Segment(title), Segment(gap), Segment(note, looks["quiet"])]]
        pieces = [choice.title[start:end] for start, end in wrap(choice.title, room)]
        lines = []
        for row, piece in enumerate(pieces):
            gap = " " * (room - cell_len(piece) + 1)
            sign = Segment(f"{self.signs.cursor} " if not row else "  ", looks["cursor"])
            line = [sign, Segment(piece, looks["head"]), Segment(gap), Segment(note if not row else "", looks["quiet"])]
            lines.append(line)
        return lines

    def bar(self) -> Bar:
        """The visible part of the choices."""
        total, rows = max(1, len(self.choices)), self.size.height
        first = max(0, min(self.cursor - rows // 2, total - rows))
        return Bar(first / total, rows / total)

    def point(self, y: int) -> bool:
        """Move the cursor to the choice on a row. False if there is none."""
        if not 0 <= y < len(self._rows):
            return False
        self.cursor = self._rows[y]
        return True


class Picked(NamedTuple):
    """The value of the choice that was picked."""

    value: str
    to_delete: bool = False
    """Whether it was picked with Del."""


class PickerScreen(KeyScreen[Picked | None], ModalScreen[Picked | None]):
    """Pick a choice. Typing narrows the choices; with `letters` a choice is picked by the letter that is its value. The
    cursor starts on the value `current`; `preview` gets the value under the cursor whenever that changes. With
    `deletes`, Del picks a choice to be deleted."""

    CSS_PATH = "../styles/sheet.tcss"

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        letters: bool = False,
        current: str = "",
        preview: Callable[[str], None] | None = None,
        deletes: bool = False,
    ) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._letters = letters
        self._current = current
        self._preview = preview
        self._deletes = deletes
        self._typed = ""

    def compose(self) -> ComposeResult:
        """A frame with the search field above the choices, and the key bar."""
        with Vertical(id="sheet") as sheet:
            sheet.border_title = Content(self._title)
            field = Input(id="sheet-prompt", placeholder="type to narrow", compact=True)
            field.display = not self._letters
            yield field
            yield Choices(self._choices, self._current)
        letters = [Item(choice.value, choice.title, press=choice.value) for choice in self._choices]
        keys = WITH_DELETION if self._deletes else PICKER
        yield SheetKeys(letters if self._letters else keys, CANCEL)

    async def on_mount(self) -> None:
        """Typing goes to the field, the arrow keys move in the choices."""
        self.set_focus(self.query_one(Choices) if self._letters else self.query_one("#sheet-prompt"))
        await self.ready_for_keys()

    async def take_key(self, event: events.Key) -> None:
        """Move, pick, close."""
        pane = self.query_one(Choices)
        page = max(1, pane.size.height - 1)
        moves = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1, "pagedown": page, "pageup": -page}
        if event.key in moves:
            self._move(moves[event.key])
        elif event.key == "enter":
            self._pick()
        elif event.key == "delete" and self._deletes:
            self._pick(to_delete=True)
        elif event.key in ("escape", "ctrl+c"):
            self.dismiss(None)
        elif self._letters:
            letters = [choice.value for choice in self._choices if choice.value == event.character]
            if letters:
                self.dismiss(Picked(letters[0]))
            elif event.character in ("j", "k"):
                self._move(1 if event.character == "j" else -1)
        else:
            await type_into(self.query_one("#sheet-prompt", Input), event)
            self._narrow()

    def _move(self, by: int) -> None:
        self.query_one(Choices).move(by)
        self._show_preview()

    def _show_preview(self) -> None:
        pane = self.query_one(Choices)
        if self._preview is not None and pane.choices:
            self._preview(pane.choices[pane.cursor].value)

    def _pick(self, *, to_delete: bool = False) -> None:
        pane = self.query_one(Choices)
        self.dismiss(Picked(pane.choices[pane.cursor].value, to_delete) if pane.choices else None)

    def take_click(self, widget: Widget, x: int, y: int) -> bool:
        """A click picks the choice under the mouse."""
        if isinstance(widget, Choices) and widget.point(y):
            self._pick()
        return True

    async def take_paste(self, text: str) -> None:
        """Narrow by pasted text."""
        if not self._letters:
            paste_into(self.query_one("#sheet-prompt", Input), text)
            self._narrow()

    def _narrow(self) -> None:
        """Show only the choices that contain all the typed words."""
        typed = self.query_one("#sheet-prompt", Input).value
        if typed == self._typed:
            return
        self._typed = typed
        words = typed.casefold().split()
        kept = [choice for choice in self._choices if all(word in choice.title.casefold() for word in words)]
        self.query_one(Choices).replace(kept)
        self._show_preview()
