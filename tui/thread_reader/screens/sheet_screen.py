"""The screen of a sheet with a list, over the reading screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import ModalScreen

from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import fitted_middle
from thread_reader.scheduler import Scheduler
from thread_reader.screens.key_screen import KeyScreen
from thread_reader.view.key_bar import Item
from thread_reader.widgets.sheet_rows import SheetRows, sheet_size
from thread_reader.widgets.status import KeyBar, StatusLine

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Offset
    from textual.widget import Widget

    from thread_reader.view.sheet import Sheet

ALL_ROWS = 10**9
"""More rows than any list has."""
MAX_FIND_CHARS = 200


class SheetScreen(KeyScreen[None], ModalScreen[None]):
    """A sheet with a list. Its verbs act on the row under the cursor; `/` finds words in it."""

    CSS_PATH = "../styles/sheet.tcss"

    def __init__(self, sheet: Sheet, measure: int) -> None:
        super().__init__()
        self.sheet = sheet
        sheet.changed = self._changed
        self._measure = measure
        self.scheduler = Scheduler()
        self._rows = SheetRows(sheet)
        self._status = StatusLine("sheet-status")
        self._bar = KeyBar("sheet-keys")

    def compose(self) -> ComposeResult:
        """The list in its frame, a status line for what has no room in a row, and the key bar."""
        yield self._rows
        with Vertical(id="sheet-lines-below"):
            yield self._status
            yield self._bar

    async def on_mount(self) -> None:
        """Give the list its size."""
        self._rows.active = True
        self.set_focus(self._rows)
        self.on_resize()
        await self.ready_for_keys()

    def on_unmount(self) -> None:
        """Stop finding."""
        self.scheduler.stop()

    def _changed(self) -> None:
        """The rows have changed. Without any, close the sheet, once a dialog over it is closed."""
        self.call_later(self.on_resize if self.sheet.size else self.dismiss)

    def on_resize(self) -> None:
        """The list is as tall as its rows, as far as the screen allows it."""
        width, height = sheet_size(self.size, self._measure, self.sheet.size)
        self._rows.styles.width, self._rows.styles.height = width, height
        self.redraw()

    def redraw(self) -> None:
        """Draw what has changed."""
        if not self.is_attached:
            return
        self._rows.redraw()
        sheet = self.sheet
        status = sheet.status(sheet.cursor) if sheet.cursor >= 0 else ""
        self._status.display = bool(status)
        self._status.say([(fitted_middle(status, self.size.width - 2), "")])
        verbs = [Item(verb.label, verb.words, press=verb.key) for verb in sheet.verbs]
        if self._rows.typed is not None:
            keys, last = [Item("Enter", "take", press="enter")], Item("Esc", "all rows", press="escape")
        else:
            keys = [Item("j", "next", press="j"), *verbs, Item("/", "find", press="/")]
            last = Item("Esc", "all rows" if sheet.found else "close", press="escape")
        self._bar.show(keys, [last])

    async def take_key(self, event: events.Key) -> None:
        """Move, act, find, close."""
        self.scheduler.key_pressed()
        if self._rows.typed is not None and self._type(event):
            return
        page = self._rows.page_height
        moves = {
            "j": 1, "down": 1, "k": -1, "up": -1, "space": page, "pagedown": page, "b": -page, "pageup": -page,
            "g": -ALL_ROWS, "home": -ALL_ROWS, "G": ALL_ROWS, "end": ALL_ROWS,
            "ctrl+d": page // 2, "ctrl+u": -(page // 2),
        }  # fmt: skip
        key = event.character if event.character and event.character.isprintable() and event.character != " " else ""
        key = key or event.key
        closes = self.sheet.press(key)
        if closes:
            self.dismiss()
        elif closes is not None:
            self.on_resize()
        elif key in moves:
            self.sheet.move(moves[key])
        elif key == "/":
            self._rows.typed = self.sheet.found
        elif key == "escape" and self.sheet.found:
            self._find("")
        elif key in ("escape", "ctrl+c", "q"):
            self.dismiss()
            return
        self.redraw()

    def _type(self, event: events.Key) -> bool:
        """Change what is being found. False if the key is for the list."""
        typed = self._rows.typed or ""
        if event.key in ("escape", "ctrl+c"):
            self._rows.typed, typed = None, ""
        elif event.key == "enter":
            self._rows.typed = None
        elif event.key == "backspace":
            self._rows.typed = typed = typed[:-1]
        elif event.character and event.character.isprintable():
            self._rows.typed = typed = (typed + event.character)[:MAX_FIND_CHARS]
        else:
            return False
        self._find(typed)
        return True

    def _find(self, words: str) -> None:
        if words != self.sheet.found:
            self.scheduler.start("finding", self.sheet.find_steps(words), self.redraw)
        self.redraw()

    async def take_paste(self, text: str) -> None:
        """Find pasted text."""
        if self._rows.typed is not None:
            words = " ".join(printable(text[:MAX_FIND_CHARS]).split())
            self._rows.typed = (self._rows.typed + words)[:MAX_FIND_CHARS]
            self._find(self._rows.typed)

    def take_wheel(self, widget: Widget, lines: int) -> None:
        """Scroll the list."""
        self._rows.wheel(lines)
        self.redraw()

    def take_click(self, widget: Widget, x: int, y: int) -> bool:
        """A click moves the cursor to a row; on the row of the cursor, it does what Enter does."""
        if widget is self._rows:
            if self._rows.point(y) and self.sheet.press("enter"):
                self.dismiss()
                return True
            self.redraw()
        return True

    def terminal_cursor(self) -> Offset:
        """The row of the cursor."""
        from textual.geometry import Offset

        return self._rows.content_region.offset + Offset(0, self._rows.cursor_row)
