"""What themes write after the name of an author: "Ada says:"."""

from __future__ import annotations

import re

SAID = (
    "says|said|writes|wrote|commented|posted|sagt|sagte|schrieb|meint|meinte|dit|a dit|dice|dijo|ha scritto|ha detto"
    "|diz|disse|zegt|schreef|skriver|skrev|pisze|napisał|siger|säger"
)
"""Words for it, as alternatives of a pattern."""
BEFORE_DATE = "on|am|le|el|il|em|den"
"""Words before a date, and not before the clock behind it."""
BEFORE_TIME = f"{BEFORE_DATE}|at|in|um"
"""Words before a date or a clock."""
SAYS = re.compile(
    rf"(?:\s(?:{SAID}))?"
    r"\s*+(?::|\.\.\.|\u2026)\s*+$",
    re.IGNORECASE,
)
"""What themes write after a name. Without colon or dots, the word can be a part of the name: Edward Said."""
MAX_SAID_CHARS = 100


def is_said(words: str) -> bool:
    """Whether words are a name with what themes write after it: "Ada says:"."""
    label = SAYS.search(words)
    return label is not None and label.start() > 0 and len(words) <= MAX_SAID_CHARS
