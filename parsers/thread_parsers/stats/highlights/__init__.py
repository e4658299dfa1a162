"""Highlights: the comments of a discussion to read first, chosen by stated rules, each with its reasons."""

from __future__ import annotations

from thread_parsers.stats.highlights.choice import (
    MAX_HIGHLIGHTS,
    MAX_SECONDS,
    Highlight,
    highlights,
    highlights_in_steps,
    minutes,
)
from thread_parsers.stats.highlights.rules import RULES, Reason, Rule

__all__ = [
    "MAX_HIGHLIGHTS", "MAX_SECONDS", "RULES", "Highlight", "Reason", "Rule", "highlights", "highlights_in_steps",
    "minutes",
]  # fmt: skip
