"""Lines between comments that say what happened to an issue: "ann added the bug label on 3 Mar", "ann closed this".

They have a name and a time, and are no comments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.layouts.stamps import has_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.formats.plain.layouts.page_lines import Line

_VERBS = """
    added removed closed reopened opened mentioned assigned unassigned self-assigned changed renamed locked unlocked
    pinned unpinned transferred marked milestoned demilestoned referenced linked unlinked merged approved requested
    reviewed pushed force-pushed deleted restored converted moved modified labeled unlabeled connected disconnected
    dismissed enabled disabled resolved unmarked
"""
"""What the timelines of GitHub, GitLab and Gitea write: docs.github.com/en/rest/using-the-rest-api/issue-event-types,
docs.gitlab.com/ee/api/notes.html (system notes)."""
_OBJECTS = (
    "this|the|a|an|and|in|on|to|as|from|by|via|it|their|his|her|is|with|for|milestone|label|labels|assignee|due|weight|title|"
    r"description|commit|issue|\d+|~\S+|%\S+|@\S+|#\S+|\[\S+"
)
"""How what follows the verb begins, so that "Ann added:" and "added value" are none."""
_VERB = "|".join(map(re.escape, _VERBS.split()))
_EVENT = re.compile(
    rf"(?:@?[\w.\[\]-]{{1,40}}\s){{0,2}}(?:{_VERB})(?:$|\s(?:{_OBJECTS})\b|(?=\s\S{{1,30}}\s+(?:on|label)\b))"
)
_MAX_CHARS = 160
_MAX_EVENT_LINES = 5
"""Lines of an event up to its time: "added / bug / Something isn't working / on Mar 1, 2024"."""


def is_event(text: str) -> bool:
    """Whether a line says what somebody did to an issue; a line above it may have the name."""
    return len(text) <= _MAX_CHARS and bool(_EVENT.match(text)) and text[-1] not in ".!?:"


def events_start(lines: Sequence[Line], low: int, high: int) -> int:
    """Where the first event begins, from `low`, or `high` where none is. A name alone above it is a part of it."""
    for at in range(low, high):
        if is_event(lines[at].text) and any(has_time(line.text) for line in lines[at : at + _MAX_EVENT_LINES]):
            named = at > low and " " not in lines[at - 1].text and not lines[at - 1].is_wordy
            return at - named
    return high
