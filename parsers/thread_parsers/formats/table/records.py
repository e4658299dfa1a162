"""The records of a table: lines, or several lines where a cell in quotes has line feeds."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source.source import Source

MAX_RECORD_BYTES = 1 << 20
"""A longer record has a quote that is not closed: from there on, lines are records."""


_LINES = re.compile(rb"[^\n]*\n|[^\n]+")


class Record(NamedTuple):
    """A record and its bytes in the file."""

    start: int
    end: int
    data: bytes | None
    """None for a part of a line that is too long."""


def records(source: Source, start: int = 0) -> Iterator[Record | None]:
    """The records of a source, and None after each part of it."""
    rest, at = b"", start
    has_quotes, is_cut = True, False
    for _, piece in source.slices(start):
        data = rest + piece
        first = found = quotes = 0
        while (feed := data.find(b"\n", found)) >= 0:
            quotes += data.count(b'"', found, feed) if has_quotes else 0
            found = feed + 1
            if not quotes % 2:
                yield Record(at + first, at + found, None if is_cut else data[first:found])
                first, quotes, is_cut = found, 0, False
        rest, at = data[first:], at + first
        if len(rest) > MAX_RECORD_BYTES:
            has_quotes = False
            for line in _LINES.findall(rest):
                is_whole = line.endswith(b"\n")
                yield Record(at, at + len(line), line if is_whole and not is_cut else None)
                at, is_cut = at + len(line), not is_whole
            rest = b""
        yield None
    if rest:
        yield Record(at, at + len(rest), None if is_cut else rest)


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(rf'(?:"((?:[^"]++|"")*+)"[^{mark}]*+|([^{mark}]*+))({mark}|\Z)')


def cells(record: str, delimiter: str) -> list[str]:
    """The cells of a record, without their quotes."""
    record = record.rstrip("\r\n")
    if '"' not in record:
        return record.split(delimiter)
    found: list[str] = []
    for cell in _cell(delimiter).finditer(record):
        found.append(cell[2] if cell[1] is None else cell[1].replace('""', '"'))
        if not cell[3]:
            break
    return found
