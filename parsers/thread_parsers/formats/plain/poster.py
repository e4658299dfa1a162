"""Who posted what is discussed: the name in the first byline above the comments, if that person comments too.

Copied pages of Hacker News, Reddit, Lobsters, XenForo and GitHub have such lines, seen 2025:
`930 points by NAME on Feb 3, 2024`, `submitted 8 hours ago by NAME`, `via NAME 8 hours ago`, `Themenstarter NAME`,
and `NAME` above `opened on May 25, 2025`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.steps import SLICE_ITEMS

if TYPE_CHECKING:
    from collections.abc import Container, Generator

_BYLINE = re.compile(
    r"(?:(?=.*\d)(?:\b(?:points?|submitted|posted|asked|started|opened|authored|shared)\b[^|·]{0,60}?\bby\b|^via\b)"
    r"|\b(?:(?:thread|topic|discussion) starter|themenstarter|themenersteller|auteur du sujet|autor del tema)\b:?)"
    r"\s*(?:\[\d{1,4}\])?(?:/?u/|@)?",
    re.IGNORECASE,
)
"""What stands before the name of who posted, on the same line. One that says when, or how many points, has a digit.
Text browsers number links: `[12]`."""
_BELOW = re.compile(r"(?:opened|asked|started|posted) (?:on|this|an?|in|\d)\b", re.IGNORECASE)
"""How a line below the name of the poster begins."""
MAX_LINE_CHARS = 120
MAX_NAME_CHARS = 80
ABOVE_BYTES = 1 << 16
"""Bytes above the first comment that are looked at."""
_NAME_ENDS = re.compile(r"(?=[\s,;:|·•()\[\]])|$")


def poster(above: str, names: Container[str]) -> Generator[None, None, str | None]:
    """Return who posted, by the text above the first comment: a name of a commenter, or None if the first byline has
    another one or there is none."""
    before = ""
    for number, line in enumerate(above.splitlines()):
        if number % SLICE_ITEMS == 0:
            yield
        words = line.strip()
        if not words or len(words) > MAX_LINE_CHARS:
            continue
        byline = _BYLINE.search(words)
        if byline is not None:
            return _name_at(words[byline.end() : byline.end() + MAX_NAME_CHARS], names)
        if _BELOW.match(words) and before.removeprefix("@") in names:
            return before.removeprefix("@")
        before = words
    return None


def _name_at(text: str, names: Container[str]) -> str | None:
    """Return the longest name that a text begins with."""
    ends = [match.start() for match in _NAME_ENDS.finditer(text)]
    return next((text[:end] for end in reversed(ends) if end and text[:end] in names), None)
