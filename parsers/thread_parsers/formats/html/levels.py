"""How deep a comment is, by an attribute of its element: a depth, a class that names one, an indentation."""

from __future__ import annotations

import re

LEVEL_ATTRIBUTES = ("data-depth", "data-level", "data-indent", "data-nesting", "depth", "aria-level", "level")
"""Attributes that are a depth."""
_NUMBER = re.compile(r"\d{1,9}")
LEVEL_CLASS = re.compile(
    r"(?:^|[\s_-])(?:depth|level|lvl|indent|nest(?:ed|ing)?)[_-]{0,2}(\d{1,3})(?:\s|$)", re.IGNORECASE
)
INDENT = re.compile(r"(?:margin|padding)-left\s*:\s*(\d{1,9})", re.IGNORECASE)


def level(text: str) -> int:
    """The depth that the value of an attribute states, -1 if it states none. Of an indentation it is the width: only
    that one comment is further in than another one matters."""
    named = LEVEL_CLASS.search(text) or INDENT.search(text)
    if named is not None:
        return int(named[1])
    number = _NUMBER.search(text)
    return int(number[0]) if number else -1
