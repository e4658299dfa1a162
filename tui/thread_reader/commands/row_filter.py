"""Filtering by rows of the stats: each narrows the filter that the stats are of, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.query import both
from thread_reader.commands.registry import handler
from thread_reader.session.match_stats import RowFilter

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session


def toggle(session: Session, query: str) -> None:
    """Filter by the query of a row, among the comments that the stats are of. The same row again takes it back."""
    filter_, stats = session.reader.filter, session.reader.shown_stats
    last = _last(session)
    if last is not None and last.row == query:
        undo(session)
        return
    base = stats.query if stats is not None else None
    text = query if not base else both(base, query)
    before = filter_.snapshot()
    if filter_.active and text == filter_.text:
        session.say("the comments are filtered by this already")
        return
    session.filter_by(text)
    session.jobs.match_stats.row_filters.append(RowFilter(query, text, before))


def undo(session: Session) -> None:
    """Go back to the filter before the last one by a row, or to none."""
    reader, last = session.reader, _last(session)
    if last is None or not last.before.text.strip():
        session.jobs.match_stats.row_filters.clear()
        reader.filter.ask("")
        reader.rearrange()
        return
    session.jobs.match_stats.row_filters.pop()
    reader.filter.restore(last.before)
    session.jobs.filter()


def _last(session: Session) -> RowFilter | None:
    """The filter by a row that is in effect, if it was not changed since."""
    filter_, found = session.reader.filter, session.jobs.match_stats.row_filters
    if found and not (filter_.active and filter_.text == found[-1].text):
        found.clear()
    return found[-1] if found else None


@handler("stats.range")
def choose_range(session: Session, _call: Call) -> None:
    """Begin a range of a chart, or drop it."""
    if not session.host.stats.toggle_range():
        session.say("a range can be chosen on a chart")
