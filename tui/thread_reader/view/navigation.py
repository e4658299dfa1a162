"""Where the moves through the tree lead, in the order of the screen. Each takes a reader and names a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.view.reader import Reader


def parent(reader: Reader) -> int | None:
    """The nearest ancestor that is shown."""
    for ancestor in reader.columns.ancestors(reader.position.comment):
        if reader.unfolded.row(ancestor) is not None:
            return ancestor
    return None


def first_reply(reader: Reader) -> int | None:
    """The first comment shown below this one."""
    comment = reader.position.comment
    row = reader.unfolded.row(comment)
    if row is None or row + 1 >= len(reader.unfolded):
        return None
    after = reader.unfolded[row + 1]
    return after if after != comment and reader.holds(comment, after) else None


def next_sibling(reader: Reader) -> int | None:
    """The next comment under the same parent."""
    return _sibling(reader, _after(reader))


def previous_sibling(reader: Reader) -> int | None:
    """The comment before under the same parent."""
    return _sibling(reader, _before(reader))


def next_top(reader: Reader) -> int | None:
    """The next comment on the article itself."""
    return next((comment for comment in _after(reader) if not reader.columns.depth[comment]), None)


def previous_top(reader: Reader) -> int | None:
    """The comment on the article itself that this one is under, else the one before it."""
    return next((comment for comment in _before(reader) if not reader.columns.depth[comment]), None)


def _sibling(reader: Reader, candidates: Iterator[int]) -> int | None:
    columns = reader.columns
    comment = reader.position.comment
    for candidate in candidates:
        if columns.parent[candidate] == columns.parent[comment]:
            return candidate
        if columns.depth[candidate] < columns.depth[comment]:
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
