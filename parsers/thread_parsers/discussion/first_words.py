"""The beginning of a comment's own words, on one line, to recognize the comment by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.text.segments import piece_text

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

MAX_BYTES = 400
"""Bytes of a comment that are read when it begins with its own words; no line shows more."""
MAX_QUOTED_BYTES = 4000
"""Bytes that are read to find words after a quote."""
_QUOTED = re.compile(r"[ ]{0,3}>")
_SEPARATOR = re.compile(r"[-–—―─\s]{3,}")


def first_words(discussion: Discussion, row: int) -> str:
    """The beginning of a comment without quoted lines before it; if all is quoted, the quote. Empty without text. As on
    the page, so it must be made printable."""
    words = _own(discussion, row, MAX_BYTES)
    if words.startswith(">"):
        own = _own(discussion, row, MAX_QUOTED_BYTES)
        return own if not own.startswith(">") else words
    return words


def _own(discussion: Discussion, row: int, limit: int) -> str:
    columns = discussion.columns
    start = columns.body_start[row]
    body = discussion.text.read(start, min(columns.body_end[row], start + limit))
    text = discussion.displayed(piece_text(body, columns.margin[row]))
    lines = text.split("\n")
    own = (line for line in lines if not _QUOTED.match(line) and not _SEPARATOR.fullmatch(line))
    words = " ".join(" ".join(own).split())
    return words[:MAX_BYTES] or " ".join(text.split())[:MAX_BYTES]
