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
        if not self.whole or self.text not in text:
            return self.text in text
        return re.search(rf"(?<!\w){re.escape(self.text)}(?!\w)", text) is not None
