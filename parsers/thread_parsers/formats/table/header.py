"""Which columns of a table have the authors, the words and the times of comments, by what its header calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.json import names
from thread_parsers.formats.table.records import cells

if TYPE_CHECKING:
    from collections.abc import Container

DELIMITERS = ",\t;"
MIN_COLUMNS = 3
MAX_HEADER_CHARS = 1 << 12
_OTHERS = names.HEADLINES | {
    "level", "severity", "loglevel", "logger", "pid", "ip", "ipaddress", "hash", "commit", "sha", "action", "event",
    "status", "price", "quantity", "amount", "subject",
}  # fmt: skip
"""Columns of tables that have authors, words and times, too: of tickets, articles, commits, logs, orders."""


class Columns(NamedTuple):
    """The places of columns; -1 for one that a table does not have."""

    delimiter: str
    width: int
    """How many columns there are."""
    author: int
    text: int
    time: int
    likes: int
    id: int
    parent: int


def columns_of(header: str) -> Columns | None:
    """The columns of a table of comments, by its first record. None for any other text."""
    if len(header) > MAX_HEADER_CHARS:
        return None
    delimiter = max(DELIMITERS, key=header.count)
    found = [names.normal("".join(cell.split())) for cell in cells(header, delimiter)]
    if len(found) < MIN_COLUMNS or not _OTHERS.isdisjoint(found) or len(set(found)) < len(found):
        return None
    author = _place(found, names.AUTHORS, names.WEAK_AUTHORS | {"role"})
    author = author if author >= 0 else _place(found, names.AUTHOR_IDS)
    text, time = _place(found, names.TEXTS), _place(found, names.TIMES, names.WEAK_TIMES)
    if min(author, text, time) < 0 or author == text:
        return None
    rest = (_place(found, known) for known in (names.LIKES, names.IDS, names.PARENTS))
    return Columns(delimiter, len(found), author, text, time, *rest)


def _place(found: list[str], known: tuple[str, ...], weak: Container[str] = ()) -> int:
    return next((found.index(name) for name in known if name in found and name not in weak), -1)
