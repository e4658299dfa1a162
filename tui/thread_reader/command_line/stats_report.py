"""What `--stats` prints: charts in colour on a terminal, and text for files and pipes."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.discussion.numbered import Numbered
    from thread_parsers.query import Query
    from thread_parsers.stats import Chosen


def chosen_by(query: Query | None, each: Numbered) -> Chosen | None:
    """Return which comments the stats are of: those that the query matches; None without one."""
    if query is None:
        return None
    from thread_parsers.stats import Chosen

    return Chosen(query.text.strip(), array("I", each.chosen))


def report_for(query: Query | None, color: str | None) -> Callable[[Numbered], Iterator[str]]:
    """Return what writes the report on a discussion, line by line. `color`, the value of `--color`: charts for a
    terminal, in which all text of pages is printable; None: text."""

    def text(each: Numbered) -> Iterator[str]:
        from thread_parsers.export.stats_text import report

        return report(each.discussion, chosen_by(query, each))

    if color is None:
        return text

    def charts(each: Numbered) -> Iterator[str]:
        from thread_reader.stats_charts import chart_lines

        return chart_lines(each.discussion, chosen_by(query, each), color)

    return charts
