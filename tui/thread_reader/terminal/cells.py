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
    from collections.abc import Sequence

    from rich.color import ColorSystem

KEPT_SEGMENTS = 4096


class Look(NamedTuple):
    """How some cells look: what is written before and after their text."""

    start: str = ""
    end: str = ""


DEFAULT = Look()
"""The terminal's own colours."""


class Cells(NamedTuple):
    """The cells of a segment."""

    texts: tuple[str, ...]
    """The character of each cell. One that takes several cells is in the first of them, and the others are empty."""
    looks: tuple[Look, ...]
    """How each cell looks. Of blanks before and after the text, only what is seen."""
    look: Look
    """How to write the segment."""
    has_certain_width: bool


@lru_cache(maxsize=KEPT_SEGMENTS)
def cells_of(text: str, style: Style | None, colours: ColorSystem) -> Cells:
    """The cells of a segment. Whatever it contains, it cannot control the terminal."""
    text, style, _ = harmless(Segment(text, style))
    look, blank = _look_of(style, colours), _blank_of(style, colours)
    texts = tuple(text) if text.isascii() else tuple(_texts_of(text))
    after = len(text) - len(text.rstrip(" "))
    before = 0 if after == len(text) else len(text) - len(text.lstrip(" "))
    looks = (blank,) * before + (look,) * (len(texts) - before - after) + (blank,) * after
    return Cells(texts, looks, look if before + after < len(text) else blank, has_certain_width(texts))


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


@lru_cache(maxsize=KEPT_SEGMENTS)
def _look_of(style: Style | None, colours: ColorSystem) -> Look:
    """How text looks. Text is always written as style, text, reset, within a link as link, text, end of the link."""
    start = end = ""
    if style is not None and style.link:
        # Of the address, so that it is the same whenever the link is drawn. Those of Rich are random.
        start, end = f"\x1b]8;id={crc32(style.link.encode()):x};{style.link}\x1b\\", "\x1b]8;;\x1b\\"
    codes = Strip.render_ansi(style, colours) if style is not None else ""
    return Look(f"{start}\x1b[{codes}m", f"\x1b[0m{end}") if codes else Look(start, end)


@lru_cache(maxsize=KEPT_SEGMENTS)
def _blank_of(style: Style | None, colours: ColorSystem) -> Look:
    """How a blank looks: of colours and letters, only the background is seen."""
    if style is None or style.link or style.underline or style.underline2 or style.overline or style.strike:
        return _look_of(style, colours)
    return _look_of(style if style.reverse else Style(bgcolor=style.bgcolor), colours)
