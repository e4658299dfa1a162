"""Help, the palette, the mouse, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.errors import Unreadable
from thread_parsers.reading import begin
from thread_parsers.source.open import open_source
from thread_parsers.text.printable import printable
from thread_reader.commands.keymap import Call, readable
from thread_reader.commands.registry import action
from thread_reader.commands.table import BY_ID, COMMANDS

if TYPE_CHECKING:
    from thread_reader.screens.reading_screen import ReadingScreen


@action("program.help")
def show_help(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """All keys and signs, made from the table of commands."""
    from thread_reader.screens.help_text import help_lines
    from thread_reader.screens.text_dialog import TextDialog

    lines = help_lines(screen.keymap, screen.comments.signs)
    screen.app.push_screen(TextDialog("keys and signs", lines, searchable=True))


@action("program.palette")
def palette(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Every command by name; the one that is picked is done."""
    from thread_reader.screens.picker import Choice, PickerScreen

    choices = [
        Choice(command.id, command.title, readable(screen.keymap.keys[command.id]))
        for command in COMMANDS
        if not command.letter and command.id != "program.palette"
    ]

    def choose(command: str | None) -> None:
        if command is not None:
            screen.call_command(Call(BY_ID[command]))

    screen.app.push_screen(PickerScreen("do", choices), choose)


@action("program.mouse")
def mouse(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Let the terminal have the mouse, so that it can select as it always does; or take it back."""
    screen.mouse_released = not screen.mouse_released
    screen.set_mouse(to_terminal=screen.mouse_released)
    screen.say("the mouse is the terminal's; M takes it back" if screen.mouse_released else "the mouse is the reader's")


@action("program.reload")
def reload(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Read the file again; the reader moves over when all of it is read."""
    source = screen.reader.discussion.source
    if source.stamp is None:
        screen.say("only a file can be read again")
        return
    try:
        again, steps = begin(open_source(source.name), screen.format_name)
    except Unreadable as error:
        screen.say(printable(f"{source.name.rpartition('/')[2]} {error.reason}"))
        return

    def report() -> None:
        if again.complete:
            screen.switch_to(again)

    screen.say("reading the file again …")
    screen.scheduler.start("reading again", steps, report)


@action("program.suspend")
def suspend(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """To the shell."""
    screen.app.action_suspend_process()


@action("program.quit")
def leave(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Quit."""
    screen.app.exit()
