"""Marks that a comment was edited."""

from __future__ import annotations

import re

_VERBS = (
    "edited",
    "modified",
    "bearbeitet",
    "modifié",
    "editado",
    "modificato",
    "изменено",
    "編集済み",
    "編集済",
    "编辑",
)
_MARK = rf"(?:{'|'.join(_VERBS)})\b(?P<when>[^)]{{0,60}})"
_EDITED = re.compile(_MARK, re.IGNORECASE)
_EDIT_LINE = re.compile(rf"\(?(?:last )?{_MARK}\)?", re.IGNORECASE)


def edit_mark(words: str) -> str | None:
    """When a comment was edited, as the words behind its time say; "" for an edit without a time, None for no edit."""
    if words.strip() == "*":
        return ""
    folded = words.lower()
    found = _EDITED.search(words) if any(verb in folded for verb in _VERBS) else None
    return found["when"].strip(" ·:*") if found else None


def is_edit_line(line: str) -> bool:
    """Whether a line only says that and when a comment was edited."""
    return len(line) <= 80 and bool(_EDIT_LINE.fullmatch(line.strip(" *_")))
