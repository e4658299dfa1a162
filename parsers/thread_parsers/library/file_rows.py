"""The rows of one file: what is known of it from its beginning, and what from the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.identity.fingerprints import address_key
from thread_parsers.library.rows import Row
from thread_parsers.reading import begin
from thread_parsers.source.open import open_source

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.library.walking import Found

MAX_PARTS = 1000
"""Discussions of a file that have rows."""
MAX_TITLE_CHARS = 300
NO_COMMENTS = "no comments were found"


def refused(found: Found, reason: str) -> Row:
    """The row of a file that is no discussion."""
    size, modified = (found.stamp.size, found.stamp.modified) if found.stamp is not None else (0, 0)
    return Row(found.path, size=size, modified=modified, reason=reason, stamp=found.stamp)


def row_of(discussion: Discussion, found: Found, part: int, parts: int, *, is_partial: bool = False) -> Row:
    """The row of a discussion."""
    stamp = discussion.file.stamp or found.stamp
    comments = len(discussion.columns)
    return Row(
        found.path,
        part,
        parts,
        one_line(discussion.title or "", MAX_TITLE_CHARS),
        discussion.format,
        None if is_partial else comments,
        None if is_partial else newest(discussion),
        stamp.size if stamp is not None else 0,
        stamp.modified if stamp is not None else 0,
        "" if comments or is_partial else NO_COMMENTS,
        is_partial,
        stamp,
        address_key(discussion),
    )


def newest(discussion: Discussion) -> int | None:
    """The time of the newest comment, in seconds since 1970; None if no time is known."""
    latest = max(discussion.columns.instants(), default=NO_TIME)
    return None if latest == NO_TIME else latest


def one_line(text: str, max_chars: int) -> str:
    """A text on one line, cut with an ellipsis."""
    words = " ".join(text[: 4 * max_chars].split())
    return words if len(words) <= max_chars else f"{words[: max_chars - 1].rstrip()}…"


def read_steps(path: str) -> Generator[None, None, Discussion]:
    """Read a file to its end, in steps. The caller closes the discussion. Raises DiscussionError."""
    source = open_source(path)
    try:
        discussion, steps = begin(source)
        yield from steps
    except BaseException:
        source.close()
        raise
    return discussion.parts[0]
