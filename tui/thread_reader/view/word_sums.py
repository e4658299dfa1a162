"""Sums of the words of comments, which say how far the cursor is and how much is left to read."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array

    from thread_reader.view.bookmarks import ReadComments

BLOCK = 4096
"""Comments whose words are summed up together: a page may have a million comments, and a key changes few of them."""
BLOCKS_AT_ONCE = 32
"""Blocks that are summed up for one frame."""


class WordSums:
    """Sums of the words of comments, kept for blocks of them."""

    def __init__(self) -> None:
        self.unspaced: float | None = None
        """The share of the text in scripts without spaces, once it is known."""
        self._state: tuple[int, int] | None = None
        """What the sums were made from."""
        self._words: array[int] | None = None
        self._sums: list[int] = []
        self._read_sums: list[int] = []
        self._read: list[bytes] = []
        """For each block, its words, those of its read comments, and which ones those are."""

    def update(self, words: array[int], read: ReadComments) -> bool:
        """Bring the sums up to date. Returns False if there is more to do than one frame allows."""
        state = len(words), read.revision
        if words is self._words and state == self._state:
            return True
        if words is not self._words:
            self._words, self._sums, self._read_sums, self._read = words, [], [], []
        done = 0
        for block, start in enumerate(range(0, len(words), BLOCK)):
            flags = read.flags(range(start, min(start + BLOCK, len(words))))
            if block < len(self._sums) and self._read[block] == flags:
                continue
            if done == BLOCKS_AT_ONCE:
                return False
            done += 1
            here = words[start : start + BLOCK]
            self._sums[block : block + 1] = [sum(here)]
            self._read_sums[block : block + 1] = [sum(compress(here, flags))]
            self._read[block : block + 1] = [flags]
        self._state = state
        return True

    @property
    def total(self) -> int:
        """The words of all comments."""
        return sum(self._sums)

    @property
    def unread(self) -> int:
        """The words of the comments that are not read."""
        return self.total - sum(self._read_sums)

    def before(self, comment: int) -> int:
        """Return the words of the comments before one, in page order."""
        block = comment // BLOCK
        return sum(self._sums[:block]) + sum(self._words[block * BLOCK : comment] if self._words is not None else ())
