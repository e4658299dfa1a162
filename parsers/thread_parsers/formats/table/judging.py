"""Whether a table is one of comments, by the rows at its beginning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.formats import Likeness
from thread_parsers.formats.json.stated import written_time
from thread_parsers.formats.table.header import Columns, cell_at, header_of
from thread_parsers.formats.table.records import cells, records
from thread_parsers.source.source import BufferSource
from thread_parsers.text.counted import counted
from thread_parsers.times.day_month import NUMERIC_DATE
from thread_parsers.times.epoch import is_epoch
from thread_parsers.times.times import TimeReader

if TYPE_CHECKING:
    from thread_parsers.source.source import Source

SCORE = 0.85
JUDGED_BYTES = 1 << 14
MAX_JUDGED = 20
"""Rows that are judged."""
MIN_SHARE = 0.8
"""The share of rows with an author and a time, and with the columns of the header."""
MIN_SHARE_OF_WORDS = MIN_SHARE_OF_CLOCKS = 0.5
NO_HEADER = "no header of a table with authors, words and times"
_NUMBER = re.compile(r"(\d+)(?:\.\d*)?", re.ASCII)
_CLOCK = re.compile(r"\d:\d\d", re.ASCII)


class Beginning(NamedTuple):
    """The header of a table, and its first rows."""

    columns: Columns
    rows: list[list[str]]
    times: TimeReader
    """It knows the order of day and month, if the rows decide it."""
    end: int
    """Where the header ends."""


def beginning(source: Source) -> Beginning | None:
    """The beginning of a table; None for any other text."""
    columns, end = header_of(source)
    if columns is None:
        return None
    sample = BufferSource(source.read(0, JUDGED_BYTES), source.name)
    rows = [
        cells(record.data.decode("utf-8", "surrogateescape"), columns.delimiter)
        for record in records(sample, columns.delimiter, end)
        if record is not None
        and record.data is not None
        and (record.end < sample.size or sample.size == source.size)
        and not record.data.isspace()
    ]
    times = TimeReader()
    times.decide_order(columns.time_in(row) for row in rows)
    return Beginning(columns, rows, times, end)


def likeness(source: Source) -> Likeness:
    """How much a source looks like a table of comments."""
    begin = beginning(source)
    if begin is None or not begin.rows:
        return Likeness(0.0, NO_HEADER)
    columns, rows = begin.columns, begin.rows[:MAX_JUDGED]
    if columns.standing == "unlikely":
        return Likeness(0.0, "a table with columns that comments do not have")
    whole = [row for row in rows if len(row) == columns.width]
    said = sum(bool(columns.author_in(row)) and _is_time(begin.times, columns.time_in(row)) for row in whole)
    words = sum(any(map(str.isalpha, cell_at(row, columns.text))) for row in whole)
    if said < MIN_SHARE * len(rows) or words < MIN_SHARE_OF_WORDS * len(rows):
        return Likeness(0.0, "a table whose rows have no authors, words and times")
    clocks = sum(_has_clock(columns.time_in(row)) for row in whole)
    if columns.standing == "likely" and clocks < MIN_SHARE_OF_CLOCKS * len(rows):
        return Likeness(0.0, "a table whose rows have dates without times of day")
    return Likeness(SCORE, f"a table with {counted(len(rows), 'row')} of authors, words and times")


def cell_time(times: TimeReader, written: str) -> tuple[int, int | None]:
    """The time in a cell. A number is one only if it can be a time since 1970: tables have numbers of all kinds."""
    number = _NUMBER.fullmatch(written)
    return (NO_TIME, None) if number and not is_epoch(number[1]) else written_time(times, written)


def _is_time(times: TimeReader, written: str) -> bool:
    """Whether a cell is a time, even if its order of day and month is not known."""
    if cell_time(times, written)[0] != NO_TIME:
        return True
    return NUMERIC_DATE.match(written) is not None and times.read(written) is not None


def _has_clock(written: str) -> bool:
    return _CLOCK.search(written) is not None or _NUMBER.fullmatch(written) is not None
