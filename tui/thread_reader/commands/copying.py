"""Copying and opening links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.commands.registry import action
from thread_reader.view.clipboard import COPIES
from thread_reader.view.links import links_in

if TYPE_CHECKING:
    from thread_reader.commands.keymap import Call
    from thread_reader.screens.reading_screen import ReadingScreen


@action("take.copy")
def copy(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Pick how to copy the comment or segment under the cursor, and copy it."""
    from thread_reader.screens.picker import Choice, PickerScreen

    reader = screen.reader
    if not reader.visible:
        return
    place = reader.place
    choices = [Choice(letter, title, letter) for letter, title, _ in COPIES]
    ways = {letter: function for letter, _, function in COPIES}

    def choose(letter: str | None) -> None:
        if letter is not None:
            text = ways[letter](reader.discussion, place)
            screen.say(screen.take(text))
            screen.show()

    screen.app.push_screen(PickerScreen("copy", choices, letters=True), choose)


@action("take.open")
def open_link(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Show the addresses of the comment in full; the one that is picked is opened."""
    from thread_reader.screens.picker import Choice, PickerScreen

    reader = screen.reader
    addresses = links_in(reader.discussion, reader.position.comment) if reader.visible else []
    if not addresses:
        screen.say("no link here that may be opened")
        return

    def choose(address: str | None) -> None:
        if address is not None:
            screen.say(screen.open_address(address))
            screen.show()

    choices = [Choice(address, printable(address)) for address in addresses]
    screen.app.push_screen(PickerScreen("open in the browser: Enter opens, Esc does not", choices), choose)
