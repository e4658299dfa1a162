"""What exports of Discord write under the words of a message: names of files, previews, reactions."""

from __future__ import annotations

import re

from thread_parsers.discussion.columns import NO_SCORE

PART = re.compile(rb"^\{(?:Attachments|Embeds?|Stickers|Reactions|Inline Emoji)\}[ \t\r]*$", re.MULTILINE)
"""Where the words of a message end."""
_REACTIONS = re.compile(rb"^\{Reactions\}[ \t\r]*\n(?P<reactions>[^\n]{1,2000})", re.MULTILINE)
_COUNT = re.compile(rb"\((\d{1,7})\)$")
_DECLARED = re.compile(rb"^Exported ([\d,]{1,11}) message", re.MULTILINE)


def reactions(parts: bytes) -> int:
    """The number of all reactions: `👍 (2) 🎉` are three. NO_SCORE without any."""
    found = _REACTIONS.search(parts)
    if found is None:
        return NO_SCORE
    total = 0
    for word in found["reactions"].split():
        count = _COUNT.match(word)
        total += int(count[1]) - 1 if count else 1  # the number follows its sign, which counts as one
    return total


def declared(foot: bytes) -> int | None:
    """The number of messages that the foot of an export states."""
    found = _DECLARED.search(foot)
    return int(found[1].replace(b",", b"") or 0) if found else None
