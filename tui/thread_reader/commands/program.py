"""Help, palette, mouse, reload, and leaving the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.errors import Unreadable
from thread_parsers.reading import begin_in_steps
from thread_parsers.source.open import open_in_steps
from thread_parsers.source.stamp import modified_at
from thread_parsers.text.printable import printable
from thread_reader.command_table import BY_GROUP, BY_ID
from thread_reader.commands.registry import handler, run
from thread_reader.help_text import help_lines
from thread_reader.host import Choice
from thread_reader.keymap import Call, readable
from thread_reader.prompts.keys import KeysPrompt
from thread_reader.view.parts import same_part

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.session.session import Session

MAX_RECENT = 5
"""Commands that the palette lists first because they were run from it last."""


@handler("program.help")
def show_help(session: Session, _call: Call) -> None:
    """Show all keys and signs."""
    session.host.show_text("Keys and signs", help_lines(session.keymap, session.signs), searchable=True)


@handler("program.palette")
def palette(session: Session, _call: Call) -> None:
    """Pick a command by its title and run it."""
    keymap = session.keymap
    recent = [BY_ID[command] for command in keymap.recent]
    listed = [command for commands in BY_GROUP.values() for command in commands if command.id not in keymap.recent]
    choices = [
        Choice(command.id, command.title, readable(keymap.keys[command.id]) or "(no key)", section)
        for section, command in (
            *(("Recent", command) for command in recent),
            *((command.group, command) for command in listed),
        )
        if not command.letter and command.id != "program.palette"
    ]

    def picked(command: str) -> None:
        keymap.recent = [command, *(one for one in keymap.recent if one != command)][:MAX_RECENT]
        run(session, Call(BY_ID[command]))
        session.host.redraw()

    def change_keys(command: str) -> None:
        session.open_prompt(KeysPrompt(session, command))

    session.host.pick("Commands", choices, picked, delete=change_keys, form="commands")


@handler("program.mouse")
def mouse(session: Session, _call: Call) -> None:
    """Hand the mouse to the terminal, so that its own selection works, or take it back."""
    session.mouse_released = not session.mouse_released
    session.host.set_mouse(to_terminal=session.mouse_released)
    session.say("the terminal has the mouse; M takes it back" if session.mouse_released else "the reader has the mouse")


@handler("program.reload")
def reload(session: Session, _call: Call) -> None:
    """Read the file again in the background and switch to it when it is complete."""
    if session.reader.discussion.file.stamp is None:
        session.say("only a file can be reloaded")
        return
    read_again(session, session.format_name)


def read_again(session: Session, format_name: str | None) -> None:
    """Read the page again in the background, with a format by its name, and switch to it when it is complete."""
    source = session.reader.discussion.file
    read: list[Discussion] = []

    def steps() -> Iterator[None]:
        try:
            again, reading = yield from begun()
        except Unreadable as error:
            session.say(printable(f"{source.name.rpartition('/')[2]} {error.reason}"))
            return
        read.append(again)
        yield from reading

    def begun() -> Generator[None, None, tuple[Discussion, Iterator[None]]]:
        page = source
        if source.stamp is not None:
            page = yield from open_in_steps(source.name, format_name=format_name)
        saved = modified_at(page.stamp) if session.file_date_taken and page.stamp is not None else session.saved
        return (yield from begin_in_steps(page, format_name, saved=saved))

    def report() -> None:
        if read and read[0].complete:
            session.format_name = format_name
            session.finish_reload(same_part(session.reader.discussion, read[0].parts))

    session.say("reloading the file …")
    session.scheduler.start("reading again", steps(), report)


@handler("program.suspend")
def suspend(session: Session, _call: Call) -> None:
    """Suspend the program to the shell."""
    session.host.suspend()


@handler("program.quit")
def leave(session: Session, _call: Call) -> None:
    """Quit."""
    session.host.quit()
