"""The quotes and list items around the words of a line, and the signs that are drawn for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_reader.render.bodies.pieces import FAINT, Piece
from thread_reader.render.signs import UNICODE

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_NESTING = 24
"""Quotes and lists inside each other. Deeper marks are text."""
MAX_BARS = 3
"""Bars of a quote; a deeper one has its depth as a number."""
BAR, BULLET = UNICODE.quote, UNICODE.bullet

QUOTE = re.compile(" {0,3}>(?!!) ?")
"""Not the mark of a spoiler, `>!`."""
ITEM = re.compile(r"(?P<indent> {0,3})(?P<mark>[-+*•]|[0-9]{1,9}[.)])(?P<space> {1,4}(?! )| (?= )|$)")


class Container(NamedTuple):
    """A quote, or an item whose further lines are indented by `width` blanks."""

    is_quote: bool
    width: int = 0


class Mark(NamedTuple):
    """What a line has for one of its containers: characters of the line, and what is drawn for them."""

    container: Container
    start: int = 0
    end: int = 0
    text: str = ""
    """The bullet or number of an item; blanks on its further lines."""


def item_mark(match: re.Match[str], start: int) -> Mark:
    """The mark of an item that begins at character `start`."""
    mark = match["mark"]
    shown = BULLET if mark in "-+*" else mark
    width = max(match.end() - match.start(), len(match["indent"]) + len(mark) + 1)
    return Mark(Container(False, width), start, match.end(), f"{shown} ")


def quote_depth(marks: Sequence[Mark]) -> int:
    """How many quotes a line is in."""
    return sum(mark.container.is_quote for mark in marks)


def pieces_of(marks: Sequence[Mark], *, is_first: bool = True) -> tuple[Piece, ...]:
    """What is drawn before the words of a line; of its further rows if `is_first` is false."""
    pieces: list[Piece] = []
    bars: list[Mark] = []
    for mark in marks:
        if mark.container.is_quote:
            bars.append(mark)
            continue
        pieces += _bars(bars, is_first=is_first)
        bars = []
        text = mark.text if is_first else " " * len(mark.text)
        shows = is_first and bool(text.strip())
        pieces.append(Piece(text, mark.start if shows else 0, mark.end if shows else 0))
    return (*pieces, *_bars(bars, is_first=is_first))


def _bars(marks: Sequence[Mark], *, is_first: bool) -> list[Piece]:
    if not marks:
        return []
    shown = [(mark.start, mark.end) if is_first else (0, 0) for mark in marks]
    pieces = [Piece(BAR, *span, FAINT) for span in shown[:MAX_BARS]]
    if len(marks) > MAX_BARS:
        start, end = shown[MAX_BARS][0], shown[-1][1]
        pieces.append(Piece(str(len(marks)), start, end, FAINT))
    return [*pieces, Piece(" ")]


def _is_text(match: re.Match[str]) -> bool:
    """Whether the mark of an item is a part of the paragraph before it: an empty one, or any number but 1."""
    number = match["mark"][:-1]
    return match.end() == len(match.string) or (bool(number) and number != "1")


class Nesting:
    """The containers that are open, line by line."""

    def __init__(self, *, has_quotes: bool, has_lists: bool) -> None:
        self.open: list[Container] = []
        self._texts: list[str] = []
        """What is drawn for each of them on further lines."""
        self._has_quotes, self._has_lists = has_quotes, has_lists

    def continued(self, line: str) -> tuple[list[Mark], int]:
        """The marks of the open containers that a line continues, and where the rest of the line begins."""
        marks: list[Mark] = []
        at = 0
        for container, text in zip(self.open, self._texts, strict=True):
            if container.is_quote:
                match = QUOTE.match(line, at)
                if match is None:
                    break
                marks.append(Mark(container, at, match.end()))
                at = match.end()
            elif line.startswith(" " * container.width, at):
                marks.append(Mark(container, at, at + container.width, " " * len(text)))
                at += container.width
            elif not line[at : at + container.width].strip() and not line[at:].strip():
                marks.append(Mark(container, len(line), len(line), " " * len(text)))
                at = len(line)
            else:
                break
        return marks, at

    def further(self, line: str, at: int, *, interrupts: bool) -> Mark | None:
        """The mark of a container that begins at a character. `interrupts`: whether it would end a paragraph, which
        only few items do."""
        if self._has_quotes:
            match = QUOTE.match(line, at)
            if match is not None:
                return Mark(Container(True), at, match.end())
        if self._has_lists:
            match = ITEM.match(line, at)
            if match is not None and not (interrupts and _is_text(match)):
                return item_mark(match, at)
        return None

    def close(self, count: int) -> None:
        """Close the containers from one on."""
        del self.open[count:], self._texts[count:]

    def enter(self, mark: Mark) -> None:
        """Open a container."""
        self.open.append(mark.container)
        self._texts.append(mark.text)

    def lazy(self, marks: Sequence[Mark]) -> list[Mark]:
        """The marks of a line that continues the paragraph before it without those of all containers."""
        rest = zip(self.open[len(marks) :], self._texts[len(marks) :], strict=True)
        return [*marks, *(Mark(container, 0, 0, " " * len(text)) for container, text in rest)]
