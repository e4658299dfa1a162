"""Pages as text browsers dump them: `[3]` ahead of each link, and a list of all addresses at the end.

The numbers are in the midst of names, times and words. They are left out, and so is the list.
"""

from __future__ import annotations

import io
import re
from collections import deque
from typing import TYPE_CHECKING

from thread_parsers.source.decoded import DecodedSource, Places
from thread_parsers.text.large_texts import SLICE_LINES, count_in_steps, is_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator

MIN_LINKS = 3
SLICE_BYTES = 1 << 16
"""How much of a text is looked at between two yields."""
_HEADING = rb"(?i)\n[^\n]{3,24}\n\n(?: {1,6}[^\n]{3,24}\n)?(?= {1,5}1\. [a-z][a-z0-9+.-]{1,20}:[^\n])"
"""What is above the list: a heading, lynx has it in many languages, and perhaps `Visible links:`."""
_HEADING_BYTES = 128
"""More than what that takes."""
_ADDRESS = rb"(?: {0,5}\d{1,5}\. [^\n]*|[^\n]{0,30})(?:\n|\Z)"
"""A line of the list."""
_OTHER_LINE = rb"(?m)^(?! {0,5}\d{1,5}\. )[^\n]{31}"
"""The beginning of a line that is none."""
_FIRST = b"[1]"
_AFTER_REFERENCES = (b"", b" ", b"\n", b".", b",", b";", b":", b")")


def has_link_numbers(data: bytes) -> Generator[None, None, bool]:
    """Whether a text has the numbers of links and the list of their addresses."""
    return (yield from _list_of_links(data)) is not None


def without_link_numbers(path: str, data: bytes, notes: list[str]) -> Generator[None, None, DecodedSource | None]:
    """A text without the numbers of its links and their list; None if it is none with both."""
    found = yield from _list_of_links(data)
    if found is None:
        return None
    end, last = found
    places = Places(len(data), (yield from count_in_steps(data, b"\n")) + (not data.endswith(b"\n")))
    text = io.BytesIO()  # getvalue() does not copy, unlike joining pieces
    expected, at, line, glued = 1, 0, 1, 0
    while at <= end:
        mark = data.find(b"[%d]" % expected, at, end) if expected <= last else -1
        stop = mark if mark >= 0 else end
        while at < stop:  # a piece for each line: places are those of lines
            feed = data.find(b"\n", at, stop) + 1 or stop
            places.add(text.tell(), at, feed, line, is_same=True)
            text.write(data[at:feed])
            line += data.startswith(b"\n", feed - 1)
            at = feed
            if len(places) % SLICE_LINES == 0:
                yield
        if mark < 0:
            break
        at = mark + len(b"[%d]" % expected)
        glued += data[at : at + 1] not in _AFTER_REFERENCES
        expected += 1
    # Notes that people write are behind words: "as he says [1]."
    if 2 * (expected - 1) < last or 5 * glued < 4 * (expected - 1):
        return None
    return DecodedSource(text.getvalue(), path, ", ".join([*notes, "a dump with numbers of links"]), places)


def _list_of_links(data: bytes) -> Generator[None, None, tuple[int, int] | None]:
    """Where the text above the list ends, and how many links the list has; None without such a list at the end, or
    without the number of the first link."""
    if not (yield from is_in_steps(data, _FIRST)):  # to look for three bytes takes less than for the list
        return None
    heading = yield from _last_heading(data)
    if heading is None:
        return None
    at, count, lines = heading.end(), 0, 0
    address = re.compile(_ADDRESS)
    while at < len(data):
        line = address.match(data, at)
        if line is None:
            return None
        count += line[0].lstrip().startswith(b"%d. " % (count + 1))
        at, lines = line.end(), lines + 1
        if lines % SLICE_LINES == 0:
            yield
    return (heading.start() + 1, count) if count >= MIN_LINKS else None


def _last_heading(data: bytes) -> Generator[None, None, re.Match[bytes] | None]:
    """The last heading above which the list could be, looked for from the end: most texts end otherwise."""
    other_line, heading = re.compile(_OTHER_LINE), re.compile(_HEADING)
    end = len(data)
    while end:
        start = data.rfind(b"\n", 0, max(0, end - SLICE_BYTES)) + 1
        is_long = end - start > 2 * SLICE_BYTES  # no line of the list is as long as the first one here
        start = end - SLICE_BYTES if is_long else start
        others = deque(other_line.finditer(data, start, end), maxlen=1)
        begin = others[0].end() if others else start
        headings = deque(heading.finditer(data, max(0, begin - 1), end + _HEADING_BYTES), maxlen=1)
        if headings or others or is_long:
            return headings[0] if headings else None
        end = start
        yield
    return None
