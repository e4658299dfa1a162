"""Imports all command modules so that the registry is complete."""

from __future__ import annotations

from thread_reader.commands import (
    authors,
    copying,
    drawing,
    exporting,
    filter,  # noqa: A004
    fold,
    highlights,
    keeping,
    kept_lists,
    library,
    links,
    marks,
    move,
    panes,
    parts,
    program,
    row_filter,
    search,
)
from thread_reader.commands.registry import HANDLERS, run

__all__ = [
    "HANDLERS",
    "authors",
    "copying",
    "drawing",
    "exporting",
    "filter",
    "fold",
    "highlights",
    "keeping",
    "kept_lists",
    "library",
    "links",
    "marks",
    "move",
    "panes",
    "parts",
    "program",
    "row_filter",
    "run",
    "search",
]
