"""The texts of two sheets: help and receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader import receipt_text
from thread_reader.command_table import BY_GROUP, KINDS, LIST_KEYS
from thread_reader.keymap import readable
from thread_reader.render.signs import FIGURES, legend

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.keymap import Keymap
    from thread_reader.render.signs import Signs
    from thread_reader.view.status_text import Part

KEY_CELLS = 13
"""The column of keys."""
SIGN_CELLS = 7
MAX_SPANS = 5000
"""Rows of a receipt that are shown; `--receipt` prints all."""


def help_lines(keymap: Keymap, signs: Signs) -> list[list[Part]]:
    """The help: keys by group, the kinds for ] and [, the query language, all signs."""
    from thread_parsers.query.syntax import SHORT_WIDTH, SYNTAX  # the first screen needs no query

    lines: list[list[Part]] = []
    for group, commands in BY_GROUP.items():
        lines += _section(group, ((readable(keymap.keys[command.id]), command.title) for command in commands))
    lines += _section("In lists of discussions", ((readable(keys), words) for keys, words in LIST_KEYS))
    lines += _section("Kinds for ] and [", KINDS.items())
    lines += _section("Queries of the filter", ((row.short, row.title) for row in SYNTAX), SHORT_WIDTH)
    lines += _section("Signs", (*legend(signs), *FIGURES), SIGN_CELLS)
    return lines[:-1]


def _section(title: str, rows: Iterable[tuple[str, str]], cells: int = KEY_CELLS) -> list[list[Part]]:
    """The lines of a section, and a blank one. A key longer than its column pushes the words after it."""
    return [[(title, "heading")], *([(f" {key:<{cells}} ", "key"), (words, "")] for key, words in rows), []]


def receipt_lines(discussion: Discussion, keymap: Keymap) -> list[list[Part]]:
    """Return the receipt, sanitised and cut to `MAX_SPANS` rows of line numbers."""
    key = readable(keymap.keys["view.file_date"]) or "a command of the palette"
    file_date = f"the file is dated {{}}; {key} uses that date"
    lines = receipt_text.receipt_lines(
        discussion, MAX_SPANS, with_text=True, other_format="Enter reads the file with it", file_date=file_date
    )
    return [[(printable(text), role) for text, role in line] for line in lines]
