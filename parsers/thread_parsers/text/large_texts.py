"""UTF-8 text of megabytes, a slice at a time: no call of a function in C is given all of it.

Each slice is so short that a function that looks at all of its bytes takes about a millisecond. What is copied as a
whole, because the result is one object, is copied once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

SLICE_BYTES = 1 << 18
"""Bytes between two yields."""
SLICE_LINES = 1 << 10
"""Lines between two yields, where each is handled by itself."""
MIN_BLANK_BYTES = 1 << 10
"""Bytes at the ends of a text that are looked at first for blanks; then twice as many, up to SLICE_BYTES."""

LineKind = Literal["blank", "separator", "text"]
_BLANK = b" \t\r\v\f"
_INDENTATION, _BEHIND = re.compile(rb"[ \t]*+"), re.compile(rb"[ \t\r]*+")
DASHES = tuple(map(str.encode, "-–—―─"))
"""What separators are made of: three or more of the same."""
_DASH_RUNS = [(3 * dash, re.compile(rb"(?:%s)*+" % dash)) for dash in DASHES]


class Lines(NamedTuple):
    """Whole lines of a text."""

    start: int
    end: int
    """One past the last byte, behind the line feed of the last line if it has one."""
    data: bytes | None
    """The lines; None for a single line of more than SLICE_BYTES."""


def start_of_character(text: bytes, at: int) -> int:
    """The place at which the character with the byte at `at` begins. Invalid UTF-8 may be cut anywhere."""
    for place in range(at, max(-1, at - 4), -1):
        if place >= len(text) or not 0x80 <= text[place] < 0xC0:
            return place
    return at


def character_slices(text: bytes, start: int, end: int) -> Iterator[bytes]:
    """The text from `start` to `end` in slices that begin with a character."""
    while start < end:
        stop = start_of_character(text, start + SLICE_BYTES) if end - start > SLICE_BYTES else end
        yield text[start:stop]
        start = stop


def decoded_in_steps(text: bytes, start: int, end: int) -> Generator[None, None, str]:
    """The text from `start` to `end`. Invalid bytes become lone surrogates."""
    if end - start <= SLICE_BYTES:
        return text[start:end].decode("utf-8", "surrogateescape")
    found: list[str] = []
    for piece in character_slices(text, start, end):
        found.append(piece.decode("utf-8", "surrogateescape"))
        yield
    whole = "".join(found)
    yield
    return whole


def changed_in_steps(text: bytes, change: Callable[[bytes], bytes]) -> Generator[None, None, bytes]:
    """The text with each character changed, which does not depend on the others."""
    if len(text) <= SLICE_BYTES:
        return change(text)
    found: list[bytes] = []
    for piece in character_slices(text, 0, len(text)):
        found.append(change(piece))
        yield
    whole = b"".join(found)
    yield
    return whole


def is_in_steps(text: bytes, wanted: bytes) -> Generator[None, None, bool]:
    """Whether some bytes are in a text."""
    for at in range(0, len(text), SLICE_BYTES):
        if at:
            yield
        if text.find(wanted, at, at + SLICE_BYTES + len(wanted) - 1) >= 0:
            return True
    return False


def count_in_steps(text: bytes, byte: bytes, start: int = 0, end: int | None = None) -> Generator[None, None, int]:
    """How often a byte is in the text from `start` to `end`."""
    count, end = 0, len(text) if end is None else end
    for at in range(start, end, SLICE_BYTES):
        count += text.count(byte, at, min(at + SLICE_BYTES, end))
        yield
    return count


def start_of_words(text: bytes, start: int, end: int) -> Generator[None, None, int]:
    """The first place from `start` on that is not white space; `end` if there is none."""
    size = MIN_BLANK_BYTES
    while start < end:
        piece = text[start : min(start + size, end)]
        rest = piece.lstrip()
        start += len(piece) - len(rest)
        if rest:
            break
        if size == SLICE_BYTES:
            yield
        size = min(2 * size, SLICE_BYTES)
    return start


def end_of_words(text: bytes, start: int, end: int, blank: bytes | None = None) -> Generator[None, None, int]:
    """One past the last place before `end` that is not white space, or one of the bytes `blank`; `start` if there is
    none."""
    size = MIN_BLANK_BYTES
    while start < end:
        first = max(start, end - size)
        rest = text[first:end].rstrip(blank)
        end = first + len(rest)
        if rest:
            break
        if size == SLICE_BYTES:
            yield
        size = min(2 * size, SLICE_BYTES)
    return end


def lines_in_steps(read: Callable[[int, int], bytes], start: int, end: int) -> Iterator[Lines | None]:
    """The lines from `start` to `end` of a text of which `read` returns a part, in runs of up to SLICE_BYTES; a longer
    line is alone. None while the end of such a line is looked for."""
    while start < end:
        data = read(start, min(start + SLICE_BYTES, end))
        if not data:  # the file has shrunk
            return
        stop = start + (len(data) if start + len(data) == end else data.rfind(b"\n") + 1)
        if stop > start:
            yield Lines(start, stop, data[: stop - start])
        else:
            yield None
            stop = yield from end_of_line(read, start + len(data), end)
            yield Lines(start, stop, None)
        start = stop


def end_of_line(read: Callable[[int, int], bytes], at: int, end: int) -> Generator[None, None, int]:
    """One past the first line feed from `at` on; `end` if there is none before."""
    while at < end:
        data = read(at, min(at + SLICE_BYTES, end))
        feed = data.find(b"\n") + 1
        if feed or not data:
            return at + feed
        at += len(data)
        yield
    return at


def line_kind(read: Callable[[int, int], bytes], start: int, end: int) -> Generator[None, None, LineKind]:
    """What a line of any length is; `end` is behind its line feed, if it has one."""
    end -= read(end - 1, end) == b"\n"
    at = start
    while at < end:
        data = read(at, min(at + SLICE_BYTES, end))
        if not data or data.strip(_BLANK):
            break
        at += len(data)
        yield
    if at == end:
        return "blank"
    at = yield from _end_of_run(read, start, end, _INDENTATION)
    for shortest, run in _DASH_RUNS:
        if read(at, at + len(shortest)) == shortest:
            at = yield from _end_of_run(read, at, end, run)
            at = yield from _end_of_run(read, at, end, _BEHIND)
            return "separator" if at == end else "text"
    return "text"


def _end_of_run(
    read: Callable[[int, int], bytes], at: int, end: int, run: re.Pattern[bytes]
) -> Generator[None, None, int]:
    """One past the last byte of what a pattern, which matches any number of something, matches from `at` on."""
    while at < end:
        found = run.match(read(at, min(at + SLICE_BYTES, end)))
        if found is None or not found.end():
            break
        at += found.end()
        yield
    return at
