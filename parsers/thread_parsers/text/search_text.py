"""Folded text to search for: a word or a phrase, and the query that finds it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thread_parsers.quoting import in_quotes
from thread_parsers.text import word_frequency


@dataclass(frozen=True, slots=True)
class SearchText:
    """Folded text to search for."""

    text: str
    whole: bool = False
    """Match whole words only, because the text also occurs inside others ("ai" in "said")."""

    @property
    def query(self) -> str:
        """The query that finds the text: a phrase, or a regular expression for whole words."""
        return rf"/\b{self.text}\b/" if self.whole else in_quotes(self.text)

    @property
    def rarest(self) -> SearchText:
        """The rarest word of a phrase in ordinary language; a single word is returned as it is."""
        if " " not in self.text:
            return self
        return SearchText(min(self.text.split(" "), key=lambda word: (word_frequency.rate(word), -len(word))))

    def is_in(self, text: str) -> bool:
        """Whether a folded text contains it."""
        return self.begins_in(text, 0, len(text))

    def begins_in(self, text: str, start: int, stop: int) -> bool:
        """Whether a folded text contains it, beginning at a character from `start` up to `stop`."""
        at = text.find(self.text, start, stop + len(self.text) - 1)
        if not self.whole or at < 0:
            return at >= 0
        # With the character behind the last place where it may be.
        found = re.compile(rf"(?<!\w){re.escape(self.text)}(?!\w)").search(text, at, stop + len(self.text))
        return found is not None and found.start() < stop
