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
MAX_HEADER_BYTES = 1 << 19
"""Of longer headers, the beginning is read."""
SEARCHED_BYTES = 1 << 20
"""Bytes that are searched for the next mail between two yields."""
_DIVIDER = re.compile(
    rb"From (?:[^\n]{0,500}\d:\d\d[^\n]{0,500}\n(?=(?:>From [^\n]{0,1000}\n)?[!-9;-~]{1,100}[ \t]*:)"
    rb"|[^\n]{1,1000}\n(?=(?:Return-Path|Received|From|Date|Message-ID|Subject|To|Delivered-To|X-[\w-]{1,60}"
    rb"|MIME-Version|Sender|Reply-To|Status|Content-Type|Path|Newsgroups)[ \t]*:))",
    re.IGNORECASE,
)
"""A `From ` line with a time, before a header, or any before one that mails begin with. In the text of a mail it is
escaped, or followed by something else."""
_DIVIDER_BYTES = 2_200
_EMPTY_LINES = frozenset({b"", b"\n", b"\r", b"\n\r"} | {bytes((byte, 10)) for byte in range(256)})
"""What may be in the two bytes before a line feed that ends an empty line; fewer at the beginning of the file."""
MAX_FEEDS = 4
"""Characters of line ends between the stated end of a mail and the next one."""
_DIGITS = re.compile(rb"\d{1,12}")
_FROM_DATE = re.compile(rb"From +(?:\S+|\S+ at \S+) +([A-Z][a-z]{2},? [^\n]{10,60})")


class Place(NamedTuple):
    """The bytes of a mail in the source, what its headers say, and the line before it."""

    start: int
    words: int
    """Where its words begin."""
    end: int
    fields: dict[bytes, bytes]
    line: bytes
    """The `From ` line before it; empty if there is none."""

    @property
    def date(self) -> bytes:
        """The date in that line; empty if there is none."""
        found = _FROM_DATE.match(self.line)
        return found[1] if found else b""


def places(source: Source) -> Iterator[Place | None]:
    """Yield the mails of a source, and None after each slice without one."""
    if isinstance(source, FolderFiles):
        yield from _files(source)
    else:
        yield from _pieces(_Window(source))


class _Window:
    """A part of a source that is in memory, and moves on."""

    def __init__(self, source: Source) -> None:
        self.read = source.read
        self.size = source.size
        self.first = 0
        """The byte of the source with which the part begins."""
        self.data = b""

    def index(self, at: int, size: int) -> int:
        """Where a byte of the source is in the part. So many bytes from it on are there, if the source has them."""
        index = at - self.first
        if index < 0 or (index + size > len(self.data) and self.first + len(self.data) < self.size):
            self.first, index = at, 0
            self.data = self.read(at, at + max(size, SEARCHED_BYTES))
        return index


def _files(source: FolderFiles) -> Iterator[Place | None]:
    """The files of a folder that are mails, or begin like one."""
    for file in source.files:
        window = _Window(source)
        window.size = file.end
        window.data, window.first = source.read(file.start, min(file.end, file.start + HEADER_BYTES)), file.start
        line = _DIVIDER.match(window.data)
        looks_like_mail = is_mail(window.data)
        start = file.start + (line.end() if line else 0)
        words, fields = _headers(window, start)
        is_one = not _OF_MAIL.isdisjoint(fields) and (looks_like_mail or len(fields) > 1)
        yield Place(start, words, window.size, fields, b"") if is_one else None


_OF_MAIL = frozenset({b"from", b"date", b"subject", b"message-id"})
"""A file of a folder of mail has one of these fields and another one."""


def _pieces(window: _Window) -> Iterator[Place | None]:
    """The mails of a mailbox; all of a file without `From ` lines is one mail."""
    at, from_line = 0, b""
    window.index(0, _DIVIDER_BYTES)
    head = window.data
    line = _DIVIDER.match(head, len(head) - len(head.lstrip(b"\r\n")))
    if line:
        at, from_line = line.end(), line[0]
    while at < window.size:
        words, fields = _headers(window, at)
        found = _after_stated_length(window, words, fields)
        if found is None:
            search = _next_divider(window, max(words - 1, 0))
            found = next(search)
            while found is None:
                yield None
                found = next(search)
        end, after, next_line = found
        yield Place(at, words, end, fields, from_line)
        at, from_line = after, next_line


def _headers(window: _Window, start: int) -> tuple[int, dict[bytes, bytes]]:
    """Where the words of a mail begin whose headers begin at a byte, and what its headers say."""
    size = HEADER_BYTES
    while True:
        index = window.index(start, size)
        # The part may have more than is asked for, which is another mail.
        words = header_end(window.data, index, end=index + size)
        if words < min(index + size, len(window.data)) or start + size >= window.size or size >= MAX_HEADER_BYTES:
            words = min(words, max(window.size - window.first, 0))
            fields, size = fields_of(window.data[index:words])
            return window.first + index + size, fields
        size = min(8 * size, MAX_HEADER_BYTES)


def _after_stated_length(window: _Window, words: int, fields: dict[bytes, bytes]) -> tuple[int, int, bytes] | None:
    """The end of a mail by the length that it states, if another one or the end of the file is there."""
    stated = _DIGITS.fullmatch(fields[b"content-length"]) if b"content-length" in fields else None
    if stated is None:
        return None
    end = words + int(stated[0])
    if not words < end <= window.size:
        return None
    # Read beside the window, which would have to come back if the length is wrong, and first a few bytes only.
    few = window.read(end - 1, end + MAX_FEEDS + len(b"From "))
    before, data = few[:1], few[1:]
    blank = len(data) - len(data.lstrip(b"\r\n"))
    if blank == len(data) and end + blank == window.size:
        return end, window.size, b""
    if blank > MAX_FEEDS or not data.startswith(b"From ", blank) or not (blank or before == b"\n"):
        return None
    data = window.read(end, end + _DIVIDER_BYTES)
    line = _DIVIDER.match(data, blank)
    return None if line is None else (end, end + line.end(), line[0])


def _next_divider(window: _Window, at: int) -> Iterator[tuple[int, int, bytes] | None]:
    """Yield where the mail ends whose words begin at a byte, where the next one begins, and the line between them;
    before that None after each slice."""
    while True:
        # Two bytes more: those before the line feed say whether the line before is empty.
        index = window.index(max(at - 2, 0), _DIVIDER_BYTES)
        data = window.data
        is_last = window.first + len(data) >= window.size
        found = data.find(b"\nFrom ", max(index, at - window.first))
        while found >= 0 and (is_last or found + _DIVIDER_BYTES < len(data)):
            line = _DIVIDER.match(data, found + 1) if data[max(found - 2, 0) : found] in _EMPTY_LINES else None
            if line is not None:
                yield window.first + found + 1, window.first + line.end(), line[0]
                return
            found = data.find(b"\nFrom ", found + 1)
        if is_last:
            yield window.size, window.size, b""
            return
        at = window.first + (found if found >= 0 else len(data) - len(b"\nFrom "))
        yield None
