"""The statistics as rows of a pane. Every number of comments carries the query that shows these comments."""

from __future__ import annotations

from itertools import accumulate, combinations, pairwise
from typing import TYPE_CHECKING

from thread_reader.render.stats.distribution_rows import depths, lengths, scores
from thread_reader.render.stats.engagement_rows import engagement
from thread_reader.render.stats.figure_rows import conflicts, figures
from thread_reader.render.stats.people_rows import exchanges, people
from thread_reader.render.stats.row import Canvas, Chart, Column, Lead, Part, Row, leads
from thread_reader.render.stats.timeline_rows import hours, time
from thread_reader.render.stats.wording_rows import phrases, sentences, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Canvas", "Chart", "Column", "Lead", "Part", "Row", "balanced", "columns_that_fit", "leads", "sections"]

SECTIONS: tuple[Callable[[Canvas], Iterator[Row]], ...] = (
    engagement,
    people,
    time,
    hours,
    lengths,
    scores,
    depths,
    exchanges,
    conflicts,
    figures,
    terms,
    phrases,
    sentences,
)
"""The sections in display order. Those that take reading the text come last: they are counted last, and then nothing
above them moves."""

MIN_CELLS_FOR_COLUMNS = (100, 170)
"""The widths from which the sections are in two and in three columns."""


def sections(canvas: Canvas) -> list[list[Row]]:
    """Return the rows of each section that has something to say, each but the last with a blank row at its end."""
    found = [rows for rows in ([row.cut(canvas.width) for row in section(canvas)] for section in SECTIONS) if rows]
    return [[*rows, Row([])] for rows in found[:-1]] + found[-1:]


def columns_that_fit(cells: int) -> int:
    """Return in how many columns the sections are on a pane of this width."""
    return 1 + sum(cells >= least for least in MIN_CELLS_FOR_COLUMNS)


def balanced(heights: Sequence[int], columns: int) -> list[int]:
    """Return with which section each column begins, and the number of sections: they keep their order, none is split,
    and the highest column is as low as possible."""
    columns = max(1, min(columns, len(heights)))
    sums = [0, *accumulate(heights)]

    def tallest(starts: Sequence[int]) -> int:
        edges = (0, *starts, len(heights))
        return max(sums[end] - sums[start] for start, end in pairwise(edges))

    best = min(combinations(range(1, len(heights)), columns - 1), key=tallest, default=())
    return [0, *best, len(heights)]
