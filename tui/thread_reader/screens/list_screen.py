"""What the list of discussions and the list of hits have in common: a field in which letters are typed, rows, a status
line and a key bar."""

from __future__ import annotations

import os
from time import thread_time
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Offset

from thread_parsers.text.printable import printable
from thread_reader.scheduler import Scheduler
from thread_reader.screens.key_screen import KeyScreen
from thread_reader.view.key_bar import Item
from thread_reader.widgets.prompt_line import PromptLine
from thread_reader.widgets.status import KeyBar, StatusLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.screen import Screen
    from textual.widget import Widget

    from thread_reader.screens.switching import Switching, Target
    from thread_reader.widgets.list_rows import ListRows

MIN_ROWS_FOR_STATUS = 6
MIN_ROWS_FOR_KEYS = 12
"""Below these heights of the terminal there is no status line and no key bar."""
ALL_ROWS = 10**9
"""More rows than any list has."""


OPENING = "opening"
"""The kind of the job that opens a discussion."""
HOLD_SECONDS = 0.25
"""Processor time for which keys wait for a discussion that is being opened. Those that come later are for the list."""


class ListScreen(KeyScreen[None]):
    """A list over the whole screen."""

    AUTO_FOCUS = None
    SIGN: ClassVar[str]
    """The label of the field."""

    def __init__(self, switcher: Switching, pane: ListRows) -> None:
        super().__init__()
        self.came_from: Screen[None] | None = None
        """The screen that Esc leads back to."""
        self.scheduler = Scheduler()
        self.message = ""
        """Printable text in the status line until the next key."""
        self._switcher = switcher
        self._opens: Target | None = None
        """What is being opened."""
        self._pane = pane
        self._prompt = PromptLine()
        self._status = StatusLine("where")
        self._bar = KeyBar()

    def compose(self) -> ComposeResult:
        """The field, the rows, the status line and the key bar."""
        yield self._prompt
        yield self._pane
        yield self._status
        yield self._bar

    async def on_mount(self) -> None:
        """Begin with what is in the field: nothing, unless it was put there before."""
        self._prompt.ask(self.SIGN, self.text)
        self._pane.active = True
        self._prompt.field.cursor_blink = False  # it always has the focus: nothing is drawn while no key is pressed
        self.set_focus(self._prompt.field, scroll_visible=False)
        self.on_resize()
        await self.begin()

    async def begin(self) -> None:
        """The widgets are there. Calls `ready_for_keys`, now or soon."""
        raise NotImplementedError

    def on_unmount(self) -> None:
        """Stop all jobs."""
        self.scheduler.stop()

    def on_resize(self) -> None:
        """A low terminal has no room for the lines below the rows."""
        rows = self.size.height
        self._status.display, self._bar.display = rows >= MIN_ROWS_FOR_STATUS, rows >= MIN_ROWS_FOR_KEYS
        self.redraw()

    @property
    def is_complete(self) -> bool:
        """Whether there is something to draw on: not before the widgets are mounted, and not while another screen is
        shown."""
        return self.is_attached and self._bar.is_attached and self in self.app.screen_stack

    def redraw(self) -> None:
        """Draw what has changed."""
        if not self.is_complete:
            return
        self._pane.redraw()
        self._prompt.say(self.note())
        self._status.say(*self.status())
        is_opening = self._opens is not None and not self._waiting
        escape = Item("Esc", "stop", press="escape") if is_opening else self.key_of_escape()
        self._bar.show(self.keys(), [escape])

    def note(self) -> str:
        """What is said beside the field."""
        raise NotImplementedError

    def status(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The left and the right side of the status line."""
        raise NotImplementedError

    def keys(self) -> Iterable[Item]:
        """The items of the key bar."""
        raise NotImplementedError

    def key_of_escape(self) -> Item:
        """What Esc does now."""
        raise NotImplementedError

    def say(self, message: str) -> None:
        """Show a printable message until the next key."""
        self.message = message
        self.redraw()

    async def take_key(self, event: events.Key) -> None:
        """Move, open, leave, or type into the field."""
        self.scheduler.key_pressed()
        self.message = self._words_of_opening
        if event.key != "enter":
            self.touched()
        page = self._pane.page_height
        moves = {
            "down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1, "pagedown": page, "pageup": -page,
            "home": -ALL_ROWS, "end": ALL_ROWS,
        }  # fmt: skip
        if event.key in moves:
            self.move(moves[event.key])
        elif event.key == "enter":
            self.enter()
        elif event.key in ("escape", "ctrl+c") and self._stop_opening():
            self.message = "stopped opening"
        elif event.key == "escape":
            self.escape()
        elif event.key == "ctrl+c":
            self.interrupt()
        elif event.key in ("tab", "shift+tab"):
            self.tab(1 if event.key == "tab" else -1)
        elif event.key == "ctrl+l":
            self.app.refresh(layout=True)
        elif event.key == "ctrl+z":
            self.app.action_suspend_process()
        elif not self.other_key(event.key):
            await self._prompt.type(event)
            self._take_text()
        self.redraw()

    def point_at(self, path: str, part: int) -> None:
        """Put the cursor on a discussion that is being left, if it is not there."""

    def touched(self) -> None:
        """The user has done something else than opening what is under the cursor."""

    def move(self, by: int) -> None:
        """Move the cursor by rows, down if positive."""
        self._pane.rows.move(by)

    def enter(self) -> None:
        """Open what is under the cursor."""
        raise NotImplementedError

    def open(self, target: Target, word: str) -> None:
        """Open a discussion, which calls this list by a word, in steps: a large file takes a second."""
        if self._opens == target:
            return
        self._stop_opening()
        self._opens = target
        self.hold_keys()
        self.scheduler.start(OPENING, self._opening(target, word), self.redraw)

    def _opening(self, target: Target, word: str) -> Iterator[None]:
        work, spent, text = self._switcher.open(target, self, word), 0.0, self.text
        while self.app.screen is self:  # no discussion takes the place of another screen
            began = thread_time()
            try:
                next(work)
            except StopIteration as done:
                self.message = ""
                if done.value:
                    self.say_of(target.path, done.value)
                elif self.text != text:  # what was typed too late for the discussion is not what it was opened from
                    self.put_text(text)
                break
            # Not by the clock: on a busy machine, more would be typed into the field by mistake.
            spent += thread_time() - began
            if self._waiting and spent > HOLD_SECONDS:
                self.message = self._words_of_opening
                self.call_next(self.ready_for_keys)
            yield
        self._end_opening()
        self.pass_keys_on()

    @property
    def _words_of_opening(self) -> str:
        return f"opening {_name(self._opens.path)} …" if self._opens is not None else ""

    def _stop_opening(self) -> bool:
        """Stop opening a discussion. False if none is being opened."""
        self.scheduler.stop(OPENING)
        return self._end_opening()

    def _end_opening(self) -> bool:
        """Nothing is being opened any more, and nothing is said of it. False if nothing was."""
        if self.message == self._words_of_opening:
            self.message = ""
        was_opening, self._opens = self._opens is not None, None
        return was_opening

    def say_of(self, path: str, wrong: str) -> None:
        """Say what is wrong with a file."""
        self.message = f"{_name(path)}: {printable(wrong)}"

    def escape(self) -> None:
        """Undo one thing, or leave."""
        raise NotImplementedError

    def interrupt(self) -> None:
        """Ctrl-c: as Esc, unless something else can be stopped."""
        self.escape()

    def tab(self, steps: int) -> None:
        """Another order or another group."""
        raise NotImplementedError

    def other_key(self, key: str) -> bool:
        """Handle a key of this screen alone; False if it is for the field."""
        return False

    def typed(self, text: str) -> None:
        """The text of the field has changed."""
        raise NotImplementedError

    async def take_paste(self, text: str) -> None:
        """Paste into the field."""
        self._prompt.paste(text)
        self._take_text()
        self.redraw()

    @property
    def text(self) -> str:
        """The text of the field."""
        return self._prompt.field.value

    def put_text(self, text: str) -> None:
        """Replace the text of the field, before the field is there, too."""
        self._prompt.put(text)
        self._take_text()

    def _take_text(self) -> None:
        if self._prompt.has_changed:
            self.typed(self._prompt.take_words())

    def take_click(self, widget: Widget, x: int, y: int) -> bool:
        """A click selects a row, and opens the one that is selected."""
        if widget is not self._pane:
            return False
        self.message = ""
        if not self.click_heading(x, y) and self._pane.point(y):
            self.enter()
        self.redraw()
        return True

    def click_heading(self, x: int, y: int) -> bool:
        """A click into the pane, perhaps on the heading of a column; False if it is for a row."""
        return False

    def take_wheel(self, widget: Widget, lines: int) -> None:
        """Scroll the rows."""
        self._pane.wheel(lines)
        self.redraw()

    def terminal_cursor(self) -> Offset:
        """The row of the cursor, where screen readers read; letters are typed into the field all the same."""
        return self._pane.content_region.offset + Offset(0, self._pane.cursor_row)


def _name(path: str) -> str:
    """The name of a file, printable."""
    return printable(os.path.basename(path))  # noqa: PTH119
