"""The list of discussions, the search in all of them, and the open ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.commands.registry import handler
from thread_reader.keymap import readable

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session


@handler("library.open")
def open_list(session: Session, _call: Call) -> None:
    """Show the list of discussions: those of this file, recent ones, and those of its folder."""
    session.host.open_list()


@handler("library.search")
def search(session: Session, _call: Call) -> None:
    """Show the search in all discussions of that list."""
    session.host.search_library()


@handler("library.next")
def next_(session: Session, _call: Call) -> None:
    """Show the next open discussion."""
    _step(session, 1)


@handler("library.previous")
def previous(session: Session, _call: Call) -> None:
    """Show the previous open discussion."""
    _step(session, -1)


def _step(session: Session, steps: int) -> None:
    if not session.host.show_open(steps):
        session.say(f"no other discussion is open; {readable(session.keymap.keys['library.open'])} lists more")
