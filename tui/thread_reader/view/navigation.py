"""Moves through the tree, in display order. Each function returns the comment to go to, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.view.reader import Reader


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
