"""Bytes from the terminal to keys, whatever the bytes are.

Textual's parser (8.2.8) raises on key codes that are no characters (`ESC[1114112u`, `ESC[:R`), on numbers without end
(`ESC[9999999999~`) and on mouse positions after the terminal said that it has no size; the program ended with that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message


class PatientParser(XTermParser):
    """Drops the sequence that cannot be read and goes on with the next."""

    def feed(self, data: str) -> Iterable[Message]:
        """The messages in what was typed; an empty string is the end."""
        for character in data or ("",):
            yield from self._patient(super().feed(character))

    def tick(self) -> Iterable[Message]:
        """The messages that are clear now that nothing followed for a while."""
        yield from self._patient(super().tick())

    def _patient(self, messages: Iterable[Message]) -> Iterable[Message]:
        try:
            yield from messages
        except (ArithmeticError, LookupError, TypeError, ValueError):
            self._tokens.clear()
            self._gen = self.parse(self._tokens.append)
            self._awaiting = next(self._gen)
            self._timeout_time = None
