"""Marks that a comment was edited."""

from __future__ import annotations

import re

_EDITED = re.compile(
    r"\(?(?:last )?(?:edited|modified|bearbeitet|modifié|editado|modificato|изменено|編集済み?|编辑)\b"
    r"(?P<when>[^)]{0,60})\)?",
    re.IGNORECASE,
)


def edit_mark(words: str) -> str | None:
    """When a comment was edited, as the words behind its time say; "" for an edit without a time, None for no edit."""
    if words.strip() == "*":
        return ""
    found = _EDITED.search(words)
    return found["when"].strip(" ·:*") if found else None


def is_edit_line(line: str) -> bool:
    """Whether a line only says that and when a comment was edited."""
    return len(line) <= 80 and bool(_EDITED.fullmatch(line.strip(" *_")))
