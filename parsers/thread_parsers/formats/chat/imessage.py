"""What exports of iMessage write under the words of a message (imessage-exporter, `txt`): tapbacks and marks."""

from __future__ import annotations

import re

from thread_parsers.discussion.columns import NO_SCORE

PART = re.compile(
    rb"^[ \t]*(?:Tapbacks|Stickers):[ \t\r]*$"
    rb"|^[ \t]*This message responded to an earlier message\.[ \t\r]*$|^[ \t]*Edited \d[^\n]{0,60} later:",
    re.MULTILINE,
)
"""Where the words of a message end: the lines of the export between them and the next one."""
_TAPBACK = re.compile(
    rb"^[ \t]*(?:(?:Loved|Liked|Disliked|Laughed|Emphasized|Questioned) by|\S{1,16} by) [^\n]{1,80}$", re.MULTILINE
)


def reactions(parts: bytes) -> int:
    """The number of tapbacks; NO_SCORE without any."""
    return len(_TAPBACK.findall(parts)) or NO_SCORE
