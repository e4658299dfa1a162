"""Screens that take every key themselves, in the order in which they were pressed.

Textual hands a key to the widget that has the focus and lets it bubble up, while the next key is already on its way:
`/word` typed quickly would lose its first letters to the pane that had the focus (Textual 8.2.8). Here the app gives
each key to the screen and waits until it has been dealt with. Keys that come before a screen is there wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic

from textual.screen import Screen, ScreenResultType

from thread_reader.render.looks import ROLES

if TYPE_CHECKING:
    from textual import events
    from textual.widgets import Input


class KeyScreen(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen with one way in for keys: `take_key`. Whoever inherits calls `ready_for_keys` when it is composed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{role}" for role in ROLES}

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[events.Key] = []
        self._waiting = True
        """Whether keys have to wait for something that is not there yet."""
        self._taking = False

    async def take_key(self, event: events.Key) -> None:
        """Do what a key asks for."""
        raise NotImplementedError

    async def receive_key(self, event: events.Key) -> None:
        """A key for this screen, which may not be there yet. Enter pressed before the program had the terminal comes
        as a line feed."""
        if event.key == "ctrl+j":
            event.key = "enter"
        self._keys.append(event)
        await self._take_keys()

    def hold_keys(self) -> None:
        """Something that the next keys are for is on its way: let them wait."""
        self._waiting = True

    async def ready_for_keys(self) -> None:
        """Everything is there: take the keys that waited for it."""
        self._waiting = False
        await self._take_keys()

    async def _take_keys(self) -> None:
        if self._taking:
            return  # whoever is at it takes this key too, when its turn comes
        self._taking = True
        try:
            while self._keys and not self._waiting:
                event, on_top = self._keys.pop(0), self.app.screen_for_keys  # type: ignore[attr-defined]
                await (self.take_key(event) if on_top is self else on_top.receive_key(event))
        finally:
            self._taking = False


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
