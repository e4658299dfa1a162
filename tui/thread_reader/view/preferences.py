"""What the user has set for all discussions, beside keys and colours."""

from __future__ import annotations

from typing import NamedTuple

from thread_parsers.text.reading_pace import DEFAULT_PACE


class Preferences(NamedTuple):
    """The settings that commands and panes look at."""

    pace: int = DEFAULT_PACE
    """How fast the user reads, in words a minute."""
    fold: str = ""
    """The query for comments that are folded when a discussion is opened; empty for none."""


DEFAULT_PREFERENCES = Preferences()
