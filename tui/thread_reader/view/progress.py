"""How far the cursor is in the discussion, and how long the unread comments take to read, by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.reading_time import minutes, unspaced_share

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.view.reader import Reader

SAMPLE_BYTES = 1 << 14
"""Bytes of comments that say which share of the text is in scripts without spaces."""


def share_above(reader: Reader) -> int | None:
    """Return the per cent of the words that are above the cursor; 100 on the last comment. In another order than that
    of the page, and with a filter, it is the share of the comments. None until the words have been counted."""
    row = reader.visible.row(reader.position.comment)
    if row is None or not _is_counted(reader):
        return None
    if row + 1 == len(reader.visible):
        return 100
    sums = reader.word_sums
    if reader.order != "page" or reader.filter.active or not sums.total:
        return row * 100 // len(reader.visible)
    return sums.before(reader.position.comment) * 100 // sums.total


def minutes_left(reader: Reader) -> int | None:
    """Return the minutes that the unread comments take; if it is not known what was read before, those from the cursor
    on. None until the words have been counted."""
    if not _is_counted(reader):
        return None
    sums = reader.word_sums
    words = sums.unread if reader.bookmarks.recalls else sums.total - sums.before(reader.position.comment)
    return minutes_for(reader, words)


def minutes_for(reader: Reader, words: int) -> int:
    """Return the minutes that words of the comments take to read."""
    sums = reader.word_sums
    if sums.unspaced is None:
        sums.unspaced = share_without_spaces(reader.discussion)
    return minutes(words, reader.preferences.pace, sums.unspaced)


def _is_counted(reader: Reader) -> bool:
    stats = reader.stats
    if stats is None or not reader.columns or len(stats.sizes) != len(reader.columns):
        return False
    return reader.word_sums.update(stats.sizes.words, reader.bookmarks.read)


def share_without_spaces(discussion: Discussion) -> float:
    """Return the share of the words that are characters of scripts without spaces, by the first comments."""
    columns, found, left = discussion.columns, [], SAMPLE_BYTES
    for start, end in zip(columns.body_start, columns.body_end, strict=True):
        if left <= 0:
            break
        found.append(discussion.text.read(start, min(end, start + left)).decode("utf-8", "ignore"))
        left -= end - start
    return unspaced_share("\n".join(found))
