"""Times of several zones: what is compared are instants, what is shown is the clock as written."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.discussion.columns import NO_TIME, Columns
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.order import ordered
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.discussion.zones import settle_zones
from thread_parsers.query import Matching, parse_query
from thread_parsers.reading import parse
from thread_parsers.source.source import BufferSource
from thread_parsers.stats import counters_of, measure
from thread_parsers.stats.engagement import engagement
from thread_parsers.stats.timeline import timeline_of
from thread_parsers.steps import run_to_end
from thread_parsers.times.epoch import EPOCH, FIRST_SECOND, LAST_SECOND

ZONES = st.integers(-23 * 60, 23 * 60)
CLOCKS = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)).map(lambda time: time.replace(microsecond=0))
TIMES = st.lists(st.tuples(CLOCKS, ZONES), max_size=20)
"""What clocks show, and minutes east of UTC."""


def seconds(clock: datetime) -> int:
    return (clock - EPOCH) // timedelta(seconds=1)


def discussion_of(times: list[tuple[datetime | None, int | None]]) -> Discussion:
    """A discussion with these times, each with its zone, as a structured file states them."""
    discussion = Discussion(BufferSource(b""))
    rendering = Rendering(discussion)
    for number, (clock, zone) in enumerate(times):
        time = NO_TIME if clock is None else seconds(clock)
        rendering.add(Post(author="Ann", text=f"No {number}.", time=time, zone=zone))
    discussion.complete = True
    return discussion


def moment(clock: datetime, zone: int) -> datetime:
    return clock.replace(tzinfo=timezone(timedelta(minutes=zone)))


@given(TIMES)
def test_comments_are_sorted_by_the_instant(times: list[tuple[datetime, int]]) -> None:
    discussion = discussion_of(list(times))
    moments = [moment(*time) for time in times]
    expected = sorted(range(len(times)), key=moments.__getitem__)
    assert list(ordered(discussion.columns, "oldest")) == expected
    assert [discussion.time(row) for row in range(len(times))] == moments


@given(TIMES, CLOCKS)
def test_a_date_of_a_query_is_by_the_clock_of_the_first_comment(
    times: list[tuple[datetime, int]], wanted: datetime
) -> None:
    discussion = discussion_of(list(times))
    zone = times[0][1] if times else 0
    limit = moment(wanted, zone)
    rows = list(range(len(times)))
    found = {
        field: list(Matching(discussion, parse_query(f"{field}:{wanted.isoformat()}")).all())
        for field in ("before", "after")
    }
    assert found["before"] == [row for row in rows if moment(*times[row]) < limit]
    assert found["after"] == [row for row in rows if moment(*times[row]) >= limit]


@given(TIMES)
def test_buckets_and_ends_are_instants_and_hours_are_as_written(times: list[tuple[datetime, int]]) -> None:
    discussion = discussion_of(list(times))
    timeline, zone = timeline_of(discussion), times[0][1] if times else 0
    by_one_clock = [moment(*time).astimezone(timezone(timedelta(minutes=zone))).replace(tzinfo=None) for time in times]
    assert sum(bucket.comments for bucket in timeline.buckets) == len(times)
    for bucket in timeline.buckets:
        assert sum(bucket.start <= time < bucket.end for time in by_one_clock) == bucket.comments
        assert len(Matching(discussion, parse_query(bucket.query)).all()) == bucket.comments
    for hour in timeline.hours:
        assert hour.comments == sum(clock.hour == hour.hour for clock, _ in times)
        assert len(Matching(discussion, parse_query(hour.query)).all()) == hour.comments
    counted = run_to_end(engagement(discussion, counters_of(discussion, text=False)))
    assert (counted.first, counted.last) == (min(by_one_clock, default=None), max(by_one_clock, default=None))
    for silence in timeline.silences:
        assert (silence.start, silence.end) in pairwise(sorted(by_one_clock))


def test_the_first_and_the_last_time_of_an_author_are_instants() -> None:
    noon = datetime(2024, 3, 9, 12)
    people = measure(discussion_of([(noon, 0), (noon, 600), (noon, -600)])).people
    assert people is not None
    assert [(person.first, person.last) for person in people.authors] == [
        (noon - timedelta(hours=10), noon + timedelta(hours=10))
    ]


@given(st.lists(CLOCKS, min_size=1, max_size=10), ZONES)
def test_with_one_zone_for_all_the_times_are_compared_as_they_are(clocks: list[datetime], zone: int) -> None:
    columns = discussion_of([(clock, zone) for clock in clocks]).columns
    assert columns.instants() is columns.time


def test_a_burst_is_found_across_zones() -> None:
    rush = [(datetime(2024, 3, 9, 12, minute) + timedelta(minutes=zone), zone) for minute, zone in enumerate(
        [0, 120, -300, 540, 60, 330]
    )]  # fmt: skip
    others = [(datetime(2024, 3, day), 0) for day in (6, 7, 11, 13)]
    (found,) = timeline_of(discussion_of([*others, *rush])).bursts
    assert (found.comments, found.last - found.first) == (6, timedelta(minutes=5))


@pytest.mark.parametrize(
    ("zones", "note"),
    [
        ([60, None, 60], "1 time states no zone; it is taken as UTC+01:00"),
        ([None, -210, None], "2 times state no zone; they are taken as UTC-03:30"),
        ([0, None], "1 time states no zone; it is taken as UTC"),
        ([0, 60, -60], None),
        ([None, None], None),
        ([330, 330], None),
    ],
)
def test_known_and_unknown_zones_in_one_file_are_noted_once(zones: list[int | None], note: str | None) -> None:
    discussion = discussion_of([(datetime(2024, 3, 9, 12), zone) for zone in zones])
    for _ in range(2):
        settle_zones(discussion)
    assert [found.text for found in discussion.receipt.notes] == [note] * (note is not None)


def test_a_time_without_a_zone_is_taken_as_by_the_clock_of_the_others() -> None:
    columns = discussion_of([(datetime(2024, 3, 9, 12), zone) for zone in (None, 60, 0, None)]).columns
    noon = seconds(datetime(2024, 3, 9, 12))
    assert list(columns.instants()) == [noon, noon, noon + 3600, noon]


def test_a_comment_without_a_time_does_not_decide_the_zone_of_the_others() -> None:
    discussion = discussion_of([(None, None), (datetime(2024, 3, 9, 12), 60), (datetime(2024, 3, 9, 13), 60)])
    settle_zones(discussion)
    columns = discussion.columns
    assert (columns.zone, columns.zones, discussion.receipt.notes) == (60, {}, [])
    assert list(ordered(columns, "newest")) == [2, 1, 0]


def test_a_day_and_the_ends_of_the_calendar_are_not_shifted() -> None:
    columns = Columns()
    for time in (0, FIRST_SECOND, LAST_SECOND, 0, NO_TIME):
        columns.append(start=0, body_start=0, body_end=0, end=0, author="Ann", time=time)
    columns.zones.update({0: 0, 1: 600, 2: -600, 3: 600, 4: 600})
    columns.time_units[3] = "day"
    assert list(columns.instants()) == [0, FIRST_SECOND, LAST_SECOND, 0, NO_TIME]


PAGE = """The tram is late.

Ann · 9 March 2024 18:20 +0100
Again.

Bob · 9 March 2024 18:00 +0000
And tomorrow.
"""


def test_a_text_page_that_states_zones_is_sorted_by_instants() -> None:
    discussion = parse(PAGE)
    assert [comment.author for comment in discussion.comments] == ["Ann", "Bob"]
    assert list(ordered(discussion.columns, "newest")) == [1, 0]
    assert list(Matching(discussion, parse_query("hour:18")).all()) == [0, 1]
    assert list(Matching(discussion, parse_query("after:2024-03-09T19")).all()) == [1]
