"""The prompt line: a label, an input field, a live note, and a list of completions above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input, Static

from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import fitted
from thread_reader.widgets.input_keys import paste_into, type_into

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.widget import Widget

    from thread_reader.host import Offers


MIN_WIDTH_FOR_NOTES = 60
"""In a narrower terminal the field gets more than half of the line, whatever is said beside it."""
MAX_OFFERED_ROWS = 6
"""Rows of the list of completions."""
ROWS_LEFT_FREE = 4
"""Rows of the screen that the list does not cover, if it can: title, a comment, position and prompt."""


class OfferList(Static):
    """The completions, over the rows above the prompt. Nothing else on the screen moves."""

    def __init__(self) -> None:
        super().__init__("", id="prompt-offers", markup=False)
        self.display = False
        self._first = 0
        """The completion in the first row."""

    def show(self, offers: Offers, columns: int, rows: int) -> None:
        """Show some of the completions, the chosen one among them, on a screen of this size."""
        height = min(MAX_OFFERED_ROWS, rows - ROWS_LEFT_FREE, len(offers.rows))
        self.display = height > 0
        if height <= 0:
            return
        first = self._first = min(max(0, (offers.chosen or 0) - height // 2), len(offers.rows) - height)
        shown = [(printable(text), meaning) for text, meaning in offers.rows[first : first + height]]
        width = max(Content(text).cell_length for text, _ in shown)
        lines = [
            Content.styled(_row(text, meaning, width, columns), "reverse" if first + number == offers.chosen else "")
            for number, (text, meaning) in enumerate(shown)
        ]
        self.update(Content("\n").join(lines))
        self.styles.height = height
        self.styles.offset = (0, -height)

    def offer_at(self, row: int) -> int:
        """Return the number of the completion in a row of the list."""
        return self._first + row


def _row(text: str, meaning: str, width: int, columns: int) -> str:
    """A row of the list: the meaning is left out if the row would be wider than the screen."""
    padded = f" {text}{' ' * (width - Content(text).cell_length)} "
    with_meaning = f"{padded} {meaning} "
    return with_meaning if meaning and len(with_meaning) <= columns else padded


class PromptLine(Horizontal):
    """Label, field and note on one line. All texts must be printable."""

    def __init__(self) -> None:
        super().__init__(id="prompt-line")
        self._sign = Static("", id="prompt-sign", markup=False)
        self._note = Static("", id="prompt-note", markup=False)
        self._noted = ""
        self._taken = ""
        """The text that has been applied."""
        self._offers = OfferList()
        self._offered: tuple[Offers, Size] | None = None
        """What is shown, and the size of the screen for which it was laid out."""
        self.field = Input(id="prompt", select_on_focus=False, compact=True)

    def compose(self) -> ComposeResult:
        """Label, field, note; the list takes no room on the line."""
        yield self._offers
        yield self._sign
        yield self.field
        yield self._note

    def ask(self, sign: str, words: str) -> None:
        """Start with a label and an initial text. This does not count as a change of the text."""
        self._sign.update(Content(sign))
        with self.field.prevent(Input.Changed):
            self.field.value = words
        self.field.cursor_position = len(words)
        self._taken = words

    def say(self, note: str) -> None:
        """Show a note beside the field, cut to a share of the line."""
        width = self.screen.size.width
        note = fitted(note, width * 3 // 5 - 2 if width >= MIN_WIDTH_FOR_NOTES else width // 3)
        if note != self._noted:
            self._noted = note
            self._note.update(Content(note))
            self.call_after_refresh(self._show_cursor)

    def offer(self, offers: Offers) -> None:
        """Show a list of completions above the line; none if there are none."""
        size = self.screen.size
        if (offers, size) != self._offered:
            self._offered = offers, size
            self._offers.show(offers, size.width, size.height)

    def offer_at(self, widget: Widget, row: int) -> int | None:
        """The number of the completion in a row of a widget; None if that is not the list of completions."""
        return self._offers.offer_at(row) if widget is self._offers else None

    async def type(self, event: events.Key) -> None:
        """Pass a key to the field."""
        await type_into(self.field, event)

    def paste(self, text: str) -> None:
        """Insert pasted text."""
        paste_into(self.field, text)
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        """Scroll the field to its cursor. Textual (8.2.8) scrolls before the field knows how long its new text is, and
        not at all when the note beside it takes some of its cells."""
        before = cell_len(self.field.value[: self.field.cursor_position])
        self.field.scroll_to_region(Region(before, 0, 1, 1), animate=False, force=True)

    @property
    def has_changed(self) -> bool:
        """True if the text has changed since it was last taken: typed, pasted, recalled or completed."""
        return self.field.value != self._taken

    def take_words(self) -> str:
        """The text, which is to be applied."""
        self._taken = self.field.value
        return self._taken

    @property
    def words(self) -> tuple[str, int]:
        """The text and the position of the cursor in it."""
        return self.field.value, self.field.cursor_position

    def put(self, words: str, cursor: int | None = None) -> None:
        """Replace the text; the cursor goes to its end by default."""
        self.field.value = words
        self.field.cursor_position = len(words) if cursor is None else cursor
        self.call_after_refresh(self._show_cursor)
