"""A typed line as a command: its keys, its name, or what a prompt takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable
from thread_reader.command_table import BY_ID
from thread_reader.keymap import Call, PendingKeys

if TYPE_CHECKING:
    from thread_reader.keymap import Keymap

WORDS = {
    "": "move.next",
    "article": "view.article",
    "comments": "view.comments",
    "stats": "view.stats",
    "help": "program.help",
    "quit": "program.quit",
    "exit": "program.quit",
    "esc": "search.clear",
}
"""Lines that are not keys, and their commands."""
WITH_TEXT = frozenset({"search.open", "filter.open", "move.to", "note.write", "export.open"})
"""The commands that open a prompt: the rest of the line is its text."""


class Typed(NamedTuple):
    """What a line means."""

    call: Call | None
    """None if the line is not a command."""
    rest: str = ""
    """The text for the prompt that the command opens."""
    refusal: str = ""
    """What to say of a line that is not a command."""


def typed(line: str, keymap: Keymap) -> Typed:
    """Take a line apart: `j`, `3j`, `]u`, `Ctrl-d`, `/trams`, `f user:Ann`, `:12`, `12`, `move.parent`."""
    word, _, rest = line.partition(" ")
    if line in WORDS:
        return Typed(Call(BY_ID[WORDS[line]]))
    if word in BY_ID and (not rest or word in WITH_TEXT):
        return Typed(Call(BY_ID[word]), rest.strip())
    if line.isascii() and line.isdigit():
        return Typed(Call(BY_ID["move.to"]), line)
    named = line.lower().replace("ctrl-", "ctrl+").replace("alt-", "alt+")
    if len(named) > 1 and (command := keymap.command((named,))) is not None:
        return Typed(Call(command))
    return _keys(line, keymap)


def _keys(line: str, keymap: Keymap) -> Typed:
    """The keys at the beginning of a line, one a character, and the rest."""
    pending = PendingKeys(keymap, counts=True)
    for at, character in enumerate(line):
        call = pending.press(character, character)
        if call is not None:
            rest = line[at + 1 :]
            # `/trams`, but `f trams`: `info` is a word that was mistyped, and not `i` with the note `nfo`.
            is_apart = not (character.isalnum() and rest[:1].isalnum())
            if rest and not (is_apart and call.command.id in WITH_TEXT):
                break
            return Typed(call, rest.strip())
        if pending.refusal:
            return Typed(None, refusal=pending.refusal)
    if pending.pending:
        return Typed(None, refusal=f"{pending.pending} needs another key; help lists the keys")
    return Typed(None, refusal=f"no command is called {printable(line)}; help lists them")
