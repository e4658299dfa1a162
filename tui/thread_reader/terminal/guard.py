"""The second layer of the door to the terminal: nothing of a page acts, even where somebody forgot the first.

Every widget's text leaves through `Strip.render`. There, what is not printable becomes a mark, and addresses in styles
are taken off, because they are written into a control sequence as they are (Textual 8.2.8). The first layer is
`thread_parsers.text.printable.visible`, called where a line becomes visible; when everybody calls it, nothing is left
to do here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from rich.console import Console

_render = Strip.render


def install() -> None:
    """Let every strip be rendered through the guard, from now on."""
    Strip.render = _render_harmless  # type: ignore[assignment, method-assign]


def _render_harmless(strip: Strip, console: Console) -> str:
    if strip._render_cache is None and not all(map(_is_harmless, strip._segments)):
        harmless = Strip([_harmless(segment) for segment in strip._segments])
        strip._segments = harmless.adjust_cell_length(strip.cell_length)._segments
    return _render(strip, console)


def _is_harmless(segment: Segment) -> bool:
    text, style, _ = segment
    return text.isprintable() and (style is None or style.link is None)


def _harmless(segment: Segment) -> Segment:
    text, style, _ = segment
    return Segment(printable(text), style.update_link(None) if style is not None else None)
