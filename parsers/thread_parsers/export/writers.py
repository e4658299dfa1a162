"""The table of writers: a discussion as text of one form or another, comment by comment.

A writer yields pieces that end with a line feed and never holds the whole: a million comments are written in the
memory of one. Text is exact; what a terminal may see of it is decided where it is put out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.export import csv, json, jsonl, markdown, text

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

Chosen = Iterable[int]
"""The indices of the comments to write, ascending. Those left out leave the ids and parents of others as they are."""


@dataclass(frozen=True, slots=True)
class Writer:
    """One form of writing."""

    name: str
    """The word for `--to`."""
    title: str
    """What it is, in half a line."""
    suffix: str
    """The ending of files in this form, by which `-o` alone chooses it."""
    write: Callable[[Discussion, Chosen], Iterator[str]]
    """The discussion with the chosen comments, in pieces of whole lines."""
    broken_bytes: str
    """The codec error handler for bytes that were no UTF-8: given back as they were, or as `\\udcXX` escapes."""

    def encoded(self, piece: str) -> bytes:
        """A piece as the bytes of a file."""
        return piece.encode("utf-8", self.broken_bytes)


WRITERS: dict[str, Writer] = {
    writer.name: writer
    for writer in (
        Writer("json", "the whole tree, version 1 of the form", ".json", json.write, "backslashreplace"),
        Writer("jsonl", "one comment a line", ".jsonl", jsonl.write, "backslashreplace"),
        Writer("md", "Markdown", ".md", markdown.write, "backslashreplace"),
        Writer("txt", "plain text", ".txt", text.write, "surrogateescape"),
        Writer("csv", "a table, one segment a row", ".csv", csv.write, "backslashreplace"),
    )
}
"""Every form by its name."""


def writer_for(path: str) -> Writer | None:
    """The writer whose suffix the file name has."""
    return next((writer for writer in WRITERS.values() if path.lower().endswith(writer.suffix)), None)
