"""The columns of the list of discussions: which ones a width has room for, and what they say of a row."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable
from thread_reader.view.listed_paths import shown_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_reader.view.listing import Entry

GAP = 2
"""Cells between two columns."""
TITLE_SHARE = 0.6
"""The share of the title in the cells that it divides with the path."""
MAX_PATH_CELLS = 60
UNREAD_CELLS = 10


class Cell(NamedTuple):
    """What a column says of a row, and its style role."""

    text: str
    role: str = "quiet"


class Column(NamedTuple):
    """A column of the list."""

    heading: str
    cells: int
    """Its width; 0 for what title and path divide."""
    min_width: int
    """The width of the list from which on it is shown."""
    text: Callable[[Entry], Cell]
    right: bool = False
    """Whether it is aligned to the right."""
    keeps_end: bool = False
    """Whether a text that is too long loses its beginning."""
    sort: str = ""
    """The name of the order by it."""


def title_of(entry: Entry) -> str:
    """The title; without one, the name of the file."""
    row = entry.row
    title = printable(row.title.strip()) or printable(os.path.basename(row.path) or row.path)  # noqa: PTH119
    return f"{title} ({row.part})" if not row.title.strip() and row.parts > 1 else title


def comments_of(entry: Entry) -> str:
    """How many comments there are; an ellipsis if it is not known yet."""
    row = entry.row
    if row.comments is None:
        return "" if row.reason else "…"
    return f"{row.comments:,}"


def _unread(entry: Entry) -> Cell:
    if entry.new:
        return Cell(f"{entry.new:,} new", "new")
    if entry.unread is None:
        return Cell("")
    if not entry.unread:
        return Cell("read")
    words = f"{entry.unread:,} unread"
    return Cell(words if len(words) <= UNREAD_CELLS else f"{entry.unread:,}", "")


def day_of(seconds: int | None) -> str:
    """The day of a time, seconds since 1970; empty if it is not known."""
    if seconds is None:
        return ""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")
    except (ValueError, OverflowError, OSError):  # a year that no calendar has
        return ""


def size_of(size: int) -> str:
    """A size of a file in three digits; empty if it is not known, or of an empty file."""
    if not size:
        return ""
    value = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 999.5 or unit == "GB":
            break
        value /= 1000
    return f"{value:.1f} {unit}" if value < 9.95 and unit != "B" else f"{value:,.0f} {unit}"


def _part_and_path(entry: Entry) -> Cell:
    row = entry.row
    path = row.path.removeprefix(entry.folder)
    shown = shown_path(path) if path == row.path else printable(path)
    return Cell(f"{shown} {row.part}/{row.parts}" if row.parts > 1 else shown)


COLUMNS = (
    Column("title", 0, 0, lambda entry: Cell(title_of(entry), ""), sort="title"),
    Column("family", 16, 140, lambda entry: Cell(printable(entry.row.family))),
    Column("comments", 10, 30, lambda entry: Cell(comments_of(entry), ""), right=True, sort="comments"),
    Column("unread", UNREAD_CELLS, 50, _unread, sort="unread"),
    Column("newest", 10, 60, lambda entry: Cell(day_of(entry.row.newest)), sort="newest"),
    Column("size", 7, 92, lambda entry: Cell(size_of(entry.row.size)), right=True, sort="size"),
    Column("path", 0, 70, _part_and_path, keeps_end=True),
)


def widths(width: int) -> list[tuple[Column, int]]:
    """The columns that a list of this width shows, with their cells."""
    shown = [column for column in COLUMNS if column.min_width <= width]
    free = width - GAP * (len(shown) - 1) - sum(column.cells for column in shown)
    if shown[-1].heading != "path":
        return [(column, column.cells or max(1, free)) for column in shown]
    path = min(MAX_PATH_CELLS, free - round(free * TITLE_SHARE))
    return [(column, column.cells or (path if column.heading == "path" else free - path)) for column in shown]
