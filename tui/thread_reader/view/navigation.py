"""Moves through the tree, in display order. Most functions return the comment to go to, or None.

`go_to` is what the `:` prompt does: to a comment by its number, by percent of the comments, or by a line of the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_reader.view.bookmarks import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.view.reader import Reader


TARGET = re.compile(r"\s*(?P<line>line\s*:)?\s*(?P<number>\d{1,12})\s*(?P<percent>%)?\s*", re.ASCII | re.IGNORECASE)
TARGETS = "a comment 12, a percentage 50%, or a line line:300"


def go_to(reader: Reader, target: str) -> str:
    """Move the cursor to `12`, `50%` or `line:300`. Returns what is wrong; empty if nothing is."""
    found = TARGET.fullmatch(target)
    if found is None or (found["line"] and found["percent"]):
        return f"not {TARGETS}"
    number = int(found["number"])
    if found["line"]:
        return _go_to_line(reader, number)
    if not found["percent"]:
        return go_to_comment(reader, number)
    if number > 100:
        return "more than 100 %"
    return go_to_comment(reader, max(1, -(-len(reader.columns) * number // 100)))


def go_to_when_read(reader: Reader, target: str) -> str | None:
    """As `go_to`, for a target that was given before the page was read. Where it does not exist, the cursor moves to
    the last comment. Returns None as long as that is not known."""
    filter_ = reader.filter
    if not _is_read(reader, target) or (filter_.text and not filter_.complete):
        return None
    wrong = go_to(reader, target)
    if wrong.startswith("no ") and len(reader.columns):
        go_to_comment(reader, len(reader.columns))
    return wrong


def _is_read(reader: Reader, target: str) -> bool:
    """Whether no later comment can be the one at a target."""
    discussion, count = reader.discussion, len(reader.columns)
    if reader.reading_ended or not count:
        return reader.reading_ended
    kind, _, number = target.rpartition(":")
    if not kind:
        return count >= int(number)
    lines = discussion.file_lines(count - 1) if discussion.origins is None else None  # else in any order
    return lines is not None and lines[1] > int(number)


def go_to_comment(reader: Reader, number: int) -> str:
    """Move the cursor to a comment, numbered from 1. Returns what is wrong; empty if nothing is."""
    count = len(reader.columns)
    if not count:
        return "no comments"
    if not 1 <= number <= count:
        return f"no comment {number}; the last one is {count}"
    if not reader.go(Place(number - 1), jump=True):
        return f"comment {number} is hidden by the filter; F shows all"
    return ""


def _go_to_line(reader: Reader, line: int) -> str:
    discussion, source = reader.discussion, reader.discussion.file
    if not discussion.has_lines:
        return "this file has no lines of text; a number alone is that of a comment, as in 12"
    if not 1 <= line <= source.line_count:
        return f"no line {line}; the last one is {source.line_count}"
    # The last comment that begins on the line or before it. A comment's first line may begin before its name.
    offset = max(source.line_start(line), source.line_start(line + 1) - 1)
    starts, _ = discussion.file_spans
    before = (comment for comment, start in enumerate(starts) if start <= offset)
    comment = max(before, key=starts.__getitem__, default=-1)
    return go_to_comment(reader, comment + 1) if comment >= 0 else f"line {line} is before the first comment"


def parent(reader: Reader) -> int | None:
    """Return the nearest ancestor that the filter lets through."""
    for ancestor in reader.columns.ancestors(reader.position.comment):
        if reader.unfolded.row(ancestor) is not None:
            return ancestor
    return None


def first_reply(reader: Reader) -> int | None:
    """Return the first reply in display order that the filter lets through."""
    comment = reader.position.comment
    row = reader.unfolded.row(comment)
    if row is None or row + 1 >= len(reader.unfolded):
        return None
    after = reader.unfolded[row + 1]  # replies directly follow their parent
    return after if after != comment and reader.holds(comment, after) else None


def next_sibling(reader: Reader) -> int | None:
    """Return the next reply to the same parent."""
    return _sibling(reader, _after(reader))


def previous_sibling(reader: Reader) -> int | None:
    """Return the previous reply to the same parent."""
    return _sibling(reader, _before(reader))


def next_top(reader: Reader) -> int | None:
    """Return the next top-level comment."""
    return next((comment for comment in _after(reader) if not reader.columns.depth[comment]), None)


def previous_top(reader: Reader) -> int | None:
    """Return the top-level comment of this thread; from there, the previous top-level comment."""
    return next((comment for comment in _before(reader) if not reader.columns.depth[comment]), None)


def _sibling(reader: Reader, candidates: Iterator[int]) -> int | None:
    """Return the first candidate with the same parent, unless the parent's subtree ends before."""
    columns = reader.columns
    comment = reader.position.comment
    for candidate in candidates:
        if columns.parent[candidate] == columns.parent[comment]:
            return candidate
        if columns.depth[candidate] < columns.depth[comment]:  # outside the parent's subtree
            return None
    return None


def _after(reader: Reader) -> Iterator[int]:
    row = reader.unfolded.row(reader.position.comment)
    if row is not None:
        for at in range(row + 1, len(reader.unfolded)):
            yield reader.unfolded[at]


def _before(reader: Reader) -> Iterator[int]:
    row = reader.unfolded.row(reader.position.comment)
    if row is not None:
        for at in range(row - 1, -1, -1):
            yield reader.unfolded[at]
