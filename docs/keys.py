"""Write the key tables of README.md and docs/keys.md from the table of commands, that of docs/highlights.md from the
rules: `python docs/keys.py`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tui"), str(ROOT / "parsers")]

from thread_parsers.stats.highlights import RULES  # noqa: E402
from thread_reader.command_table import BY_GROUP, COMMANDS, KINDS, LIST_KEYS, written  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_reader.command_table import Command

BLOCK = re.compile(r"(?<=<!-- keys -->\n).*(?=<!-- /keys -->)", re.DOTALL)
"""The generated part of README.md."""


RULES_BLOCK = re.compile(r"(?<=<!-- rules -->\n).*(?=<!-- /rules -->)", re.DOTALL)
"""The generated part of docs/highlights.md."""


def rules() -> str:
    """The table of docs/highlights.md."""
    return "".join(["| rule | comments |\n|---|---|\n", *(f"| {rule.title} | {rule.what} |\n" for rule in RULES)])


def table(commands: Iterable[Command]) -> str:
    """A Markdown table of commands."""
    # A bar divides cells, within code, too.
    rows = [
        f"| {' '.join(f'`{written(key)}`' for key in command.keys).replace('|', chr(92) + '|')} | {command.title} |\n"
        for command in commands
    ]
    return "".join(["| keys | action |\n|---|---|\n", *rows])


def first_keys() -> str:
    """The table of README.md: the commands with a footer hint."""
    return table(command for command in COMMANDS if command.hint)


def all_keys() -> str:
    """The text of docs/keys.md."""
    parts = ["# Keys\n\nAll keys. `?` shows the same list in the reader, Ctrl-p finds a command by its title.\n"]
    for group, commands in BY_GROUP.items():
        parts.append(f"\n## {group}\n\n{table(commands)}")
    rows = [f"| {' '.join(f'`{written(key)}`' for key in keys)} | {words} |\n" for keys, words in LIST_KEYS]
    parts.append("".join(["\n## In lists of discussions\n\n| keys | action |\n|---|---|\n", *rows]))
    kinds = ", ".join(f"`{letter}` {kind}" for letter, kind in KINDS.items())
    parts.append(f"\nKinds for `]` and `[`: {kinds}.\n")
    parts.append(
        "\nIn the filter prompt `↑` recalls earlier queries, Tab completes, and Ctrl-s saves the query. In the list\n"
        "of saved queries, and in that of notes and stars, Del deletes one; `e` in that of notes and stars exports\n"
        "them. In the command palette Ctrl-k changes the keys of a command. In the sheet of parents (`P`) `k` and `j`\n"
        "choose one, and Enter goes there. In the sheet of an author (`A`) letters are the tag, `↓` and `↑` choose a\n"
        "row, `←` and `→` its value, and Enter saves. In the list of its discussions that a file may begin with,\n"
        "`j`, `k` and `q` move and quit until another letter is typed.\n"
        '\nOther digits say how to go to a comment: after `72`, `:72`. With `digits = "counts"`\n'
        "in the settings, a number typed before a key repeats it: `3j`, `12G`.\n"
        "\nThe wheel scrolls the pane under the mouse. A click focuses a pane and acts on what is there: a name\n"
        "filters by the author, a fold sign or a thread line folds, a head pinned to the top goes to its comment,\n"
        "a link is offered for opening, a row or column of the stats\n"
        "filters, and a sentence of the article shows the comments about it. Dragging selects text, which Ctrl-c\n"
        "copies; on a chart of the stats it chooses a range.\n"
        "\nThe stats are those of the comments that the filter matches. A row, a bar or a range of a chart narrows\n"
        "the filter; the same row again, or Esc, takes that back. In a chart `h` and `l` move, `v` begins a range,\n"
        "and Enter filters by it.\n"
    )
    return "".join(parts)


if __name__ == "__main__":
    readme = ROOT / "README.md"
    readme.write_text(BLOCK.sub(lambda _: first_keys(), readme.read_text(encoding="utf-8")), encoding="utf-8")
    (ROOT / "docs" / "keys.md").write_text(all_keys(), encoding="utf-8")
    highlights = ROOT / "docs" / "highlights.md"
    highlights.write_text(RULES_BLOCK.sub(lambda _: rules(), highlights.read_text(encoding="utf-8")), encoding="utf-8")
