"""Badges that are only a word behind a name: "Ann Mod". They may be a part of it: "Cash App", "Dev Team"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.badges import is_badge

if TYPE_CHECKING:
    from collections.abc import Iterable

_MIN_NAMES = 2
"""Different names before a word that prove that it is a badge on this page."""


@dataclass(frozen=True, slots=True)
class BadgeWords:
    """What the names of a page tell about the words behind them."""

    names: frozenset[str] = frozenset()
    """The names without the word behind them that stand alone elsewhere on the page. All in small letters."""
    words: frozenset[str] = frozenset()
    """The words that are behind several names."""

    @staticmethod
    def of(names: Iterable[str]) -> BadgeWords:
        """What a sample of whole names tells."""
        known = {name.casefold() for name in names}
        ahead: defaultdict[str, set[str]] = defaultdict(set)
        for name in known:
            bare, _, last = name.rpartition(" ")
            if bare and is_badge(last):
                ahead[last].add(bare)
        words = frozenset(word for word, before in ahead.items() if len(before) >= _MIN_NAMES)
        return BadgeWords(frozenset(bare for before in ahead.values() for bare in before if bare in known), words)

    def divided(self, name: str) -> tuple[str, str]:
        """The name and the badge behind it, which is "" where nothing proves that the last word is one."""
        bare, _, last = name.rpartition(" ")
        if bare and (bare.casefold() in self.names or last.casefold() in self.words) and is_badge(last):
            return bare, last
        return name, ""
