"""A sheet to pick one of several choices: authors, orders, themes, links, forms to copy, commands."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from thread_reader.keymap import name_of
from thread_reader.render.wrapping import fitted, wrap
from thread_reader.screens.key_screen import KeyScreen
from thread_reader.view.key_bar import CANCEL, PICKER, WITH_DELETION, WITH_KEYS, Item, of_first_list
from thread_reader.view.letters_in_order import best_found
from thread_reader.view.sheet import capitalised
from thread_reader.widgets.input_keys import paste_into, type_into
from thread_reader.widgets.lines_pane import Bar, LinesPane
from thread_reader.widgets.status import SheetKeys

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.widget import Widget

    from thread_reader.host import Choice, PickerForm
    from thread_reader.keymap import Keymap


MAX_SHEET_SHARE = 0.8
"""The `max-height` of the sheet in `styles/sheet.tcss`. Textual (8.2.8) does not apply it to what is in the sheet: a
higher list would be cut off, and its cursor with it."""
MIN_SHEET_CELLS, MAX_SHEET_CELLS = 40, 84
MEASURED = 1_000
"""How many choices are measured for the width of the sheet. Longer ones after them are cut."""
BESIDE_CHOICE = 12
"""Cells of the sheet besides the longest choice and its note: the frame, the sign of the cursor, blanks, the bar."""
MARK = Style(bold=True, underline=True)
"""How the letters of a title that match what was typed are drawn."""
SHEET_ROWS = 3
"""Rows of the sheet for frame and search field."""
FIRST_MOVES = {"move.next": 1, "move.previous": -1}
FIRST_COMMANDS = frozenset({*FIRST_MOVES, "program.quit"})
"""The keys of these commands act in the list that the program begins with, too, until something is typed."""


class Choices(LinesPane):
    """The list of choices, under headings if they have some. The one under the cursor shows its full title."""

    def __init__(self, choices: Sequence[Choice], current: str = "") -> None:
        super().__init__(id="choices")
        self.choices = choices
        self.cursor = next((at for at, choice in enumerate(choices) if choice.value == current), 0)
        self.empty = "no choices"
        """What is shown in place of choices."""
        self._marked: dict[str, tuple[int, ...]] = {}
        """By value, the characters of the title that match what was typed."""
        self._rows: list[int | None] = []
        """The choice that each row shows; None for a heading."""

    def replace(self, choices: Sequence[Choice], marked: Mapping[str, tuple[int, ...]], cursor: int = 0) -> None:
        """Show other choices. `marked` are characters of their titles, by value."""
        self.choices, self.cursor, self._marked = choices, cursor, dict(marked)
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

    def _heads(self, number: int) -> bool:
        """Whether a heading stands above a choice."""
        section = self.choices[number].section
        return bool(section) and (not number or self.choices[number - 1].section != section)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line per choice, and further ones for headings and a long title under the cursor, as far as the sheet has
        room."""
        longest = max((cell_len(choice.title) for choice in self.choices), default=0)
        headings = len({choice.section for choice in self.choices if choice.section})
        wanted = len(self.choices) + headings + longest // max(1, width - 8)
        return max(1, min(wanted, int(viewport.height * MAX_SHEET_SHARE) - SHEET_ROWS))

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The choices around the cursor."""
        lines: list[list[Segment]] = []
        self._rows = []
        for number in range(max(0, self.cursor - height), min(self.cursor + height, len(self.choices))):
            if self._heads(number):
                lines.append([Segment(" "), Segment(self.choices[number].section, self.looks["heading"])])
                self._rows.append(None)
            drawn = self._drawn(number, width)
            lines += drawn
            self._rows += [number] * len(drawn)
        last = max((row for row, number in enumerate(self._rows) if number == self.cursor), default=0)
        top = max(0, min(last - height // 2, len(lines) - height))
        self._rows = self._rows[top : top + height]
        return lines[top : top + height] or [[Segment(f"  {self.empty}", self.looks["quiet"])]]

    def _drawn(self, number: int, width: int) -> list[list[Segment]]:
        choice, looks = self.choices[number], self.looks
        note = fitted(choice.note, width // 3)
        room = max(10, width - cell_len(note) - 4)
        is_cursor = number == self.cursor
        base = looks["head"] if is_cursor else looks.base
        if is_cursor:
            pieces = [(start, choice.title[start:end]) for start, end in wrap(choice.title, room)]
        else:
            pieces = [(0, fitted(choice.title, room))]
        lines = []
        for row, (start, piece) in enumerate(pieces):
            gap = Segment(" " * (room - cell_len(piece) + 1), looks.base)
            sign = Segment(f"{self.signs.cursor} " if is_cursor and not row else "  ", looks["cursor"])
            places = {place - start for place in self._marked.get(choice.value, ())}
            look = base if is_cursor else looks["accent" if choice.section else "quiet"]
            line = [sign, *_marked(piece, places, base), gap, Segment("" if row else note, look)]
            lines.append(self.on_cursor(line, width) if is_cursor else line)
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
        number = self._rows[y]
        self.cursor = self.cursor if number is None else number
        return number is not None


def _marked(text: str, places: Collection[int], base: Style) -> list[Segment]:
    """Draw a text with some of its characters marked."""
    runs = groupby(enumerate(text), key=lambda numbered: numbered[0] in places)
    return [Segment("".join(char for _, char in run), base + MARK if is_marked else base) for is_marked, run in runs]


class Picked(NamedTuple):
    """The value of the choice that was picked."""

    value: str
    to_delete: bool = False
    """Whether it was picked with Del, or a command with Ctrl-k."""
    quits: bool = False
    """Whether the program is to end; nothing was picked."""


class PickerScreen(KeyScreen[Picked | None], ModalScreen[Picked | None]):
    """Pick a choice. Typing narrows the choices, by words, or for commands by letters in order; with `letters` a choice
    is picked by the letter that is its value. The cursor starts on the value `current`; `preview` gets the value under
    the cursor whenever that changes. With `deletes`, Del picks a choice to be deleted; in the list of commands, Ctrl-k
    one whose keys are to be changed."""

    CSS_PATH = "../styles/sheet.tcss"

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        keymap: Keymap,
        *,
        letters: bool = False,
        current: str = "",
        preview: Callable[[str], None] | None = None,
        deletes: bool = False,
        form: PickerForm = "sheet",
    ) -> None:
        super().__init__()
        self.set_class(form == "aside", "aside")
        self._by_letters = form == "commands"
        self._is_first = form == "first"
        self._keymap = keymap
        self._title = title
        self._choices = choices
        self._letters = letters
        self._current = current
        self._preview = preview
        self._deletes = deletes
        self._typed = ""
        self._items: Sequence[Item] = ()

    def compose(self) -> ComposeResult:
        """A frame with the search field above the choices, and the key bar."""
        with Vertical(id="sheet") as sheet:
            sheet.border_title = Content(capitalised(self._title))
            if not self._by_letters and not self.has_class("aside"):
                sheet.styles.max_width = self._cells
            field = Input(id="sheet-prompt", placeholder="type to narrow", compact=True)
            field.display = not self._letters
            yield field
            yield Choices(self._choices, self._current)
        letters = [Item(choice.value, choice.title, press=choice.value) for choice in self._choices]
        keys = (WITH_KEYS if self._by_letters else WITH_DELETION) if self._deletes else PICKER
        self._items = letters if self._letters else keys
        yield SheetKeys(self._items, self._last_keys)

    @property
    def _last_keys(self) -> tuple[Item, ...]:
        return of_first_list(self._keymap) if self._is_first and not self._typed else CANCEL

    def _first_command(self, event: events.Key) -> str:
        """The command of a key that acts here as on the page; empty if it does not."""
        if not self._is_first or self._typed:
            return ""
        command = self._keymap.command((name_of(event.key, event.character),))
        return command.id if command is not None and command.id in FIRST_COMMANDS else ""

    @property
    def _cells(self) -> int:
        """The width that the choices need, so that notes stand beside them and not at the far edge."""
        choices = (cell_len(choice.title) + cell_len(choice.note) for choice in self._choices[:MEASURED])
        wanted = max(cell_len(self._title), *choices, 0) + BESIDE_CHOICE
        return max(MIN_SHEET_CELLS, min(wanted, MAX_SHEET_CELLS))

    async def on_mount(self) -> None:
        """Typing goes to the field, the arrow keys move in the choices."""
        self._count(len(self._choices))
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
        elif event.key == ("ctrl+k" if self._by_letters else "delete") and self._deletes:
            self._pick(to_delete=True)
        elif event.key in ("escape", "ctrl+c"):
            self.dismiss(None)
        elif command := self._first_command(event):
            if command in FIRST_MOVES:
                self._move(FIRST_MOVES[command])
            else:
                self.dismiss(Picked("", quits=True))
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
        self.query_one(Choices).empty = "nothing matches"
        self.query_one(SheetKeys).show(self._items, self._last_keys)
        if self._by_letters:
            found = best_found(typed, {choice.value: choice.title for choice in self._choices})
            kept = [choice for choice in self._choices if choice.value in found]
            best = min(range(len(kept)), key=lambda at: found[kept[at].value].rank, default=0)
            self.query_one(Choices).replace(kept, {value: match.places for value, match in found.items()}, best)
        else:
            words = typed.casefold().split()
            kept = [choice for choice in self._choices if all(word in choice.title.casefold() for word in words)]
            self.query_one(Choices).replace(kept, {})
        self._count(len(kept))
        self._show_preview()

    def _count(self, shown: int) -> None:
        """Say in the frame how many of the choices are shown."""
        if not self._letters:
            self.query_one("#sheet").border_subtitle = Content(f"{shown:,} of {len(self._choices):,}")
