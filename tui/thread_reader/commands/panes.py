"""Panes, sorting, themes, and the sheets that show where the text comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.order import ORDERS
from thread_reader.commands.registry import action

if TYPE_CHECKING:
    from thread_reader.commands.keymap import Call
    from thread_reader.screens.reading_screen import ReadingScreen


@action("view.sort")
def sort(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Pick the order of each level of the tree."""
    from thread_reader.screens.picker import Choice, PickerScreen

    now = screen.reader.order
    choices = [Choice(order.name, order.title, "now" if order.name == now else "") for order in ORDERS]

    def choose(name: str | None) -> None:
        if name is not None:
            screen.reader.sort(name)
            screen.show()

    screen.app.push_screen(PickerScreen("sort each level by", choices), choose)


def _other_pane(screen: ReadingScreen, step: int) -> None:
    panes = screen.PANES
    screen.show_pane(panes[(panes.index(screen.pane) + step) % len(panes)])


@action("view.next_pane")
def next_pane(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """The keys go to the next pane."""
    _other_pane(screen, 1)


@action("view.previous_pane")
def previous_pane(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """The keys go to the pane before."""
    _other_pane(screen, -1)


@action("view.article")
def article(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """The keys go to the article."""
    screen.show_pane("article")


@action("view.comments")
def comments(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """The keys go to the comments."""
    screen.show_pane("comments")


@action("view.stats")
def stats(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """The keys go to the stats."""
    screen.show_pane("stats")


@action("view.wide")
def wide(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """One pane, or several side by side, whatever the width suggests."""
    screen.panes_wanted = not screen.several_panes
    screen.show_pane(screen.pane)


@action("view.receipt")
def receipt(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """How the file was read."""
    from thread_reader.screens.help_text import receipt_lines
    from thread_reader.screens.text_dialog import TextDialog

    screen.app.push_screen(TextDialog("how the file was read", receipt_lines(screen.reader.discussion)))


@action("view.raw")
def raw(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """The lines of the file behind the comment under the cursor."""
    from thread_reader.screens.help_text import raw_lines
    from thread_reader.screens.text_dialog import TextDialog

    reader = screen.reader
    if reader.visible:
        comment = reader.position.comment
        lines = raw_lines(reader.discussion, comment)
        screen.app.push_screen(TextDialog(f"comment {comment + 1} as it stands in the file", lines))


@action("view.theme")
def theme(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Pick a theme."""
    from thread_reader.screens.picker import Choice, PickerScreen
    from thread_reader.settings import remember_theme

    app = screen.app
    names = sorted(app.available_themes)
    choices = [Choice(name, name, "now" if name == app.theme else "") for name in names]

    def choose(name: str | None) -> None:
        if name is not None:
            app.theme = name
            remember_theme(name)

    app.push_screen(PickerScreen("theme", choices), choose)
