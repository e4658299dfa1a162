"""The handlers of the commands by command id."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from thread_reader.command_table import BY_ID
from thread_reader.keymap import readable

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session

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
    """Run a command. In a pane that it does not act on, say where it does instead."""
    panes = call.command.panes
    if panes and session.pane not in panes:
        session.say(_elsewhere(session, panes))
    else:
        HANDLERS[call.command.id](session, call)


def _elsewhere(session: Session, panes: tuple[str, ...]) -> str:
    """Where a command acts, and the key that goes there: `comments only: press 2`."""
    there = [pane for pane in panes if pane in session.panes]
    if not len(session.reader.columns):
        return "no comments"
    keys = [readable(session.keymap.keys[f"view.{pane}"][:1]) for pane in there]
    press = " or ".join(filter(None, keys))
    return f"{' and '.join(there)} only{press and ': press '}{press}"
