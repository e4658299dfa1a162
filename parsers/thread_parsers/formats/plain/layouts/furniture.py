"""Furniture: lines that repeat under (nearly) every comment and are not part of any."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.edit_marks import is_edit_line
from thread_parsers.formats.plain.layouts.tail_counts import is_reaction

if TYPE_CHECKING:
    from thread_parsers.formats.plain.layouts.page_lines import Line


@dataclass(frozen=True)
class Furniture:
    """Keys of lines that repeat under (nearly) every comment, by where they are."""

    panel: frozenset[str] = frozenset()
    """Between the anchor and the words: "Join Date", "#12"."""
    above: frozenset[str] = frozenset()
    """In the head above the anchor: "•", "Mitglied seit"."""
    tail: frozenset[str] = frozenset()
    """Below the words: "Reply", "Award"."""
    often: frozenset[str] = frozenset()
    """Lines that are below the words of some: "2 more replies"."""
    numbers_above: bool = False
    """Whether the anchors have counts above them."""
    numbers_below: bool = False
    """Whether the words have counts below them."""
    names_above: bool = False
    """Whether the name of the anchor is in the line above it, too."""

    @property
    def is_empty(self) -> bool:
        """Whether no line repeats."""
        return not (self.panel or self.above or self.tail or self.numbers_above or self.names_above)

    @cached_property
    def _between(self) -> frozenset[str]:
        return self.tail | self.above

    def in_panel(self, line: Line) -> bool:
        """Whether a line below an anchor is furniture."""
        return _in(line, self.panel)

    def is_above(self, line: Line) -> bool:
        """Whether a line above an anchor is furniture of the same head."""
        return _in(line, self.above) or line.is_mark or (self.numbers_above and line.is_number)

    def is_tail(self, line: Line) -> bool:
        """Whether a line is certainly furniture below the words."""
        return _in(line, self.tail) or (self.numbers_below and line.is_number)

    def divides(self, line: Line) -> bool:
        """Whether a line is furniture between the words of two comments."""
        return (
            _in(line, self._between) or (self.numbers_below and line.is_number) or (bool(self.tail) and line.is_button)
        )

    def may_be_tail(self, line: Line) -> bool:
        """Whether a line beside such furniture is furniture, too."""
        return (
            self.is_tail(line)
            or _in(line, self.often)
            or line.is_button
            or line.is_mark
            or (line.is_number and not self.numbers_above)
            or is_reaction(line.text)
            or is_edit_line(line.text)
        )


def _in(line: Line, keys: frozenset[str]) -> bool:
    return bool(keys) and not keys.isdisjoint(line.keys)  # the keys of most lines are not needed


def repeats_name(line: Line, name: str) -> bool:
    """Whether a line repeats the name of the head below it: "@ann", "Ann's avatar", "Ann Level: 3 May 4, 2015"."""
    return len(name) > 1 and len(line.text) <= len(name) + 48 and name in line.text
