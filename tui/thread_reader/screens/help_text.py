"""The words of the sheets: help and legend, the receipt, the lines of the file behind a comment."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING

from thread_parsers.discussion.receipt_spans import line_spans
from thread_parsers.text.printable import printable
from thread_reader.commands.keymap import readable
from thread_reader.commands.table import COMMANDS, KINDS
from thread_reader.render.signs import legend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.commands.keymap import Keymap
    from thread_reader.render.signs import Signs

Part = tuple[str, str]

MOST_SPANS = 5000
"""Rows of a receipt that are shown; `--receipt` prints all."""
MOST_RAW = 5000
"""Lines of a comment that are shown as they stand in the file."""


def help_lines(keymap: Keymap, signs: Signs) -> list[list[Part]]:
    """Keys by group, what may follow ] and [, the query language, every sign."""
    from thread_parsers.query.syntax import SHORT_WIDTH, SYNTAX  # the first screen needs no query

    lines: list[list[Part]] = []
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        lines.append([(group, "heading")])
        for command in commands:
            keys = readable(keymap.keys[command.id])
            lines.append([(f"  {keys:<18} ", "head"), (command.title, "")])
        lines.append([])
    lines.append([("After ] and [", "heading")])
    lines += [[(f"  {letter:<18} ", "head"), (words, "")] for letter, words in KINDS.items()]
    lines += [[], [("Queries of the filter", "heading")]]
    lines += [[(f"  {row.short:<{SHORT_WIDTH}} ", "head"), (row.title, "")] for row in SYNTAX]
    lines += [[], [("Signs", "heading")]]
    lines += [[(f"  {sign:<18} ", "head"), (words, "")] for sign, words in legend(signs)]
    return lines


def receipt_lines(discussion: Discussion) -> list[list[Part]]:
    """Format, notes, and what every line of the file became."""
    receipt, source = discussion.receipt, discussion.source
    lines: list[list[Part]] = [
        [("read as ", "quiet"), (printable(receipt.format), "head"), (f"  {printable(receipt.reason)}", "")],
    ]
    if source.converted_from:
        lines.append([("converted from ", "quiet"), (printable(source.converted_from), "")])
    declared = receipt.declared_comments
    read = len(discussion.columns)
    said = f"{read:,} read" + ("" if declared is None else f", {declared:,} declared")
    lines.append([("comments ", "quiet"), (said, "" if declared in (None, read) else "warning")])
    for note in receipt.notes:
        at = f"line {note.line:,}: " if note.line else ""
        lines.append([("note ", "warning"), (f"{at}{printable(note.text)}", "")])
    lines += [[], [("lines", "heading")]]
    spans = list(islice(line_spans(discussion), MOST_SPANS + 1))
    for span in spans[:MOST_SPANS]:
        numbers = f"{span.first:,}" if span.first == span.last else f"{span.first:,}–{span.last:,}"
        lines.append([(f"{numbers:>15}  ", "head"), (span.kind, "warning" if span.kind == "unclaimed" else "")])
    if len(spans) > MOST_SPANS:
        lines.append([("and more; --receipt prints all of them", "quiet")])
    return lines


def raw_lines(discussion: Discussion, comment: int) -> list[list[Part]]:
    """The lines of the file from the head of a comment to its footer, with their numbers."""
    columns, source = discussion.columns, discussion.source
    start, end = columns.start[comment], columns.end[comment]
    first = source.line_at(start)
    text = source.text(start, end).removesuffix("\n")
    return list(islice(_numbered(text, first), MOST_RAW))


def _numbered(text: str, first: int) -> Iterator[list[Part]]:
    for number, line in enumerate(text.split("\n"), first):
        yield [(f"{number:>8,}  ", "quiet"), (printable(line), "")]
