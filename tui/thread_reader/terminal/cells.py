"""Cells of the terminal's screen: what is in each, and how it looks, made from the segments that widgets draw."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from rich.cells import split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from thread_reader.terminal.guard import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.color import ColorSystem

KEPT_SEGMENTS = 4096
KEPT_STRIPS = 1024
"""Strips whose cells are kept: some screens."""
KEPT_LOOKS = 1024
KEPT_CHARACTERS = 1024
"""Different characters that are kept for each look."""


class Cell(NamedTuple):
    """A cell of the screen. Equal ones are mostly one object, which makes them quick to compare."""

    text: str
    """Its character. One that takes several cells is in the first of them, and the others are empty."""
    look: Look


class Look:
    """How some cells look: what is written before and after their text. Equal ones are one object."""

    __slots__ = ("_cells", "end", "start")

    def __init__(self, start: str = "", end: str = "") -> None:
        self.start, self.end = start, end
        self._cells: dict[str, Cell] = {}

    def cells(self, texts: Iterable[str]) -> list[Cell]:
        """The cells with these texts."""
        known = self._cells
        try:
            return [known[text] for text in texts]
        except KeyError:
            if len(known) >= KEPT_CHARACTERS:
                known.clear()
            return [known.get(text) or known.setdefault(text, Cell(text, self)) for text in texts]


class Run(NamedTuple):
    """Cells that are written with the same look."""

    first: int
    end: int
    look: Look
    written: str
    """All of them as they are written."""


class Cells(NamedTuple):
    """The cells of a segment or of a strip."""

    cells: list[Cell]
    """What each cell shows. Of blanks before and after the text of a segment, only what is seen."""
    texts: Sequence[str]
    """The text of each cell."""
    runs: Sequence[Run]
    has_certain_width: bool

    def written(self, first: int, end: int) -> Iterator[str]:
        """Yield what is written for some of the cells."""
        for start, stop, look, written in self.runs:
            if first <= start and stop <= end:
                yield written
            elif start < end and stop > first:
                yield f"{look.start}{''.join(self.texts[max(first, start) : min(end, stop)])}{look.end}"


class StripCells:
    """The cells of strips, kept because a row that scrolls is the same strip."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Strip, Cells]] = {}
        self._colours: ColorSystem | None = None

    def of(self, strip: Strip, colours: ColorSystem) -> Cells:
        """The cells of a strip, as many as it is wide."""
        if colours is not self._colours or len(self._kept) > KEPT_STRIPS:
            self._kept, self._colours = {}, colours
        kept = self._kept.get(id(strip))
        if kept is None:  # the strip is kept with its cells, so that no other one gets its id
            kept = self._kept[id(strip)] = strip, _cells_of_strip(strip, colours)
        return kept[1]


def _cells_of_strip(strip: Strip, colours: ColorSystem) -> Cells:
    made = [cells_of(text, style, colours) for text, style, _ in strip]
    if sum(len(each.cells) for each in made) != strip.cell_length:
        # What was made harmless, or a mark at the beginning of a segment, is not as wide as was planned.
        fitted = Strip(map(harmless, strip)).adjust_cell_length(strip.cell_length)
        made = [cells_of(text, style, colours) for text, style, _ in fitted]
    cells: list[Cell] = []
    texts: list[str] = []
    runs = []
    for each in made:
        start = len(cells)
        cells += each.cells
        texts += each.texts
        (run,) = each.runs
        runs.append(Run(start, len(cells), run.look, run.written))
    return Cells(cells, texts, runs, all(each.has_certain_width for each in made))


@lru_cache(maxsize=KEPT_SEGMENTS)
def cells_of(text: str, style: Style | None, colours: ColorSystem) -> Cells:
    """The cells of a segment. Whatever it contains, it cannot control the terminal."""
    text, style, _ = harmless(Segment(text, style))
    look, blank = _look_of(style, colours), _blank_of(style, colours)
    texts = text if text.isascii() else _texts_of(text)
    after = len(text) - len(text.rstrip(" "))
    before = 0 if after == len(text) else len(text) - len(text.lstrip(" "))
    last = len(texts) - after
    cells = [*blank.cells(texts[:before]), *look.cells(texts[before:last]), *blank.cells(texts[last:])]
    shown = look if before + after < len(text) else blank
    run = Run(0, len(texts), shown, f"{shown.start}{''.join(texts)}{shown.end}")
    return Cells(cells, texts, (run,), has_certain_width(texts))


def _texts_of(text: str) -> list[str]:
    """The characters of each cell."""
    texts: list[str] = []
    mark = ""
    for start, end, width in split_graphemes(text)[0]:
        if width:
            texts += [mark + text[start:end], *[""] * (width - 1)]
            mark = ""
        else:  # a mark at the beginning, which belongs to the character before the segment
            mark += text[start:end]
    return texts


def has_certain_width(texts: Sequence[str]) -> bool:
    """Whether terminals agree on how many cells each character takes. They do not for emoji and for what is composed of
    several characters."""
    return "".join(texts).isascii() or all(len(text) < 2 and text < "\U00010000" for text in texts)


@lru_cache(maxsize=KEPT_LOOKS)
def _look(start: str, end: str) -> Look:
    return Look(start, end)


@lru_cache(maxsize=KEPT_SEGMENTS)
def _look_of(style: Style | None, colours: ColorSystem) -> Look:
    """How text looks. Text is always written as style, text, reset, within a link as link, text, end of the link."""
    start = end = ""
    if style is not None and style.link:
        # Of the address, so that it is the same whenever the link is drawn. Those of Rich are random.
        start, end = f"\x1b]8;id={crc32(style.link.encode()):x};{style.link}\x1b\\", "\x1b]8;;\x1b\\"
    codes = Strip.render_ansi(style, colours) if style is not None else ""
    return _look(f"{start}\x1b[{codes}m", f"\x1b[0m{end}") if codes else _look(start, end)


@lru_cache(maxsize=KEPT_SEGMENTS)
def _blank_of(style: Style | None, colours: ColorSystem) -> Look:
    """How a blank looks: of colours and letters, only the background is seen."""
    if style is None or style.link or style.underline or style.underline2 or style.overline or style.strike:
        return _look_of(style, colours)
    return _look_of(style if style.reverse else Style(bgcolor=style.bgcolor), colours)
