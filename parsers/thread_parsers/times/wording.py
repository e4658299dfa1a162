"""The form in which words of times are compared."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile("[.\u0970\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Dots of abbreviations, in Hindi too, and characters without width."""


def bare(text: str) -> str:
    """Text in small letters, with single blanks of one kind, without dots and characters that have no width."""
    if text.isascii():
        return " ".join(text.replace(".", "").lower().split())
    return " ".join(unicodedata.normalize("NFKC", _DROPPED.sub("", text)).casefold().split())
