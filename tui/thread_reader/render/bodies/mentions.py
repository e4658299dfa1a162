"""Names of authors of the page that its comments mention, as in `@name` and `u/name`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_NAME = re.compile(r"[\w.-]{1,60}(?: [\w.-]{1,60}){0,2}")
_PREFIX = re.compile("@|/?u/")


def mention_at(text: str, start: int, names: Collection[str]) -> int:
    """Return where the name ends that begins at a character, the longest one that an author has; `start` if none
    does."""
    match = _NAME.match(text, start) if names else None
    words = match[0] if match is not None else ""
    while words:
        for name in (words, words.rstrip(".-")):
            if name and (name in names or f"@{name}" in names):
                return start + len(name)
        words = words.rpartition(" ")[0]
    return start


def author_of(mention: str, names: Collection[str]) -> str:
    """Return the author whom a mention names, as the page writes them."""
    prefix = _PREFIX.match(mention)
    name = mention[prefix.end() :] if prefix is not None else mention
    return name if name in names else f"@{name}"
