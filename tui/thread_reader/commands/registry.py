"""The actions by the id of their command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from thread_reader.commands.table import BY_ID

if TYPE_CHECKING:
    from thread_reader.commands.keymap import Call
    from thread_reader.screens.reading_screen import ReadingScreen

Action = Callable[["ReadingScreen", "Call"], None]

HANDLERS: dict[str, Action] = {}


def action(command: str) -> Callable[[Action], Action]:
    """Make a function what a command does."""
    if command not in BY_ID or command in HANDLERS:
        raise ValueError(f"no free command is called {command!r}")

    def register(function: Action) -> Action:
        HANDLERS[command] = function
        return function

    return register
