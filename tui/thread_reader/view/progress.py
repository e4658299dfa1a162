"""How far the cursor is in the discussion, and how long the unread comments take to read, by their words."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from thread_parsers.text.reading_time import minutes, unspaced_share

if TYPE_CHECKING:
    from array import array

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.view.bookmarks import ReadComments
    from thread_reader.view.reader import Reader

BLOCK = 4096
"""Comments whose words are summed up together: a page may have a million comments, and a key changes few of them."""
BLOCKS_AT_ONCE = 32
"""Blocks that are summed up for one frame."""
SAMPLE_BYTES = 1 << 14
"""Bytes of comments that say which share of the text is in scripts without spaces."""


class WordSums:
    """Sums of the words of comments, kept for blocks of them."""

    def __init__(self) -> None:
        self._words: array[int] | None = None
        self._sums: list[int] = []
        self._read_sums: list[int] = []
        self._read: list[bytes] = []
        """For each block, its words, those of its read comments, and which ones those are."""

    def update(self, words: array[int], read: ReadComments) -> bool:
        """Bring the sums up to date. Returns False if there is more to do than one frame allows."""
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


class Progress:
    """The progress of a reader. Everything is None until the words of all comments have been counted."""

    def __init__(self) -> None:
        self._sums = WordSums()
        self._state: tuple[int, int, int] | None = None
        """What the sums have been made from."""
        self._unspaced: float | None = None

    def share(self, reader: Reader) -> int | None:
        """Return the per cent of the words that are above the cursor; 100 on the last comment. In another order than
        that of the page, and with a filter, it is the share of the comments."""
        row = reader.visible.row(reader.position.comment)
        if row is None or not self._is_counted(reader):
            return None
        if row + 1 == len(reader.visible):
            return 100
        if reader.order != "page" or reader.filter.active or not self._sums.total:
            return row * 100 // len(reader.visible)
        return self._sums.before(reader.position.comment) * 100 // self._sums.total

    def minutes_left(self, reader: Reader) -> int | None:
        """Return the minutes that the unread comments take; if it is not known what was read before, those from the
        cursor on."""
        if not self._is_counted(reader):
            return None
        if self._unspaced is None:
            self._unspaced = unspaced_share(sample(reader.discussion))
        sums = self._sums
        words = sums.unread if reader.bookmarks.recalls else sums.total - sums.before(reader.position.comment)
        return minutes(words, reader.preferences.pace, self._unspaced)

    def _is_counted(self, reader: Reader) -> bool:
        if reader.stats is None or not reader.columns or len(reader.stats.sizes) != len(reader.columns):
            return False
        words, read = reader.stats.sizes.words, reader.bookmarks.read
        state = id(words), len(words), read.revision
        if state != self._state and self._sums.update(words, read):
            self._state = state
        return state == self._state


def sample(discussion: Discussion) -> str:
    """Return the text of the first comments."""
    columns, found, left = discussion.columns, [], SAMPLE_BYTES
    for start, end in zip(columns.body_start, columns.body_end, strict=True):
        if left <= 0:
            break
        found.append(discussion.text.read(start, min(end, start + left)).decode("utf-8", "ignore"))
        left -= end - start
    return "\n".join(found)
