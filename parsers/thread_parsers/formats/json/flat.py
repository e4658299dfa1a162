"""What families share whose comments are the objects of one list: pauses, progress, and where the words are."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from thread_parsers.formats.json.decode import decode
from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.post import Post
    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.json import Value
    from thread_parsers.source.source import Source

SLICE_COMMENTS, SLICE_BYTES = 128, 1 << 17
"""Comments, and bytes of the file, that are read between two yields."""
MAX_PLACES_TRIED = 4
"""Members with the key that are compared with the wanted value."""
LABEL_WORDS = 9
"""Maximum number of words of a label for content that is not text, such as a picture."""


class Pace:
    """Decides when to yield, and keeps `Discussion.bytes_read` up to date."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion
        self._comments = 0
        self._end = 0

    def is_over(self, item: Value) -> bool:
        """Count an object that was read. True if it is time to yield."""
        self._comments += 1
        if self._comments < SLICE_COMMENTS and item.end - self._end < SLICE_BYTES:
            return False
        self._comments, self._end = 0, item.end
        self._discussion.bytes_read = item.end
        return True

    def hold(
        self, rendering: Rendering, items: Iterator[Value | None], post: Callable[[Value], Post]
    ) -> Iterator[None]:
        """Collect the comments that `post` makes of objects, in steps."""
        for item in items:
            if item is not None:
                rendering.hold(post(item))
            if item is None or self.is_over(item):
                yield


def place(source: Source, item: Value, key: str, value: object) -> tuple[int, int]:
    """The bytes of the file that the member `key` of an object was decoded from; of a string without its quotation
    marks. Those of the whole object if they are not found.

    The first member with this key and value counts, which can be one of an object inside: its words are the same.
    """
    if not value:
        return item.start, item.end
    data = source.read(item.start, item.end)
    for number, match in enumerate(_member(key).finditer(data)):
        if number == MAX_PLACES_TRIED:
            break
        if match[1] is not None:
            start, end = match.span(1)
            same = b"\\" not in match[1] and match[1].decode("utf-8", "surrogateescape") == value
            if same or decode(data[start - 1 : end + 1].decode("utf-8", "surrogateescape")).value == value:
                return item.start + start, item.start + end
        elif isinstance(value, (list, dict)):
            rest = data[match.end() :].decode("utf-8", "surrogateescape")
            found = decode(rest)
            if found.value == value:
                start = item.start + match.end()
                return start, start + len(rest[: found.end].encode("utf-8", "surrogateescape"))
    return item.start, item.end


@lru_cache(64)
def _member(key: str) -> re.Pattern[bytes]:
    """The beginning of a member; if it is a string, all of it."""
    written = re.escape(key.encode())
    return re.compile(rb'"%s"[ \t\r\n]*+:[ \t\r\n]*+(?:"([^"\\]*+(?:\\.[^"\\]*+)*+)")?' % written, re.DOTALL)


def label(*words: str) -> str:
    """Words in brackets, shortened, for something that is not text; empty without words."""
    listed = " ".join(words).split()
    if not listed:
        return ""
    more = "…" if len(listed) > LABEL_WORDS else ""
    return f"[{' '.join(listed[:LABEL_WORDS])}{more}]"


def iso(seconds: int) -> str:
    """A moment in UTC as ISO 8601, for a time of editing that is stated as a number."""
    return (EPOCH + timedelta(seconds=seconds)).isoformat() + "Z"
