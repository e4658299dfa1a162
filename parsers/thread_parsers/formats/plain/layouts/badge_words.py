"""Badges that are only a word behind a name: "Ann Mod". They may be a part of it: "Cash App", "Dev Team"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.badges import is_badge

if TYPE_CHECKING:
    from collections.abc import Iterable

_BY = re.compile(r"(?:^|\s)(?:by|von|par|por|di|da|de|door|av|af|przez|od|от)\s+")
_BYLINE_CHARS = 80
"""Characters at the end of a line that may say by whom the article is."""
_MIN_NAMES = 2
"""Different names before a word that prove that it is a badge on this page."""


@dataclass(frozen=True, slots=True)
class BadgeWords:
    """What the names of a page tell about the words behind them."""

    names: frozenset[str] = frozenset()
    """The names that stand without the word behind them elsewhere on the page. All in small letters."""
    words: frozenset[str] = frozenset()
    """The words that are behind several names."""

    @staticmethod
    def of(names: Iterable[str], texts: Iterable[str]) -> BadgeWords:
        """What a sample of whole names tells, and the lines of the page: it may say by whom its article is."""
        known = {name.casefold() for name in names}
        ahead: defaultdict[str, set[str]] = defaultdict(set)
        for name in known:
            bare, _, last = name.rpartition(" ")
            if bare and is_badge(last):
                ahead[last].add(bare)
        if not ahead:
            return NO_BADGE_WORDS
        words = frozenset(word for word, before in ahead.items() if len(before) >= _MIN_NAMES)
        alone = known.union(*map(_bylines, texts))
        return BadgeWords(frozenset(bare for before in ahead.values() for bare in before if bare in alone), words)

    def divided(self, name: str) -> tuple[str, str]:
        """The name and the badge behind it, which is "" where nothing proves that the last word is one."""
        bare, _, last = name.rpartition(" ")
        if bare and (bare.casefold() in self.names or last.casefold() in self.words) and is_badge(last):
            return bare, last
        return name, ""


NO_BADGE_WORDS = BadgeWords()
"""No word behind a name is a badge."""


def _bylines(text: str) -> set[str]:
    """What is behind a word like "by" at the end of a line, in small letters."""
    end = text[-_BYLINE_CHARS:].rstrip(" .,)").casefold()
    return {end[found.end() :] for found in _BY.finditer(end)}
