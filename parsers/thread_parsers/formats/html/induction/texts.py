"""Where a page has text, how much of it is in links, and where it states times: measures of repeated blocks."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from thread_parsers.formats.html.moments import moment
from thread_parsers.formats.html.page import SEPARATORS
from thread_parsers.markup.entities import decode_entities
from thread_parsers.markup.tokenizer import Kind, tokens
from thread_parsers.times.epoch import is_epoch
from thread_parsers.times.times import MAX_CHARS, TimeReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.formats.html.page import Found, Page

MAX_TEXT_BYTES = 2 * MAX_CHARS
"""Longer texts are not looked at as times."""
MAX_SHORT_ELEMENTS = 64
"""Elements in a short text, at most: each may be inside of the one before, and each is asked for its words."""
TIME_ATTRIBUTE = re.compile(
    r"datetime|title|created|content|data-tippy-content|data-tooltip|data-original-title|aria-label"
    r"|data-(?:[a-z]{1,20}-){0,3}?(?:time|timestamp|utc|utime|epoch|date|datetime|created|unix)"
)
"""Attributes in which pages state times."""
_TIMES = re.compile(
    rf"""\s(?:{TIME_ATTRIBUTE.pattern})\s?=\s?(?:["']([^"'<>]{{4,{MAX_CHARS}}})["']|([^\s"'<>]{{4,{MAX_CHARS}}}+))"""
)
SEARCHED_CHARS, MAX_STATED_CHARS = 1 << 16, MAX_CHARS + 200
"""Characters of a page that are searched for them between two yields, and those that one may have."""
MIN_PROSE_BYTES = 80
"""Shorter texts are labels."""
MAX_CACHED = 1 << 14
"""Texts whose result is cached."""
SLICE, SLICE_CHARS = 1 << 10, 1 << 18
"""Tokens and characters of them between two yields."""
_BLANKS = " \t\n\r\f"


class Texts:
    """The texts of a page, and the places of its times."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.times = TimeReader()
        self._starts = array("Q")
        """The place of each text."""
        self._before = array("Q", [0])
        """Bytes of text before each of them."""
        self._linked_before = array("Q", [0])
        """Those in links."""
        self._dates: list[int] = []
        """The places of times, in order."""
        self.names: dict[int, list[str]] = {}
        """Of elements that were looked at, the selectors that others may share."""
        self._words: dict[int, str] = {}
        self._own_words: dict[int, str] = {}
        self._is_time: dict[str, bool] = {}

    def build(self) -> Iterator[None]:
        """Measure the page. Must be completed before anything else is used."""
        markup, is_linked, total, linked, seen = self.page.tree.markup, False, 0, 0, 0
        for count, (kind, name, start, end) in enumerate(tokens(markup), 1):
            if kind is Kind.TEXT:
                text = markup[start:end].strip(_BLANKS)
                if text:
                    total += len(text)
                    linked += len(text) if is_linked else 0
                    self._starts.append(start)
                    self._before.append(total)
                    self._linked_before.append(linked)
                    if len(text) <= MAX_TEXT_BYTES and self.is_time(_decoded(text)):
                        self._dates.append(start)
            elif name == "a":
                is_linked = kind is Kind.START
            if count % SLICE == 0 or end - seen >= SLICE_CHARS:
                seen = end
                yield
        for count, match in enumerate(_stated_times(markup), 1):
            if match is not None and self.is_time(_decoded(match[1] or match[2])):
                self._dates.append(match.start())
            if match is None or count % SLICE == 0:
                yield
        self._dates.sort()

    def is_time(self, text: str) -> bool:
        """Whether a text is a time: a date, or an age in words."""
        found = self._is_time.get(text)
        if found is None:
            if len(self._is_time) >= MAX_CACHED:
                self._is_time.clear()
            found = self._is_time[text] = self._read_time(text)
        return found

    def _read_time(self, text: str) -> bool:
        if text.isdecimal():
            return is_epoch(text)
        text = " ".join(decode_entities(text).split()).strip(SEPARATORS)
        text += ")" * (text.count("(") > text.count(")"))  # of a zone at the end
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

    def unlinked(self, element: int) -> int:
        """Bytes of text in an element outside of links; -1 is the page."""
        start, end = self.page.tree.content(element) if element >= 0 else (0, len(self.page.tree.markup))
        size, linked = self.size(start, end)
        return size - linked

    def prose(self, end: int) -> int:
        """Bytes of long texts outside of links before a place of the page."""
        last = bisect_left(self._starts, end)
        sizes = (
            self._before[at + 1] - self._before[at]
            for at in range(last)
            if self._linked_before[at + 1] == self._linked_before[at]
        )
        return sum(size for size in sizes if size >= MIN_PROSE_BYTES)

    def words(self, element: int) -> str:
        """The words of a short element; empty if it has none or is long."""
        return self._short(element, self._words, self.page.words)

    def own_words(self, element: int) -> str:
        """The first words of a short element outside of those inside of it."""
        return self._short(element, self._own_words, self.page.own_text)

    def _short(self, element: int, cache: dict[int, str], read: Callable[[int], Found | None]) -> str:
        found = cache.get(element)
        if found is None:
            tree = self.page.tree
            is_short = 0 < self.size(*tree.content(element))[0] <= MAX_TEXT_BYTES
            is_short = is_short and tree.stop[element] - element <= MAX_SHORT_ELEMENTS
            stated = read(element) if is_short else None
            found = cache[element] = stated.text if stated else ""
        return found


def _stated_times(markup: str) -> Iterator[re.Match[str] | None]:
    """The times in attributes, and None after each part of the page: in blanks, the search is slow."""
    at = 0
    for end in range(SEARCHED_CHARS, len(markup) + SEARCHED_CHARS, SEARCHED_CHARS):
        for match in _TIMES.finditer(markup, at, end + MAX_STATED_CHARS):
            if match.start() >= end:
                break
            yield match
            at = match.end()
        yield None
        at = max(at, end)


def _decoded(text: str) -> str:
    """Words of the tree of a page, which has a character for each byte."""
    return text.encode("latin-1").decode("utf-8", "replace")
