"""The table of writers: each writes a discussion in one form, comment by comment.

A writer yields small pieces, some of them empty, and never holds all of them: a million comments take the memory of
one, and after each piece something else can be done. Text is exact: it must be sanitized, line by line, before it is
printed to a terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.export import csv, html, json, jsonl, markdown, text

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.numbered import Numbered

Chosen = Iterable[int]
"""The indices of the comments to write, ascending. Leaving comments out does not change the ids of the others."""


@dataclass(frozen=True, slots=True)
class Writer:
    """One output form."""

    name: str
    """The word for `--to`."""
    title: str
    """What it is, in half a line."""
    suffix: str
    """The file name suffix by which `-o` alone chooses it."""
    write: Callable[[Discussion, Chosen], Iterator[str]]
    """The discussion with the chosen comments, in pieces."""
    write_several: Callable[[Iterable[Numbered]], Iterator[str]]
    """Several discussions in one output. They are read while they are written, one after the other."""
    broken_bytes: str
    """The codec error handler for bytes that are not UTF-8: written as they are, or as `\\udcXX` escapes."""
    has_kept: bool = False
    """Whether it has the stars and notes of the user, `Discussion.kept`."""

    def encoded(self, piece: str) -> bytes:
        """A piece as the bytes of a file."""
        return piece.encode("utf-8", self.broken_bytes)


WRITERS: dict[str, Writer] = {
    writer.name: writer
    for writer in (
        Writer(
            "json",
            "the whole tree, version 1 of the form",
            ".json",
            json.write,
            json.write_several,
            "backslashreplace",
            has_kept=True,
        ),
        Writer(
            "jsonl",
            "one comment per line",
            ".jsonl",
            jsonl.write,
            jsonl.write_several,
            "backslashreplace",
            has_kept=True,
        ),
        Writer(
            "md",
            "Markdown",
            ".md",
            markdown.write,
            markdown.write_several,
            "backslashreplace",
            has_kept=True,
        ),
        Writer("txt", "plain text", ".txt", text.write, text.write_several, "surrogateescape"),
        Writer(
            "html",
            "a page for a browser, which needs nothing else",
            ".html",
            html.write,
            html.write_several,
            "backslashreplace",
            has_kept=True,
        ),
        Writer("csv", "a table, one row per segment", ".csv", csv.write, csv.write_several, "backslashreplace"),
    )
}
"""Every form by its name."""


def writer_for(path: str) -> Writer | None:
    """The writer whose suffix a file name has, or None."""
    return next((writer for writer in WRITERS.values() if path.lower().endswith(writer.suffix)), None)
