"""Folded texts of a discussion, and the sample from which the terms worth counting are chosen.

The terms are chosen from the sample, and then counted in all comments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.folding import folded

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

MAX_SAMPLE_COMMENTS = 1000
"""Comments in the sample."""

MAX_SAMPLE_CHARS = 50_000
"""Characters at the beginning of a segment that belong to the sample."""


def sample_rows(discussion: Discussion) -> range:
    """The rows of the sample: all, or up to MAX_SAMPLE_COMMENTS, evenly spaced."""
    total = len(discussion.columns)
    step = -(-total // MAX_SAMPLE_COMMENTS)  # rounded up
    return range(0, total, max(1, step))


def sample_texts(discussion: Discussion, row: int) -> list[str]:
    """The segments of a comment, folded, up to MAX_SAMPLE_CHARS of each."""
    return [folded(segment.text[:MAX_SAMPLE_CHARS], caseless=True) for segment in discussion.segments(row)]


def segment_texts(discussion: Discussion, row: int) -> list[str]:
    """The segments of a comment, folded."""
    return [folded(segment.text, caseless=True) for segment in discussion.segments(row)]


def article_texts(discussion: Discussion) -> list[str]:
    """The title and the paragraphs of the article, folded."""
    return [folded(text, caseless=True) for text in (discussion.title or "", *discussion.paragraphs)]
