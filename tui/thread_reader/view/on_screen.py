"""What of the comments is on the screen, and how far a page is."""

from __future__ import annotations

from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thread_reader.view.reader import Reader

OVERLAP_ROWS = 2
"""Rows of the old page that stay on the screen after paging."""


def whole_comments(reader: Reader) -> list[int]:
    """Return the comments that are on the screen from their first line to their last, but not the folded ones."""
    window = reader.window
    found = []
    rows = islice(window.lines(reader.position), window.covered(reader.position), None)
    for comment, lines in groupby(rows, key=itemgetter(0)):
        drawn = [line for _, line in lines]
        height = window.heights.height(comment, len(drawn) + 1)  # a comment may have a million lines
        if drawn[0] == 0 and comment not in reader.folds and height == len(drawn):
            found.append(comment)
    return found


def page_lines(reader: Reader, pages: float) -> int:
    """Return the lines to scroll by for some pages, down if positive. Some rows stay on the screen, not covered by
    pinned heads."""
    window, room = reader.window, reader.rows - OVERLAP_ROWS
    lines = max(1, int(room * abs(pages)))
    covered = 0 if pages > 0 else window.covered(reader.position)
    for _ in range(2 if pages > 0 else 0):  # a shorter way may lead to rows with other heads
        covered = max(covered, window.covered(window.scrolled(reader.position, min(lines, room - covered))))
    lines = max(1, min(lines, room - covered))
    return lines if pages > 0 else -lines
