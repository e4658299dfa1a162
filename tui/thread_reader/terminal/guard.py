"""The second layer of protection for the terminal, in case a widget forgets the first.

All text of all widgets passes through `harmless`, on its way to the screen (`frame`) or in `Strip.render`. Here,
unprintable characters are replaced by visible ones, and links are removed from styles unless they may be opened,
because their addresses are written into a control sequence: those that may be opened are printable ASCII. The first
layer is `thread_parsers.text.printable.printable`, called where a line is prepared for display. If every caller uses
it, this layer changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from thread_parsers.text.printable import printable
from thread_reader.view.links import openable

if TYPE_CHECKING:
    from rich.console import Console

_render = Strip.render


def install() -> None:
    """Replace `Strip.render` by the guarded version."""
    Strip.render = _render_harmless  # type: ignore[assignment, method-assign]


def _render_harmless(strip: Strip, console: Console) -> str:
    # A cached rendering has passed the guard before.
    if strip._render_cache is None and not all(map(_is_harmless, strip._segments)):
        # The replacement of a character may be wider, so the strip is cut or padded to the width the layout expects.
        replaced = Strip(map(harmless, strip._segments))
        strip._segments = replaced.adjust_cell_length(strip.cell_length)._segments
    return _render(strip, console)


def _is_harmless(segment: Segment) -> bool:
    text, style, _ = segment
    return text.isprintable() and (style is None or style.link is None or openable(style.link))


def harmless(segment: Segment) -> Segment:
    """The segment without what could control the terminal, perhaps wider or narrower than before."""
    if _is_harmless(segment):
        return segment
    text, style, _ = segment
    if style is not None and style.link is not None and not openable(style.link):
        style = style.update_link(None)
    return Segment(printable(text), style)
