"""Screens that handle every key themselves, in the order in which the keys were pressed.

Textual sends a key to the focused widget and lets it bubble up while the next key is already being handled: a quickly
typed `/word` would lose its first letters to the pane that had the focus (Textual 8.2.8). Here the app passes each key
to the top screen and waits until it has been handled. Keys that arrive before a screen is ready wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic

from textual.events import Key
from textual.screen import Screen, ScreenResultType

from thread_reader.render.looks import ROLES

if TYPE_CHECKING:
    from textual import events

    from thread_reader.widgets.status import StatusLine


class KeyScreen(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen that handles keys in `take_key`. Subclasses must call `ready_for_keys` once composed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{role}" for role in ROLES}

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[events.Key] = []
        self._waiting = True
        """True while keys have to wait for something that is not there yet."""
        self._taking = False

    async def take_key(self, event: events.Key) -> None:
        """Handle a key."""
        raise NotImplementedError

    async def receive_key(self, event: events.Key) -> None:
        """Queue a key and handle it as soon as the screen is ready."""
        # Enter arrives as a line feed if it was pressed before the program had set up the terminal.
        if event.key == "ctrl+j":
            event.key = "enter"
        self._keys.append(event)
        await self._take_keys()

    async def on_status_line_pressed(self, event: StatusLine.Pressed) -> None:
        """Press the key that was clicked in the key bar."""
        await self.press(event.piece.press)

    async def press(self, key: str) -> None:
        """Handle a key as if it had been pressed."""
        await self.receive_key(Key(key, key if len(key) == 1 else None))

    def hold_keys(self) -> None:
        """Let further keys wait for something that is being mounted."""
        self._waiting = True

    async def ready_for_keys(self) -> None:
        """Handle the keys that are waiting, and all further ones at once."""
        self._waiting = False
        await self._take_keys()

    async def _take_keys(self) -> None:
        if self._taking:
            return  # the call that is already running handles this key too, in its turn
        self._taking = True
        try:
            while self._keys and not self._waiting:
                event, top = self._keys.pop(0), self.app.screen
                # An earlier key may have opened or closed a screen.
                await (
                    top.receive_key(event) if isinstance(top, KeyScreen) and top is not self else self.take_key(event)
                )
        finally:
            self._taking = False
