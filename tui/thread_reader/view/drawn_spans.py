"""The spans of search hits, or of matches of the filter, in the texts on the screen: found once, not for each frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from thread_reader.view.reader import Reader

    Spans = Sequence[tuple[int, int]]

MIN_CHARACTERS = 2_000
"""Shorter texts are searched again each time: that takes microseconds."""
MAX_TEXTS = 200


class DrawnSpans:
    """Spans by text, forgotten when search or filter change."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._wanted: tuple[object, ...] = ()
        """The search or the filter that the spans belong to."""
        self._found: dict[Hashable, Spans] = {}

    def of(self, key: Hashable, text: str) -> Spans:
        """Return the spans in a displayed text, in order and without overlaps: those of the search, or without one
        those of the filter. `key` identifies the text."""
        search, shown_by = self._reader.search, self._reader.filter
        find = shown_by.spans if search.pattern is None else search.spans
        if len(text) < MIN_CHARACTERS:
            return find(text)
        wanted = (search.pattern, search.trouble, shown_by.query, shown_by.active, shown_by.trouble)
        if len(self._found) >= MAX_TEXTS or wanted != self._wanted:
            self._found.clear()
            self._wanted = wanted
        key = (key, len(text))
        if key not in self._found:
            self._found[key] = find(text)
        return self._found[key]
