"""The lines of a body as they are written, and whether one is drawn so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.render.bodies.pieces import Row
from thread_reader.render.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from thread_reader.render.bodies.pieces import Piece, Spans


class SourceLines:
    """The lines of the source, sanitised for display, as far as they are laid out."""

    def __init__(self, width: int, hits: Callable[[int, str], Spans] | None) -> None:
        """`width`: cells of a line of text. `hits` returns the search hits in a line."""
        self.paragraphs: list[str] = []
        self.width = width
        self.hides = False
        """Whether any line has characters that are hidden, so that its rows depend on the hits."""
        self._hits = hits

    def as_written(self, paragraph: int) -> Iterator[Row]:
        """Yield the rows of a line with all its characters."""
        for start, end in wrapped(self.paragraphs[paragraph], self.width):
            yield Row(paragraph, start, end)

    def is_revealed(self, paragraph: int, pieces: Sequence[Piece]) -> bool:
        """Whether a line is drawn as written because a hit is only in characters that are hidden."""
        source = self.paragraphs[paragraph]
        if sum(piece.end - piece.start for piece in pieces) >= len(source):
            return False
        self.hides = True
        if self._hits is None:
            return False
        at = 0
        shown = [piece for piece in pieces if piece.end > piece.start]
        for start, end in self._hits(paragraph, source):
            while at < len(shown) and shown[at].end <= start:
                at += 1
            if end > start and (at == len(shown) or shown[at].start >= end):
                return True
        return False
