"""The start of a comment's text on one line, to recognise the comment by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

MAX_CHARACTERS = 24
"""Characters that are shown beside a mark."""
MAX_BYTES = 400
"""Bytes of a comment that are read for its start; no line shows more."""


def first_words(discussion: Discussion, comment: int) -> str:
    """Return the first words of a comment, cut with an ellipsis; its author if it has no text."""
    return shortened(start_of_text(discussion, comment), discussion, comment)


def shortened(words: str, discussion: Discussion, comment: int) -> str:
    """Return the first words of a comment, cut with an ellipsis; without any, its author."""
    if not words:
        return printable(discussion.author(comment)) or f"comment {comment + 1}"
    return words if len(words) <= MAX_CHARACTERS else f"{words[: MAX_CHARACTERS - 1].rstrip()}…"


def start_of_text(discussion: Discussion, comment: int) -> str:
    """Return the start of a comment's text on one line, printable; if it has none, its state."""
    columns = discussion.columns
    start = columns.body_start[comment]
    body = discussion.text.text(start, min(columns.body_end[comment], start + MAX_BYTES))
    return printable(" ".join(discussion.displayed(body).split())) or state_in_brackets(discussion, comment)


def state_in_brackets(discussion: Discussion, comment: int) -> str:
    """Return `[deleted]` or another state in place of the text of a comment; empty if it has none."""
    state = discussion.columns.states.get(comment)
    return f"[{printable(state)}]" if state else ""
