"""Long paragraphs divided into parts, so that nothing that is done with one takes the memory and time of a whole file:
an article may be one line of hundreds of megabytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.large_texts import start_of_character

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source.source import Source

MAX_PARAGRAPH_BYTES = 1 << 18
"""Length of a part."""
_LAST_BYTES = 1 << 10
"""Bytes before the end of a part in which a space is looked for, so that no word is cut."""


def divided(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a paragraph, in order and without gaps: one, unless it is very long."""
    while end - start > MAX_PARAGRAPH_BYTES:
        first = start + MAX_PARAGRAPH_BYTES - _LAST_BYTES
        last = source.read(first, first + _LAST_BYTES)
        cut = last.rfind(b" ") + 1
        if not cut:  # then before a character
            cut = start_of_character(last, len(last) - 1)
        yield start, first + cut
        start = first + cut
    yield start, end
