"""Lines that almost begin a comment, to explain why none was found on a page."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.source.source import Source
    from thread_parsers.times.times import TimeReader

SEARCHED_BYTES = 1 << 16
"""The beginning of a page in which such lines are searched."""
MAX_NEAR_LINES = 20
"""Lines that are listed."""
MAX_TRIED_LINES = 400
"""Lines that are tried as a time."""
SLICE_LINES = 32
"""Lines that are tried between two yields."""
MAX_LINE_CHARS = 100
"""The longest line that may be a head."""
_PARTS = re.compile(r"\s[·•|—–-]\s|\s{2,}|, |: | \(|\s@\s|\ton |\s(?=\d)")
"""Where a time may begin on a line."""
_DIGIT, _DIGITS = re.compile(r"\d"), re.compile(r"\d+")
_TWO_NUMBERS = re.compile(r"#\D{1,3}#")
MIN_ENDINGS = 2
"""Lines with the same ending that are alike."""
_MAX_PARTS = 4
"""Places of a line where a time may begin that are tried."""


class Near(NamedTuple):
    """A line that almost begins a comment."""

    line: int
    """From 1."""
    text: str
    why: str
    """What is there and what is missing."""


def lines_with_times(source: Source) -> Iterator[Near | None]:
    """Yield short lines that are a time or end with one, whatever the shape, and short lines with the same numbers at
    their end as others have; and None every few milliseconds."""
    from thread_parsers.times.times import TimeReader

    times = TimeReader()
    yield None
    found = 0
    lines = list(islice(_short_lines(source), MAX_TRIED_LINES))
    yield None
    endings = Counter(_ending(text) for _, text in lines)
    for tried, (number, text) in enumerate(lines):
        if tried % SLICE_LINES == 0:
            yield None
        why = _why(text, times)
        if not why and _TWO_NUMBERS.search(_ending(text)) and endings[_ending(text)] >= MIN_ENDINGS:
            why = "other lines end with the same words and other numbers, which are not a time that is known"
        if why:
            yield Near(number, text, why)
            found += 1
            if found == MAX_NEAR_LINES:
                return


def _why(text: str, times: TimeReader) -> str:
    if times.read(text) is not None:
        return "a time alone on a line"
    places = [match.end() for match in islice(_PARTS.finditer(text), _MAX_PARTS)]
    if any(times.read(text[place:].rstrip(")")) is not None for place in places):
        return "words and a time, in a shape that is not known or not repeated"
    return ""


def _ending(text: str) -> str:
    """A line from its first digit, with the same sign for all numbers."""
    digit = _DIGIT.search(text)
    return _DIGITS.sub("#", text[digit.start() :]) if digit else ""


def _short_lines(source: Source) -> Iterator[tuple[int, str]]:
    data = source.read(0, min(SEARCHED_BYTES, source.size))
    for number, line in enumerate(data.split(b"\n"), 1):
        text = line.decode("utf-8", "replace").strip()
        if 3 < len(text) <= MAX_LINE_CHARS and any(char.isdigit() for char in text):
            yield number, text


def summary(near: Sequence[Near]) -> str:
    """A sentence about such lines: `3 lines are close to the head of a comment, such as line 12: Ada, 14.05 Uhr`."""
    verb = "is" if len(near) == 1 else "are"
    return f"{counted(len(near), 'line')} {verb} close to the head of a comment, such as line {near[0].line}"
