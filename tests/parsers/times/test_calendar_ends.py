"""Comments at both ends of the calendar: read, counted, exported, sorted and found as at any other time."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from thread_parsers.discussion.order import ordered
from thread_parsers.export import stats_json, stats_text
from thread_parsers.export.writers import WRITERS
from thread_parsers.query import Matching, parse_query
from thread_parsers.reading import parse
from thread_parsers.stats import measure
from thread_parsers.stats.time_columns import columns

TIMES = (
    "9999-12-31 23:59", "9999-12-31 23:00", "9999-01-01 00:00", "0001-01-01 00:00", "0001-01-02 00:00",
    "1969-12-31 23:59", "2025-12-24 06:14",
)  # fmt: skip
ZONED = (
    "9999-12-31T23:59:59+23:59:59", "9999-12-31T23:59:59-23:59:59", "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00-12:00", "9999-12-31T23:59:59Z",
)  # fmt: skip
PAGES = {
    "gate": ("Title\nThe ferry is late.\nReward\nComment\n0/400\n", "p{}\n· {}\nword {}\nView OriginalReply0\n"),
    "plain": ("A title\n\nThe ferry is late.\n\n", "person{}\n{}\nword {} and more\nReply\n\n"),
}


@pytest.mark.parametrize(
    ("shape", "times"),
    [
        *((shape, (first, last)) for shape, first, last in product(PAGES, TIMES[:4], TIMES[2:])),
        *(("plain", (first, last)) for first, last in pairwise(ZONED)),
    ],
)
def test_a_time_at_the_end_of_the_calendar_is_a_time(shape: str, times: tuple[str, str]) -> None:
    head, comment = PAGES[shape]
    written = [times[0], times[1], times[1], times[0], times[1]]
    page = head + "".join(comment.format(number, time, number) for number, time in enumerate(written))
    discussion = parse(page)
    rows = range(len(discussion.columns))
    assert len(rows) == 5
    assert all(comment.time for comment in discussion.comments)
    stats = measure(discussion)
    timeline = stats.timeline
    assert timeline is not None
    written_in = [bucket for bucket in timeline.buckets if bucket.comments]
    buckets = (*written_in, *columns(timeline, 7)[1], *columns(timeline, 1)[1])
    counted = [(each.query, each.comments) for each in buckets] + [
        (each.query, each.comments) for each in timeline.bursts
    ]
    for query, comments in counted:
        assert len(Matching(discussion, parse_query(query)).all()) == comments
    for silence in timeline.silences:
        assert Matching(discussion, parse_query(silence.query)).all()
    assert stats_json.values(stats)
    assert "".join(stats_text.report(discussion))
    assert all("".join(writer.write(discussion, rows)) for writer in WRITERS.values())
    in_order = [discussion.columns.time[row] for row in ordered(discussion.columns, "oldest")]
    assert in_order == sorted(in_order)
