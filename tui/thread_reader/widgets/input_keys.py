"""Typing into an input field that does not have the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual import events
    from textual.widgets import Input


async def type_into(field: Input, event: events.Key) -> None:
    """Handle a key as the focused field would: insert a character, or run the action that is bound to the key."""
    if event.is_printable and event.character is not None:
        if field.selection.is_empty:
            field.insert_text_at_cursor(event.character)
        else:
            field.replace(event.character, *field.selection)
        return
    for binding in field._bindings.key_to_bindings.get(event.key, []):
        await field.run_action(binding.action)
