"""Pieces of a long text that can be worked on one after the other, so that no step takes long.

`spans` cuts where no character acts on one across the cut: folding or displaying the pieces and joining the results is
the same as doing it to the whole text. `windows` are for a search, which cannot be interrupted.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from thread_parsers.text.folding import composes, is_invisible
from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

PIECE_CHARS = 2048
"""Length of a piece: folding it takes a fraction of a millisecond."""

MAX_CLUSTER_CHARS = 1024
"""Characters after the wanted place that are searched for one to cut at. No writing has as many marks in a row; in a
longer run the cut is made anyway."""

WINDOW_CHARS = 1 << 13
"""Characters where a hit may begin in one call of a search."""

MAX_HIT_CHARS = 1 << 11
"""Characters of a hit that are looked at beyond its window. A text of up to WINDOW_CHARS + MAX_HIT_CHARS is searched in
one call."""

_JOINERS = "\u200c\u200d"


def spans(text: str, size: int = PIECE_CHARS) -> Iterator[tuple[int, int]]:
    """Yield first and one past the last character of each piece: `size` characters and up to MAX_CLUSTER_CHARS."""
    at = 0
    while at < len(text):
        end = _cut(text, at + size)
        yield at, end
        at = end


def printable_in_steps(text: str) -> Generator[None, None, str]:
    """The same as `printable`, a piece at a time."""
    found = []
    for start, end in spans(text):
        found.append(printable(text[start:end]))
        yield
    return "".join(found)


def windows(size: int) -> Iterator[tuple[int, int]]:
    """For a text of this size, yield the places before which a hit must begin, and before which it must end."""
    at = 0
    while True:
        limit = at + WINDOW_CHARS + MAX_HIT_CHARS
        if limit >= size:
            yield size, size
            return
        at += WINDOW_CHARS
        yield at, limit


def _cut(text: str, at: int) -> int:
    """The first place from `at` on where the text can be cut."""
    stop = min(len(text), at + MAX_CLUSTER_CHARS)
    return next((place for place in range(at, stop) if _is_free(text[place]) and text[place - 1] not in _JOINERS), stop)


def _is_free(char: str) -> bool:
    """Whether nothing about a character depends on those before it, nor anything before it on the character."""
    if " " <= char <= "~":
        return True
    return not (
        composes(char) or is_invisible(char) or unicodedata.category(char) == "Me" or "\ud7b0" <= char <= "\ud7fb"
    )
