"""Where the mails of a source are: the files of a folder, or the pieces of a mailbox. One pass over the file in slices.

A mailbox is divided at `From ` lines that follow an empty line and stand before a header: that is mbox in all its
variants, and the text archives of mailing lists. Where a mail states the length of its words, and another one or the
end of the file is there, `From ` lines in the words do not divide it (mboxcl).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.mail.headers import fields_of, header_end
from thread_parsers.source.containers import is_mail
from thread_parsers.source.folder_files import FolderFiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source.source import Source

HEADER_BYTES = 1 << 13
"""Bytes that are read at first for the headers of a mail."""
MAX_HEADER_BYTES = 1 << 20
"""Of longer headers, the beginning is read."""
SEARCHED_BYTES = 1 << 20
"""Bytes that are searched for the next mail between two yields."""
_DIVIDER = re.compile(rb"From [^\n]{1,1000}\n(?=(?:>From [^\n]{0,1000}\n)?[!-9;-~]{1,100}[ \t]*:)")
"""A `From ` line. In the text of a mail it is escaped, or not followed by a header."""
_DIVIDER_BYTES = 2_200
_DIGITS = re.compile(rb"\d{1,12}")
_FROM_DATE = re.compile(rb"From +(?:\S+|\S+ at \S+) +([A-Z][a-z]{2},? [^\n]{10,60})")


class Place(NamedTuple):
    """The bytes of a mail in the source, what its headers say, and the line before it."""

    start: int
    words: int
    """Where its words begin."""
    end: int
    fields: dict[bytes, bytes]
    date: bytes
    """The date in the `From ` line; empty if there is none."""


def places(source: Source) -> Iterator[Place | None]:
    """Yield the mails of a source, and None after each slice without one."""
    if isinstance(source, FolderFiles):
        yield from _files(source)
    else:
        yield from _pieces(source)


def _files(source: FolderFiles) -> Iterator[Place | None]:
    """The files of a folder that are mails, or begin like one."""
    for file in source.files:
        first = file.start
        head = source.read(first, min(file.end, first + HEADER_BYTES))
        line = _DIVIDER.match(head)
        start = first + (line.end() if line else 0)
        place = _headers(source, start, file.end)
        yield place if place.fields.keys() & _OF_MAIL and (is_mail(head) or len(place.fields) > 1) else None


_OF_MAIL = frozenset({b"from", b"date", b"subject", b"message-id"})


def _pieces(source: Source) -> Iterator[Place | None]:
    """The mails of a mailbox; all of a file without `From ` lines is one mail."""
    at, date = 0, b""
    head = source.read(0, _DIVIDER_BYTES)
    blank = len(head) - len(head.lstrip(b"\r\n"))
    line = _DIVIDER.match(head, blank)
    if line:
        at, date = line.end(), _date(line[0])
    while at < source.size:
        place = _headers(source, at, source.size)
        found = _after_stated_length(source, place)
        if found is None:
            search = _next_divider(source, max(place.words - 1, 0))
            found = next(search)
            while found is None:
                yield None
                found = next(search)
        end, after, next_date = found
        yield place._replace(end=end, date=date)
        at, date = after, next_date


def _headers(source: Source, start: int, end: int) -> Place:
    """A mail whose headers begin at a byte, and that ends at `end` at the latest."""
    size, data = HEADER_BYTES, b""
    while True:
        data += source.read(start + len(data), min(end, start + size))
        words = header_end(data)
        if words < len(data) or len(data) < size or size >= MAX_HEADER_BYTES:
            return Place(start, start + words, end, fields_of(data[:words]), b"")
        size *= 8


def _after_stated_length(source: Source, place: Place) -> tuple[int, int, bytes] | None:
    """The end of a mail by the length that it states, if another one or the end of the file is there."""
    stated = _DIGITS.fullmatch(place.fields.get(b"content-length", b""))
    if stated is None:
        return None
    end = place.words + int(stated[0])
    if end > source.size:
        return None
    data = source.read(end, end + _DIVIDER_BYTES)
    blank = len(data) - len(data.lstrip(b"\r\n"))
    if blank == len(data) < _DIVIDER_BYTES:
        return end, source.size, b""
    line = _DIVIDER.match(data, blank) if blank <= 4 and (blank or source.read(end - 1, end) == b"\n") else None
    return None if line is None else (end, end + line.end(), _date(line[0]))


def _next_divider(source: Source, at: int) -> Iterator[tuple[int, int, bytes] | None]:
    """Yield where the mail ends whose words begin at a byte, where the next one begins, and the date in the line
    between them; before that None after each slice."""
    while at < source.size:
        data = source.read(max(at - 2, 0), at + SEARCHED_BYTES)
        first = max(at - 2, 0)
        is_last = first + len(data) >= source.size
        found = data.find(b"\nFrom ")
        while found >= 0 and (is_last or found + _DIVIDER_BYTES < len(data)):
            line = _DIVIDER.match(data, found + 1)
            if line is not None and _is_empty_line(data, found):
                yield first + found + 1, first + line.end(), _date(line[0])
                return
            found = data.find(b"\nFrom ", found + 1)
        if is_last:
            break
        at = first + (found if found >= 0 else len(data) - 8)
        yield None
    yield source.size, source.size, b""


def _is_empty_line(data: bytes, feed: int) -> bool:
    """Whether the line that a line feed ends is empty."""
    before = data[max(feed - 2, 0) : feed]
    return before.endswith(b"\n") or before == b"\n\r" or not before.strip(b"\r")


def _date(line: bytes) -> bytes:
    found = _FROM_DATE.match(line)
    return found[1] if found else b""
