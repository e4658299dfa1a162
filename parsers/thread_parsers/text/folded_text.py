"""A long text that is folded piece by piece, with the map from the folded text back to the original one."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from thread_parsers.text.folding import OffsetMap, folded, plain, straight_quotes
from thread_parsers.text.text_pieces import PIECE_CHARS, spans

if TYPE_CHECKING:
    from collections.abc import Generator

ASCII_PIECE_CHARS = 1 << 16
"""Length of a piece that is only ASCII, which is folded twenty times as fast."""


def compared(text: str, *, caseless: bool, lines: bool = False) -> str:
    """The form in which queries compare a text: folded, with straight quotes. With `lines`, case and line feeds are
    kept, as regular expressions need it."""
    return straight_quotes(plain(text) if lines else folded(text, caseless=caseless))


def compared_in_steps(text: str, *, caseless: bool, lines: bool = False) -> Generator[None, None, str]:
    """The same as `compared`, a piece at a time."""
    if len(text) <= PIECE_CHARS:
        return compared(text, caseless=caseless, lines=lines)
    whole = FoldedText(text, caseless=caseless, lines=lines)
    yield from whole.fold()
    return whole.folded


class FoldedText:
    """A text in the form of `compared`. Run `fold` to its end before using it."""

    def __init__(self, text: str, *, caseless: bool, lines: bool = False) -> None:
        self._text, self._caseless, self._lines = text, caseless, lines
        self.folded = ""
        self._starts: list[int] = []
        """Where each piece begins in the text, and the end of the text."""
        self._folded_starts: list[int] = []
        """Where each piece begins in the folded text."""
        self._mapped: tuple[int, OffsetMap] | None = None
        """The piece that was mapped last, by its number."""
        self.mapped_pieces = 0
        """How often a piece was mapped, which takes milliseconds."""

    def fold(self) -> Generator[None, None, None]:
        """Fold the text, yielding after each piece."""
        found: list[str] = []
        size = 0
        for start, end in spans(self._text, ASCII_PIECE_CHARS) if self._text.isascii() else spans(self._text):
            self._starts.append(start)
            self._folded_starts.append(size)
            found.append(compared(self._text[start:end], caseless=self._caseless, lines=self._lines))
            size += len(found[-1])
            yield
        self._starts.append(len(self._text))
        self.folded = "".join(found)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """First and one past the last original character of the folded text from `start` to `end`, not empty."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, at: int) -> tuple[int, int]:
        number = bisect_right(self._folded_starts, at) - 1
        first, after = self._starts[number], self._starts[number + 1]
        offset = at - self._folded_starts[number]
        if self._mapped is None or self._mapped[0] != number:
            piece = self._text[first:after]
            self.mapped_pieces += 1
            self._mapped = (number, OffsetMap(piece, caseless=self._caseless, lines=self._lines))
        start, end = self._mapped[1].original(offset, offset + 1)
        return first + start, first + end
