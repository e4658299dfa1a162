"""Where a page has text, how much of it is in links, and where it states times: what repeated blocks are measured by."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from thread_parsers.formats.html.moments import moment
from thread_parsers.markup.entities import decode_entities
from thread_parsers.markup.tokenizer import Kind, tokens
from thread_parsers.times.times import MAX_CHARS, TimeReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.formats.html.page import Page

TIME_ATTRIBUTES = (
    "datetime", "title", "created", "data-time", "data-timestamp", "data-utc", "data-utime", "data-epoch", "data-date",
    "data-datetime", "data-created", "data-created-at", "data-at-unix", "content",
)  # fmt: skip
"""Attributes in which pages state times."""
FIRST_YEARS, LAST_YEARS = 946_684_800, 4_102_444_800
"""Numbers that are times as seconds since 1970: those of the years 2000 to 2100. Ids are numbers, too."""
MIN_PROSE_BYTES = 80
"""Shorter texts are labels."""
SLICE = 1 << 10
"""Tokens or elements between two yields."""
_BLANKS = " \t\n\r\f"


class PageText:
    """The texts of a page, and the places of its times."""

    def __init__(self) -> None:
        self.times = TimeReader()
        self._starts = array("Q")
        """The place of each text."""
        self._before = array("Q", [0])
        """Bytes of text before each of them."""
        self._linked_before = array("Q", [0])
        """Those in links."""
        self._dates: list[int] = []
        """The places of times, in order."""

    def build(self, page: Page) -> Iterator[None]:
        """Measure a page. Must be completed before anything else is used."""
        markup, is_linked = page.tree.markup, False
        for count, (kind, name, start, end) in enumerate(tokens(markup), 1):
            if kind is Kind.START or kind is Kind.END:
                if name == "a":
                    is_linked = kind is Kind.START
            elif kind is Kind.TEXT and (text := markup[start:end].strip(_BLANKS)):
                self._starts.append(start)
                self._before.append(self._before[-1] + len(text))
                self._linked_before.append(self._linked_before[-1] + (len(text) if is_linked else 0))
                if len(text) <= 2 * MAX_CHARS and self.is_time(page.markup(start, end)):
                    self._dates.append(start)
            if count % SLICE == 0:
                yield
        for element in range(len(page.tree)):
            found = page.tree.attributes(element)
            if any(name in found and self.is_time(found[name]) for name in TIME_ATTRIBUTES):
                self._dates.append(page.tree.start[element])
            if element % SLICE == 0:
                yield
        self._dates.sort()

    def is_time(self, text: str) -> bool:
        """Whether a text is a time: a date, or an age in words."""
        text = " ".join(decode_entities(text).split())
        if text.isdigit():
            return len(text) in (10, 13) and FIRST_YEARS <= int(text[:10]) <= LAST_YEARS
        return 2 <= len(text) <= MAX_CHARS and moment(self.times, text) is not None

    def has_time(self, start: int, end: int) -> bool:
        """Whether there is a time in a part of the page."""
        at = bisect_left(self._dates, start)
        return at < len(self._dates) and self._dates[at] < end

    @property
    def total(self) -> int:
        """Bytes of text."""
        return self._before[-1]

    def size(self, start: int, end: int) -> tuple[int, int]:
        """Bytes of text in a part of the page, and how many of them are in links."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._before[last] - self._before[first], self._linked_before[last] - self._linked_before[first]

    def prose(self, end: int) -> int:
        """Bytes of long texts outside of links before a place of the page."""
        last = bisect_left(self._starts, end)
        sizes = (
            self._before[at + 1] - self._before[at]
            for at in range(last)
            if self._linked_before[at + 1] == self._linked_before[at]
        )
        return sum(size for size in sizes if size >= MIN_PROSE_BYTES)
