"""The handlers of the commands by command id."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from thread_reader.command_table import BY_ID

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session import Session

Handler = Callable[["Session", "Call"], None]

HANDLERS: dict[str, Handler] = {}
"""Command id to handler; complete once `thread_reader.commands.handlers` is imported."""


def handler(command: str) -> Callable[[Handler], Handler]:
    """Register the decorated function as the handler of a command. Raises ValueError if that is impossible."""
    if command not in BY_ID or command in HANDLERS:
        raise ValueError(f"unknown command or second handler: {command!r}")

    def register(function: Handler) -> Handler:
        HANDLERS[command] = function
        return function

    return register


def run(session: Session, call: Call) -> None:
    """Run a command."""
    HANDLERS[call.command.id](session, call)
