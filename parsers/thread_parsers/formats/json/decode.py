"""One JSON value from text. Tolerant: line feeds in strings, NaN, lone surrogates, numbers of any length, any depth.

The decoder of the standard library does the work. It gives up on integers of more than 4,300 digits (ValueError) and on
about 1,000 nested levels (RecursionError), and gives nothing of a value that is damaged: `slow_decode` takes over.
"""

from __future__ import annotations

from json import JSONDecodeError
from typing import TYPE_CHECKING

from thread_parsers.formats.json.scan import (
    FAST,
    LONG_NUMBERS,
    LONGEST_TOKEN,
    PIECE_CHARS,
    SCAN,
    Decoded,
    after_space,
)
from thread_parsers.formats.json.slow_decode import SlowDecoder
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Generator

DEEP = "more than about 1,000 nested levels"


def decode(text: str, at: int = 0, *, deep: bool = True) -> Decoded:
    """Decode the value in `text` after `at` and after blanks, completely or as far as it is whole. `deep`: also if it
    has more levels than the decoder of the standard library can take; else that is a fault."""
    at = after_space(text, at)
    found = _at_once(text, at)
    return found if found and not (found.fault and deep) else decode_slowly(text, at)


def decode_in_steps(text: str, at: int = 0) -> Generator[None, None, Decoded]:
    """The same as `decode`, with a yield every few milliseconds where the text is long."""
    at = after_space(text, at)
    if len(text) - at > PIECE_CHARS:
        return (yield from SlowDecoder(text, at, in_pieces=True).run())
    found = _at_once(text, at)
    return found if found and not found.fault else (yield from SlowDecoder(text, at).run())


class Pieces:
    """Decodes the values of a text one after the other, in steps. Those that end within a piece of the text are decoded
    at once, and many values share a piece."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._piece, self._start = "", 0

    def decode(self, at: int) -> Generator[None, None, Decoded]:
        """The same as `decode_in_steps` at a place. Places ascend."""
        at = after_space(self._text, at)
        if not self._start <= at < self._start + len(self._piece) or (found := self._in_piece(at)) is None:
            self._piece, self._start = self._text[at : at + PIECE_CHARS], at
            found = self._in_piece(at)
        return found or (yield from decode_in_steps(self._text, at))

    def _in_piece(self, at: int) -> Decoded | None:
        """The value at a place, if it ends within the piece."""
        piece = self._piece
        try:
            value, end = SCAN(piece, at - self._start)
        except (ValueError, RecursionError, StopIteration):  # cut, damaged, deep, or with a long number
            return None
        is_last = self._start + len(piece) == len(self._text)
        if not is_last and end + LONGEST_TOKEN > len(piece) and type(value) in (int, float):  # it may be cut
            return None
        return Decoded(value, self._start + end)


def _at_once(text: str, at: int) -> Decoded | None:
    """Decode with the standard library. A value with too many levels has a fault; None if it is damaged."""
    for decoder in (FAST, LONG_NUMBERS):
        try:
            return Decoded(*decoder.raw_decode(text, at))
        except JSONDecodeError:
            return None
        except RecursionError:
            return Decoded(None, at, DEEP)
        except ValueError:
            pass  # an integer is too long
    return None


def decode_slowly(text: str, at: int = 0) -> Decoded:
    """As `decode`, at any depth. A fault ends it, and the value has the members and elements before the fault.

    A string, number or word that is cut or damaged is left out, and so is a key without a value.
    """
    return run_to_end(SlowDecoder(text, at).run())
