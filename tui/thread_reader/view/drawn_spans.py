"""The spans of search hits, or of matches of the filter, in the texts on the screen: found once, not for each frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from thread_reader.view.reader import Reader

    Spans = Sequence[tuple[int, int]]

MIN_CHARACTERS = 2_000
"""Shorter texts are searched again each time: that takes microseconds."""
MAX_CHARACTERS = 200_000
"""Of longer texts only a window around what is drawn is searched, so that no key waits for megabytes. A hit longer than
the margin of the window, or one that depends on text further away (`^`), may then not be highlighted."""
WINDOW_CHARACTERS = 20_000
MARGIN_CHARACTERS = 2_000
MAX_TEXTS = 200


class DrawnSpans:
    """Spans by text, forgotten when search or filter change."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._found_for: tuple[object, ...] = ()
        """The search or the filter that the spans belong to."""
        self._found: dict[Hashable, Spans] = {}

    @property
    def wanted(self) -> tuple[object, ...]:
        """What the spans depend on."""
        search, shown_by = self._reader.search, self._reader.filter
        return search.pattern, search.trouble, shown_by.query, shown_by.active, shown_by.trouble

    @property
    def finds_nothing(self) -> bool:
        """Whether there is neither a search nor a filter."""
        return self._reader.search.pattern is None and not self._reader.filter.active

    def of(self, key: Hashable, text: str, start: int, end: int) -> Spans:
        """Return the spans in a displayed text, in order and without overlaps: those of the search, or without one
        those of the filter. `key` identifies the text; characters `start` to `end` of it are drawn."""
        search, shown_by = self._reader.search, self._reader.filter
        find = shown_by.spans if search.pattern is None else search.spans
        if len(text) < MIN_CHARACTERS:
            return find(text)
        wanted = self.wanted
        if len(self._found) >= MAX_TEXTS or wanted != self._found_for:
            self._found.clear()
            self._found_for = wanted
        first, last = 0, len(text)
        if len(text) > MAX_CHARACTERS:
            first = max(0, start // WINDOW_CHARACTERS * WINDOW_CHARACTERS - MARGIN_CHARACTERS)
            last = min(last, (end // WINDOW_CHARACTERS + 1) * WINDOW_CHARACTERS + MARGIN_CHARACTERS)
        key = (key, len(text), first, last)
        if key not in self._found:
            self._found[key] = [(first + begins, first + ends) for begins, ends in find(text[first:last])]
        return self._found[key]
