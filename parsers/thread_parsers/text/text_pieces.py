"""Pieces of a long text that can be worked on one after the other, so that no step takes long.

`spans` cuts where no character acts on one across the cut: folding or displaying the pieces and joining the results is
the same as doing it to the whole text. `line_runs` cuts between lines. `windows` are for a search, which cannot be
interrupted.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from thread_parsers.text.folding import composes, is_invisible
from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

PIECE_CHARS = 2048
"""Length of a piece: folding it takes a fraction of a millisecond."""

PIECE_COST = 16
"""Characters of a batch that take as long as making a piece: a comment of two letters is one."""

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


def in_pieces(text: str) -> Iterable[str]:
    """The pieces of a text."""
    return (text,) if len(text) <= PIECE_CHARS else (text[start:end] for start, end in spans(text))


def batches(pieces: Iterable[str], characters: int = PIECE_CHARS) -> Iterator[str]:
    """Join pieces into batches of about so many characters, except the last; each piece counts as PIECE_COST more. An
    empty piece, which says that a step of the work is done, ends a batch."""
    batch: list[str] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece) + PIECE_COST
        if size >= characters or not piece:
            yield "".join(batch)
            batch, size = [], 0
    yield "".join(batch)


def line_runs(text: str, size: int = PIECE_CHARS) -> Iterator[tuple[int, int]]:
    """Yield first and one past the last character of runs of whole lines, without the line feed that is behind each but
    the last. A run has at most `size` characters, or is one line."""
    at = 0
    while len(text) - at > size:
        feed = text.rfind("\n", at, at + size + 1)
        if feed < 0:
            feed = text.find("\n", at + size)
        if feed < 0:
            break
        yield at, feed
        at = feed + 1
    yield at, len(text)


def whole_lines(pieces: Iterable[str]) -> Iterator[str]:
    """Join pieces so that each but the last ends with a line: what is displayed of a line depends on all of it."""
    held: list[str] = []
    for piece in pieces:
        end = piece.rfind("\n") + 1
        if end:
            yield "".join(held) + piece[:end]
            held.clear()
        held.append(piece[end:])
    yield "".join(held)


def printable_lines(pieces: Iterable[str]) -> Iterator[str]:
    """The same for a terminal: each line is made safe to draw."""
    return ("\n".join(map(printable, lines.split("\n"))) for lines in whole_lines(pieces))


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
