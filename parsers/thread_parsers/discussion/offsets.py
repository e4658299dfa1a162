"""Columns of offsets: in four bytes each as long as all of a file and its text is below 4 GiB, which nearly all are."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_NARROW = (1 << 32) - 1
"""The largest offset that four bytes hold."""
_NARROW, _WIDE = "I", "Q"


def narrow() -> array[int]:
    """An empty column of small offsets."""
    return array(_NARROW)


def is_wide(column: array[int]) -> bool:
    """Whether a column holds larger offsets, too."""
    return column.typecode == _WIDE


def widened(column: Iterable[int]) -> array[int]:
    """The same column for any offsets."""
    return array(_WIDE, column)
