"""Cells of the terminal's screen: what is in each, and how it looks, made from the segments that widgets draw."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from rich.cells import split_graphemes
from rich.style import Style
from textual.strip import Strip

from thread_reader.terminal.guard import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.color import ColorSystem
    from rich.segment import Segment

KEPT_STRIPS = 1024
"""Strips whose cells are kept: some screens."""
KEPT_TEXTS = 1024
KEPT_LOOKS = 256
KEPT_CHARACTERS = 2048
"""Different characters that are kept for each look."""
SINGLE = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e"
    "\u2190-\u21ff\u2500-\u25fc]*+"
)
"""Text whose characters take one cell each, whatever stands beside them: most text that is not ASCII."""


class Cell(NamedTuple):
    """A cell of the screen. Equal ones are one object, as long as it is kept: then they are quick to compare."""

    text: str
    """Its character. One that takes several cells is in the first of them, and the others are empty."""
    look: Look


class Look:
    """How some cells look: what is written before and after their text. Equal ones are one object, as long as it is
    kept."""

    __slots__ = ("cell", "end", "start")

    def __init__(self, start: str = "", end: str = "") -> None:
        self.start, self.end = start, end
        self.cell: Callable[[str], Cell] = _CellsByText(self).__getitem__
        """Returns the cell with a text."""


class _CellsByText(dict[str, Cell]):
    """The cells of a look."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, text: str) -> Cell:
        if len(self) >= KEPT_CHARACTERS:
            self.clear()
        cell = self[text] = Cell(text, self._look)
        return cell


class Run(NamedTuple):
    """Cells that are written with the same look."""

    first: int
    end: int
    look: Look
    texts: Sequence[str]
    """The text of each cell."""


class Cells(NamedTuple):
    """The cells of a strip."""

    cells: list[Cell]
    """What each cell shows. Of blanks before and after the text of a segment, only what is seen."""
    runs: Sequence[Run]
    has_certain_width: bool

    def written(self, first: int, end: int) -> Iterator[str]:
        """Yield what is written for some of the cells."""
        for start, stop, look, texts in self.runs:
            if start < end and stop > first:
                is_whole = first <= start and stop <= end
                some = texts if is_whole else texts[max(first - start, 0) : end - start]
                yield f"{look.start}{some if isinstance(some, str) else ''.join(some)}{look.end}"


class StripCells:
    """The cells of strips. They are kept, because a row that scrolls is the same strip."""

    def __init__(self) -> None:
        self._colours: ColorSystem | None = None
        self._kept: dict[int, tuple[Strip, Cells]] = {}
        self._looks: dict[int, tuple[Look, Look, Style | None]] = {}
        """By the identity of a style: how text looks, how blanks do, and the style, so that no other one has its id."""

    def of(self, strip: Strip, colours: ColorSystem) -> Cells:
        """The cells of a strip, as many as it is wide. Whatever it contains, they cannot control the terminal."""
        if colours is not self._colours or len(self._kept) >= KEPT_STRIPS:
            self._kept.clear()
        if colours is not self._colours or len(self._looks) >= KEPT_LOOKS:
            self._looks.clear()
            self._colours = colours
        kept = self._kept.get(id(strip))
        if kept is not None:
            return kept[1]
        cells = self._cells(strip, colours)
        if len(cells.cells) != strip.cell_length:
            # What was made harmless, or a mark at the beginning of a segment, is not as wide as was planned.
            fitted = Strip(map(harmless, strip)).adjust_cell_length(strip.cell_length)
            cells = self._cells(fitted, colours)
        self._kept[id(strip)] = strip, cells  # the strip too, so that no other one gets its id
        return cells

    def _cells(self, strip: Iterable[Segment], colours: ColorSystem) -> Cells:
        cells: list[Cell] = []
        runs: list[Run] = []
        is_certain = True
        for segment in strip:
            text, style, _ = harmless(segment)
            looks = self._looks.get(id(style))
            if looks is None:
                looks = self._looks[id(style)] = _look_of(style, colours), _blank_of(style, colours), style
            look, blank, _ = looks
            texts: Sequence[str] = text
            if not text.isascii() and SINGLE.fullmatch(text) is None:
                texts, is_each_certain = _texts_of(text)
                is_certain = is_certain and is_each_certain
            start = len(cells)
            if text.isspace():
                look = blank
                cells += map(look.cell, texts)
            elif look is blank or (text[:1] != " " and text[-1:] != " "):
                cells += map(look.cell, texts)
            else:
                first, last = len(text) - len(text.lstrip(" ")), len(texts) - len(text) + len(text.rstrip(" "))
                cells += map(blank.cell, texts[:first])
                cells += map(look.cell, texts[first:last])
                cells += map(blank.cell, texts[last:])
            runs.append(Run(start, len(cells), look, texts))
        return Cells(cells, runs, is_certain)


@lru_cache(maxsize=KEPT_TEXTS)
def _texts_of(text: str) -> tuple[tuple[str, ...], bool]:
    """The characters of each cell, and whether they have a certain width."""
    texts: list[str] = []
    mark = ""
    for start, end, width in split_graphemes(text)[0]:
        if width:
            texts += [mark + text[start:end], *[""] * (width - 1)]
            mark = ""
        else:  # a mark at the beginning, which belongs to the character before the segment
            mark += text[start:end]
    return tuple(texts), has_certain_width(texts)


def has_certain_width(texts: Sequence[str]) -> bool:
    """Whether terminals agree on how many cells each character takes. They do not for emoji and for what is composed of
    several characters."""
    return "".join(texts).isascii() or (max(map(len, texts)) < 2 and max(texts) < "\U00010000")


@lru_cache(maxsize=KEPT_LOOKS)
def _look(start: str, end: str) -> Look:
    return Look(start, end)


def _look_of(style: Style | None, colours: ColorSystem) -> Look:
    """How text looks. Text is always written as style, text, reset, within a link as link, text, end of the link."""
    start = end = ""
    if style is not None and style.link:
        # Of the address, so that it is the same whenever the link is drawn. Those of Rich are random.
        start, end = f"\x1b]8;id={crc32(style.link.encode()):x};{style.link}\x1b\\", "\x1b]8;;\x1b\\"
    codes = Strip.render_ansi(style, colours) if style is not None else ""
    return _look(f"{start}\x1b[{codes}m", f"\x1b[0m{end}") if codes else _look(start, end)


def _blank_of(style: Style | None, colours: ColorSystem) -> Look:
    """How a blank looks: of colours and letters, only the background is seen."""
    if style is None or style.link or style.underline or style.underline2 or style.overline or style.strike:
        return _look_of(style, colours)
    return _look_of(style if style.reverse else Style(bgcolor=style.bgcolor), colours)
