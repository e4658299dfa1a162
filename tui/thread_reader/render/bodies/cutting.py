"""The pieces of a line, cut into rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.render.bodies.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence


class Cutter:
    """Cuts the pieces of a line into rows, which are given in order."""

    def __init__(self, pieces: Sequence[Piece], look: int) -> None:
        self._pieces, self._look = pieces, look
        self._at = self._base = 0
        """The piece that the last row has ended in, and the character of the row's text that it begins with."""

    def cut(self, first: int, last: int) -> list[Piece]:
        """The pieces of characters `first` to `last` of their text."""
        shown: list[Piece] = []
        while self._at < len(self._pieces):
            piece = self._pieces[self._at]
            start, end = max(first - self._base, 0), min(last - self._base, len(piece.text))
            if start < end:
                shown.append(_part(piece, start, end, self._look))
            if self._base + len(piece.text) > last:
                break
            self._base += len(piece.text)
            self._at += 1
        return shown


def _part(piece: Piece, start: int, end: int, look: int) -> Piece:
    """Characters of a piece, with a look added."""
    text = piece.text
    if len(text) == piece.end - piece.start:
        first = piece.start
        return Piece(text[start:end], first + start, first + end, piece.look | look, piece.address)
    return piece._replace(text=text[start:end], look=piece.look | look)


def split_at(pieces: Sequence[Piece], places: Sequence[int]) -> Sequence[Piece]:
    """The pieces, so that none of them has characters of the source on both sides of one of the places. Signs in place
    of characters stay whole."""
    for place in places:
        found: list[Piece] = []
        for piece in pieces:
            at = place - piece.start
            if 0 < at < piece.end - piece.start == len(piece.text):
                found += _part(piece, 0, at, 0), _part(piece, at, len(piece.text), 0)
            else:
                found.append(piece)
        pieces = found
    return pieces
