"""What the user prefers, as far as it changes what is said of a discussion."""

from __future__ import annotations

from typing import NamedTuple

from thread_parsers.text.reading_time import WORDS_A_MINUTE


class Preferences(NamedTuple):
    """The settings that a reader follows."""

    me: frozenset[str] = frozenset()
    """The user's own names."""
    pace: int = WORDS_A_MINUTE
    """Words that the user reads in a minute."""
    fold: str = ""
    """The query for comments that are folded when a discussion is opened; empty for none."""
