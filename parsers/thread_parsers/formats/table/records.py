"""The records of a table: lines, or several lines where a cell in quotes has line feeds."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source.source import Source

MAX_RECORD_BYTES = 1 << 20
"""A longer record has an unclosed quote: from there on, lines are records."""
_LINE = re.compile(rb"[^\n]*+\n")
_LINES = re.compile(rb"[^\n]*\n|[^\n]+")
_BLANK_LINES = r"(?:[ \t\r]*+\n){1,4096}+"


class Record(NamedTuple):
    """A record, or blank lines, and their bytes in the file."""

    start: int
    end: int
    data: bytes | None
    """None for a part of a line that is too long."""
    is_rest: bool = False
    """Whether it is not the first part of such a line."""


def records(source: Source, delimiter: str, start: int = 0) -> Iterator[Record | None]:
    """The records of a source, and None after each part of it."""
    rest, at = b"", start
    pattern, is_cut = _record(delimiter), False
    for _, piece in source.slices(start):
        data, found = rest + piece, 0
        while True:
            while match := pattern.match(data, found):
                yield Record(at + found, at + match.end(), None if is_cut else match[0], is_cut)
                found, is_cut = match.end(), False
            if pattern is _LINE or len(data) - found <= MAX_RECORD_BYTES:
                break
            pattern = _LINE
        rest, at = data[found:], at + found
        if len(rest) > MAX_RECORD_BYTES:
            yield Record(at, at + len(rest), None, is_cut)
            rest, at, is_cut = b"", at + len(rest), True
        yield None
    if not rest:
        return
    # After an unclosed quote, lines are records.
    lines = [rest] if pattern.match(rest + b"\n") else _LINES.findall(rest)
    for line in lines:
        yield Record(at, at + len(line), None if is_cut else line, is_cut)
        at, is_cut = at + len(line), False


@cache
def _record(delimiter: str) -> re.Pattern[bytes]:
    mark = re.escape(delimiter)
    cell = rf'(?:"(?:[^"]++|"")*+"[^{mark}\n]*+|(?!")[^{mark}\n]*+)'
    return re.compile(rf'{_BLANK_LINES}|[^"\n]*+\n|(?:{cell}{mark})*+{cell}\n'.encode())


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
