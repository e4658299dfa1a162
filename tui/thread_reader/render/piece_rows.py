"""Drawing a row of a body whose pieces have looks of their own, with search hits in it."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment

from thread_reader.render.bodies.mentions import author_of
from thread_reader.render.bodies.pieces import CODE, MENTION
from thread_reader.render.highlighting import highlighted
from thread_reader.render.looks import taken

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from rich.style import Style

    from thread_reader.render.bodies.pieces import Piece
    from thread_reader.render.highlighting import Spans
    from thread_reader.render.looks import Looks


def drawn_pieces(
    pieces: Iterable[Piece],
    text: str,
    style_of: Callable[[Piece], Style],
    spans: Spans,
    current: int | None,
    looks: Looks,
) -> Iterator[Segment]:
    """Draw pieces of a line `text` of the source. A hit that covers hidden characters lights what is beside them; a
    sign in place of characters is lit with any of them."""
    for piece in pieces:
        words, start, end, _, _ = piece
        style = style_of(piece)
        if not spans or start == end:
            yield Segment(words, style)
        elif words == text[start:end]:
            yield from highlighted(text, start, end, spans, current, style, looks)
        else:
            at = bisect_right(spans, start, key=itemgetter(1))
            if at < len(spans) and spans[at][0] < end:
                style += looks["hit-current" if spans[at][0] == current else "hit"]
            yield Segment(words, style)


def with_author(style: Style, piece: Piece, looks: Looks, names: Collection[str], colours: Mapping[str, str]) -> Style:
    """The style of a piece: a mention has the colour of whom it names. `colours` are those that the user has given."""
    if not piece.look & MENTION:
        return style
    name = author_of(piece.text, names)
    return style + taken(looks.author(name, colours.get(name, "")), "colour")


def code_ground(row: Iterable[Segment], width: int, looks: Looks) -> Segment:
    """The rest of a row of code, on its ground up to the right edge."""
    free = width - sum(cell_len(segment.text) for segment in row)
    return Segment(" " * free, looks.piece(CODE, "", looks.base))
