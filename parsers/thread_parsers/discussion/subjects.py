"""Subjects of comments, as in mail and forums: most only repeat that of the thread, with `Re:` before it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

MAX_CHARS = 300
"""Characters of a subject, or a title, that are read."""
COMPARED_CHARS = 200
"""Characters that are compared, after the marks of replies."""
_KEPT = 1 << 8
"""Subjects that are remembered: those of a thread are the same, and are compared more than once."""

_REPLY = re.compile(
    r"\s*(?:re|aw|antw|sv|vs|ref|odp|res|rv|rif|fwd?|wg|tr|回复|回覆|答复|返信|转发)"
    r"(?:\s?[\[(^]?\d{1,3}[\])]?)?\s?[:\uff1a]\s*",
    re.IGNORECASE,
)
"""`Re:`, `RE[2]:`, `Fwd:` and their counterparts in other languages."""
_TAG = re.compile(r"\s*\[[^\[\]\n]{1,40}\]\s*")
"""What mailing lists and trackers put before the subject."""


def new_subject(discussion: Discussion, index: int) -> str:
    """The subject of a comment without `Re:`, if it is neither the title nor the subject of the parent nor the state;
    otherwise empty. Marks of replies, tags in brackets, case and blanks make no difference."""
    columns = discussion.columns
    subject = columns.subjects.get(index)
    if not subject:
        return ""
    own = compared(subject)
    known = columns.subjects.get(columns.parent[index]), _title(discussion), columns.states.get(index)
    if any(each and compared(each) == own for each in known):
        return ""
    return _without(subject, _REPLY)


def _title(discussion: Discussion) -> str:
    span = discussion.article.title_span
    # A character has at most four bytes.
    return discussion.text.text(span[0], min(span[1], span[0] + 4 * MAX_CHARS)) if span else ""


def bare(subject: str) -> str:
    """A subject without marks of replies and tags in brackets."""
    return _without(subject, _REPLY, _TAG)


def is_reply(subject: str) -> bool:
    """Whether a subject has a mark of a reply, perhaps after tags in brackets."""
    return _is_reply(subject[:MAX_CHARS])


def compared(subject: str) -> str:
    """What is the same for all subjects of a thread."""
    return _compared(subject[:MAX_CHARS])


@lru_cache(_KEPT)
def _is_reply(subject: str) -> bool:
    at = 0
    while tag := _TAG.match(subject, at):
        at = tag.end()
    return _REPLY.match(subject, at) is not None


@lru_cache(_KEPT)
def _compared(subject: str) -> str:
    return bare(subject).casefold()[:COMPARED_CHARS]


def _without(subject: str, *patterns: re.Pattern[str]) -> str:
    """The subject on one line without what the patterns match at its beginning, unless nothing else would be left."""
    subject, at = subject[:MAX_CHARS], 0
    while found := next((match for pattern in patterns if (match := pattern.match(subject, at))), None):
        at = found.end()
    return " ".join(subject[at:].split()) or " ".join(subject.split())
