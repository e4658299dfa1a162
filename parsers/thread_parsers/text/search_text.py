"""Folded text to look for, as a word or a phrase."""

from __future__ import annotations

from dataclasses import dataclass

from thread_parsers.quoting import in_quotes
from thread_parsers.text import word_frequency


@dataclass(frozen=True, slots=True)
class Wanted:
    """Folded text that is looked for."""

    text: str
    whole: bool = False
    """Only as whole words, because it also stands inside of others ("ai" in "said")."""

    @property
    def query(self) -> str:
        """A phrase finds text anywhere; for whole words it takes a regular expression."""
        return rf"/\b{self.text}\b/" if self.whole else in_quotes(self.text)

    @property
    def rarest(self) -> Wanted:
        """The word of a phrase that plain language uses least; of others, they themselves."""
        if " " not in self.text:
            return self
        return Wanted(min(self.text.split(" "), key=lambda word: (word_frequency.rate(word), -len(word))))

    def is_in(self, text: str) -> bool:
        """Whether folded text has it."""
        at, size = text.find(self.text), len(self.text)
        while self.whole and at >= 0 and _goes_on(text, at, at + size):
            at = text.find(self.text, at + 1)
        return at >= 0


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a word goes on before or after a place."""
    return any(char.isalnum() or char == "_" for char in text[max(0, start - 1) : start] + text[end : end + 1])
