"""Parsing the terminal's input into keys, whatever it contains.

Textual's parser (8.2.8) raises on key codes that are not characters (`ESC[1114112u`, `ESC[:R`), on huge numbers
(`ESC[9999999999~`), and on mouse positions after the terminal has reported no size. Each of these ended the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message


class PatientParser(XTermParser):
    """Drops a sequence that cannot be parsed and continues with the next one."""

    def feed(self, data: str) -> Iterable[Message]:
        """Yield the messages for some input; an empty string is the end of input."""
        # One character at a time, so that an error loses one sequence and not the rest of the input.
        for character in data or ("",):
            yield from self._patient(super().feed(character))

    def tick(self) -> Iterable[Message]:
        """Yield the messages that a pause decides, such as a lone Esc."""
        yield from self._patient(super().tick())

    def _patient(self, messages: Iterable[Message]) -> Iterable[Message]:
        try:
            yield from messages
        except (ArithmeticError, LookupError, TypeError, ValueError):
            # The parser is a generator, and one that has raised cannot be resumed: start a new one, as the
            # constructor of Textual's `Parser` does.
            self._tokens.clear()
            self._gen = self.parse(self._tokens.append)
            self._awaiting = next(self._gen)
            self._timeout_time = None
