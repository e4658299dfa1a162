"""The texts of two sheets: help and receipt."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader import receipt_text
from thread_reader.command_table import COMMANDS, KINDS, LIST_KEYS
from thread_reader.keymap import readable
from thread_reader.render.signs import FIGURES, legend

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.keymap import Keymap
    from thread_reader.render.signs import Signs
    from thread_reader.view.status_text import Part

MAX_SPANS = 5000
"""Rows of a receipt that are shown; `--receipt` prints all."""


def help_lines(keymap: Keymap, signs: Signs) -> list[list[Part]]:
    """The help: keys by group, the kinds for ] and [, the query language, all signs."""
    from thread_parsers.query.syntax import SHORT_WIDTH, SYNTAX  # the first screen needs no query

    lines: list[list[Part]] = []
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        lines.append([(group, "heading")])
        for command in commands:
            keys = readable(keymap.keys[command.id])
            lines.append([(f"  {keys:<18} ", "head"), (command.title, "")])
        lines.append([])
    lines.append([("In lists of discussions", "heading")])
    lines += [[(f"  {readable(keys):<18} ", "head"), (words, "")] for keys, words in LIST_KEYS]
    lines += [[], [("Kinds for ] and [", "heading")]]
    lines += [[(f"  {letter:<18} ", "head"), (words, "")] for letter, words in KINDS.items()]
    lines += [[], [("Queries of the filter", "heading")]]
    lines += [[(f"  {row.short:<{SHORT_WIDTH}} ", "head"), (row.title, "")] for row in SYNTAX]
    lines += [[], [("Signs", "heading")]]
    lines += [[(f"  {sign:<18} ", "head"), (words, "")] for sign, words in (*legend(signs), *FIGURES)]
    return lines


def receipt_lines(discussion: Discussion, keymap: Keymap) -> list[list[Part]]:
    """Return the receipt, sanitised and cut to `MAX_SPANS` rows of line numbers."""
    key = readable(keymap.keys["view.file_date"]) or "a command of the palette"
    file_date = f"the file is dated {{}}; {key} uses that date"
    lines = receipt_text.receipt_lines(
        discussion, MAX_SPANS, other_format="Enter reads the file with it", file_date=file_date
    )
    return [[(printable(text), role) for text, role in line] for line in lines]
