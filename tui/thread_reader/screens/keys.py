"""Screens that take every key themselves, in the order in which they were pressed.

Textual hands a key to the widget that has the focus and lets it bubble up, while the next key is already on its way:
`/word` typed quickly would lose its first letters to the pane that had the focus (Textual 8.2.8). Here the app gives
each key to the screen and waits until it has been dealt with. Keys that come before a screen is there wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from textual.screen import Screen, ScreenResultType

if TYPE_CHECKING:
    from textual import events
    from textual.widgets import Input


class KeyScreen(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen with one way in for keys: `take_key`. Whoever inherits calls `ready_for_keys` when it is composed."""

    _ready = False

    def __init__(self) -> None:
        super().__init__()
        self._early: list[events.Key] = []

    async def take_key(self, event: events.Key) -> None:
        """Do what a key asks for."""
        raise NotImplementedError

    async def key_came(self, event: events.Key) -> None:
        """A key for this screen, which may not be there yet. Enter pressed before the program had the terminal comes
        as a line feed."""
        if event.key == "ctrl+j":
            event.key = "enter"
        if self._ready:
            await self.take_key(event)
        else:
            self._early.append(event)

    async def ready_for_keys(self) -> None:
        """The screen is there: take the keys that waited for it."""
        self._ready = True
        early, self._early = self._early, []
        for event in early:
            await self.app.screen_for_keys.key_came(event)  # type: ignore[attr-defined]


async def type_into(field: Input, event: events.Key) -> None:
    """Let a field have a key, as if it had the focus: a character is put in, other keys do what they are bound to."""
    if event.is_printable and event.character is not None:
        if field.selection.is_empty:
            field.insert_text_at_cursor(event.character)
        else:
            field.replace(event.character, *field.selection)
        return
    for binding in field._bindings.key_to_bindings.get(event.key, []):
        await field.run_action(binding.action)
