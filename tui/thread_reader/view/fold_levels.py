"""Folding by levels of the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thread_reader.view.folds import Folds
    from thread_reader.view.reader import Reader


def open_levels(reader: Reader) -> int:
    """Return how many levels of the tree, from the top, have no folded comment."""
    folds, depths = reader.folds.by_user, reader.columns.depth
    if folds.none:
        return max(depths, default=0) + 1
    return min((depth for comment, depth in enumerate(depths) if comment in folds), default=0)


def folded_below(reader: Reader, level: int) -> Folds:
    """Return folds that leave the first `level` levels of the tree unfolded."""
    if level <= 0:
        return reader.folds.anew(all=True)
    depths = reader.columns.depth
    return reader.folds.anew(exceptions=(comment for comment, depth in enumerate(depths) if depth >= level))
