"""The prompt line: a label, an input field, and a live note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from thread_reader.widgets.input_keys import paste_into, type_into

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class PromptLine(Horizontal):
    """Label, field and note on one line. All texts must be printable."""

    def __init__(self) -> None:
        super().__init__(id="prompt-line")
        self._sign = Static("", id="prompt-sign", markup=False)
        self._note = Static("", id="prompt-note", markup=False)
        self._noted = ""
        self._taken = ""
        """The text that has been applied."""
        self.field = Input(id="prompt", select_on_focus=False, compact=True)

    def compose(self) -> ComposeResult:
        """Label, field, note."""
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
        """Show a note beside the field."""
        if note != self._noted:
            self._noted = note
            self._note.update(Content(note))

    async def type(self, event: events.Key) -> None:
        """Pass a key to the field."""
        await type_into(self.field, event)

    def paste(self, text: str) -> None:
        """Insert pasted text."""
        paste_into(self.field, text)

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
