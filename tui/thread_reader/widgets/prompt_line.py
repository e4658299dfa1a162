"""The line that asks for words: what it asks with, the words, and what they have found so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from thread_reader.screens.key_screen import type_into

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class PromptLine(Horizontal):
    """A sign, a field and a note, on one line. Texts are shown text."""

    def __init__(self) -> None:
        super().__init__(id="prompt-line")
        self._sign = Static("", id="prompt-sign", markup=False)
        self._note = Static("", id="prompt-note", markup=False)
        self.field = Input(id="prompt", select_on_focus=False, compact=True)

    def compose(self) -> ComposeResult:
        """Sign, field, note."""
        yield self._sign
        yield self.field
        yield self._note

    def ask(self, sign: str, words: str) -> None:
        """Begin with a sign and the words that are there already."""
        self._sign.update(Content(sign))
        with self.field.prevent(Input.Changed):
            self.field.value = words
        self.field.cursor_position = len(words)

    def say(self, note: str) -> None:
        """Say something beside the words."""
        self._note.update(Content(note))

    async def type(self, event: events.Key) -> None:
        """A key for the field."""
        await type_into(self.field, event)

    @property
    def words(self) -> tuple[str, int]:
        """The words in the field and the place of its cursor."""
        return self.field.value, self.field.cursor_position

    def put(self, words: str, cursor: int | None = None) -> None:
        """Put other words into the field."""
        self.field.value = words
        self.field.cursor_position = len(words) if cursor is None else cursor
