"""Pages as text browsers dump them: `[3]` ahead of each link, and a list of all addresses at the end.

The numbers are in the midst of names, times and words. They are left out, and so is the list.
"""

from __future__ import annotations

import re
from collections import deque

from thread_parsers.source.decoded import DecodedSource, Places

MIN_LINKS = 3
_LIST = re.compile(
    rb"\n[^\n]{3,24}\n\n(?: {1,6}[^\n]{3,24}\n)?(?= {1,5}1\. [a-z][a-z0-9+.-]{1,20}:[^\n]+\n)", re.IGNORECASE
)
"""What is above the list: a heading, lynx has it in many languages, and perhaps `Visible links:`."""
_ADDRESS = re.compile(rb"(?: {0,5}\d{1,5}\. [^\n]*|[^\n]{0,30})(?:\n|\Z)")
_FIRST = b"[1]"
_AFTER_REFERENCES = (b"", b" ", b"\n", b".", b",", b";", b":", b")")


def has_link_numbers(data: bytes) -> bool:
    """Whether a text has the numbers of links and the list of their addresses."""
    return _FIRST in data and _list_of_links(data) is not None


def without_link_numbers(path: str, data: bytes, notes: list[str]) -> DecodedSource | None:
    """A text without the numbers of its links and their list; None if it is none with both."""
    found = _list_of_links(data) if _FIRST in data else None
    if found is None:
        return None
    end, last = found
    places = Places(len(data), data.count(b"\n") + (not data.endswith(b"\n")))
    pieces: list[bytes] = []
    size, expected, at, line, glued = 0, 1, 0, 1, 0
    while at <= end:
        mark = data.find(b"[%d]" % expected, at, end) if expected <= last else -1
        stop = mark if mark >= 0 else end
        while at < stop:  # a piece for each line: places are those of lines
            feed = data.find(b"\n", at, stop) + 1 or stop
            places.add(size, at, feed, line, is_same=True)
            pieces.append(data[at:feed])
            size, line = size + feed - at, line + data.startswith(b"\n", feed - 1)
            at = feed
        if mark < 0:
            break
        at = mark + len(b"[%d]" % expected)
        glued += data[at : at + 1] not in _AFTER_REFERENCES
        expected += 1
    # Notes that people write are behind words: "as he says [1]."
    if 2 * (expected - 1) < last or 5 * glued < 4 * (expected - 1):
        return None
    return DecodedSource(b"".join(pieces), path, ", ".join([*notes, "a dump with numbers of links"]), places)


def _list_of_links(data: bytes) -> tuple[int, int] | None:
    """Where the text above the list ends, and how many links the list has; None without such a list at the end."""
    heading = next(iter(deque(_LIST.finditer(data), maxlen=1)), None)
    if heading is None:
        return None
    at, count = heading.end(), 0
    while at < len(data):
        line = _ADDRESS.match(data, at)
        if line is None:
            return None
        count += line[0].lstrip().startswith(b"%d. " % (count + 1))
        at = line.end()
    return (heading.start() + 1, count) if count >= MIN_LINKS else None
