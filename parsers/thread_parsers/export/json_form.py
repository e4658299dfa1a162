"""The writing, version 1: a discussion as plain values that every JSON reader understands.

Comments are flat with parent ids, since a chain of replies may be deeper than a JSON reader can recurse. Times are as
on the page, without a zone unless the page gives one; lines count from 1; text is exact.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from thread_parsers.discussion.discussion import Comment, Discussion
    from thread_parsers.discussion.receipt import Note

SCHEMA = "thread-reader/1"
"""The name and version of the form. It changes when a reader of the old form would misread the new one."""

Value = dict[str, Any]
"""A JSON object."""


def head(discussion: Discussion) -> Value:
    """All that stands ahead of the comments."""
    article = discussion.article
    return {
        "schema": SCHEMA,
        "format": discussion.format,
        "title": discussion.title,
        "article": {
            "paragraphs": discussion.paragraphs,
            "author": article.author,
            "time": _time(article.time),
            "url": article.url,
        },
        "engagement": asdict(discussion.engagement),
    }


def comment(given: Comment) -> Value:
    """One comment."""
    return {
        "id": given.id,
        "parent": given.parent,
        "depth": given.depth,
        "author": given.author,
        "time": _time(given.time),
        "likes": given.likes,
        "replies": given.replies,
        "segments": [segment.text for segment in given.segments],
        "lines": list(given.lines),
    }


def note(given: Note) -> Value:
    """One note of the receipt."""
    return {"line": given.line, "kind": given.kind, "text": given.text}


def _time(when: datetime | None) -> str | None:
    return when.isoformat(timespec="seconds") if when else None
