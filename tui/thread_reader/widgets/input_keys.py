"""Typing and pasting into an input field that does not have the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.geometry import Offset

from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from textual import events
    from textual.widgets import Input

MAX_CHARACTERS = 2_000
"""Characters that a field holds; further ones are dropped. A pasted query of 2,000 words took seconds for each step."""


async def type_into(field: Input, event: events.Key) -> None:
    """Handle a key as the focused field would: insert a character, or run the action that is bound to the key."""
    if event.is_printable and event.character is not None:
        insert(field, event.character)
        return
    for binding in field._bindings.key_to_bindings.get(event.key, []):
        await field.run_action(binding.action)


def paste_into(field: Input, text: str) -> None:
    """Insert the first line of a pasted text that is not blank."""
    lines = text[:MAX_CHARACTERS].splitlines()
    insert(field, printable(next((line for line in lines if line.strip()), "").strip("\t")))


def insert(field: Input, text: str) -> None:
    """Insert a printable text at the cursor, or in place of the selection, as far as there is room for it."""
    start, end = sorted(field.selection)
    room = MAX_CHARACTERS - len(field.value) + end - start
    field.replace(text[: max(0, room)], start, end)


def cursor_on_screen(field: Input) -> Offset:
    """The cell of the screen where the next letter goes. Textual's own answer (8.2.8) is one cell further right at the
    end of the text."""
    before = cell_len(field.value[: field.cursor_position]) - int(field.scroll_offset.x)
    return field.content_region.offset + Offset(before, 0)
