"""Buckets that sum up, and bursts and silences that are there."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.source.source import BufferSource
from thread_parsers.stats.time_columns import WIDTHS, columns
from thread_parsers.stats.timeline import bursts, poisson_tail, silences, step_for, timeline_of
from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Sequence

MINUTE, HOUR, DAY = 60, 3600, 86400


def timed(times: Sequence[int], zones: dict[int, int | None] | None = None) -> Discussion:
    """A discussion of which only the times matter."""
    discussion = Discussion(BufferSource(b""))
    for time in times:
        discussion.columns.append(start=0, body_start=0, body_end=0, end=0, author="Ann", time=time)
    discussion.columns.zones.update(zones or {})
    return discussion


@pytest.mark.parametrize(
    ("span", "step"), [(0, "hour"), (2 * DAY, "hour"), (3 * DAY, "day"), (200 * DAY, "week"), (3000 * DAY, "year")]
)
def test_the_span_chooses_the_step(span: int, step: str) -> None:
    assert step_for(span) == step


TIMES = st.lists(
    st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)).map(lambda t: t.replace(microsecond=0)), max_size=30
)


@given(TIMES, st.integers(0, 4))
def test_buckets_hold_every_comment_with_a_time_once(times: list[datetime], squeeze: int) -> None:
    seconds = [int((time - EPOCH).total_seconds()) // 10**squeeze for time in times]
    result = timeline_of(timed(seconds))
    assert sum(bucket.comments for bucket in result.buckets) == len(times)
    assert sum(hour.comments for hour in result.hours) == len(times)
    if result.buckets:
        assert result.buckets[-1].cumulative == len(times)
        assert result.buckets[0].comments > 0
        assert result.buckets[-1].comments > 0


@given(TIMES)
def test_the_query_of_a_bucket_names_the_span_that_it_counts(times: list[datetime]) -> None:
    result = timeline_of(timed([int((time - EPOCH).total_seconds()) for time in times]))
    for bucket in result.buckets:
        after, before = (datetime.fromisoformat(word.partition(":")[2]) for word in bucket.query.split(" "))
        assert after == bucket.start
        assert sum(after <= time < before for time in times) == bucket.comments


@given(TIMES, st.integers(1, 40))
def test_columns_of_a_chart_are_few_and_hold_what_their_queries_name(times: list[datetime], most: int) -> None:
    result = timeline_of(timed([int((time - EPOCH).total_seconds()) for time in times]))
    width, found = columns(result, most)
    assert len(found) <= most
    assert [column.cumulative for column in found] == list(accumulate(column.comments for column in found))
    assert sum(column.comments for column in found) == len(times)
    for column in found[:-1] if width == WIDTHS[-1] else found:
        after, before = (datetime.fromisoformat(word.partition(":")[2]) for word in column.query.split(" "))
        assert (after, before) == (column.start, column.end)
        assert sum(after <= time < before for time in times) == column.comments


@pytest.mark.parametrize(
    ("span", "most", "width"),
    [
        (30 * MINUTE, 40, (1, "minute")), (32 * HOUR, 40, (1, "hour")), (13 * DAY, 40, (8, "hour")),
        (60 * DAY, 40, (2, "day")), (200 * DAY, 40, (7, "day")), (900 * DAY, 40, (1, "month")),
        (3000 * DAY, 12, (1, "year")), (30_000 * DAY, 12, (10, "year")),
    ],
)  # fmt: skip
def test_columns_are_as_narrow_as_all_of_them_fit(span: int, most: int, width: tuple[int, str]) -> None:
    found, bars = columns(timeline_of(timed([0, 7 * HOUR // 24, span])), most)
    assert found == width
    narrower = WIDTHS[WIDTHS.index(found) - 1]
    assert found == WIDTHS[0] or not narrower.seconds or span // narrower.seconds >= most - 1
    assert [bar.comments for bar in bars if bar.comments][-1] == 1


def test_columns_are_no_narrower_than_the_times_are_exact() -> None:
    discussion = timed([5 * MINUTE, 9 * MINUTE, 2 * DAY])
    discussion.columns.time_units[2] = "day"
    assert columns(timeline_of(discussion), 60)[0] == (1, "day")
    discussion.columns.time_units[2] = "hour"
    assert columns(timeline_of(discussion), 60)[0] == (1, "hour")


def test_a_column_of_a_week_begins_on_monday_and_one_of_a_month_on_its_first_day() -> None:
    weeks, months = columns(timeline_of(timed([0, 200 * DAY])), 40), columns(timeline_of(timed([0, 900 * DAY])), 40)
    assert {column.start.weekday() for column in weeks[1]} == {0}
    assert {column.start.day for column in months[1]} == {1}


def test_comments_without_a_time_are_in_no_bucket(discuss: Any, post: Any) -> None:
    result = timeline_of(discuss([post("Ada", "x", "2026-03-01T09:00"), post("Ben", "y")]))
    assert [(bucket.start, bucket.comments) for bucket in result.buckets] == [(datetime(2026, 3, 1, 9), 1)]


def test_a_rush_within_a_quiet_week_is_one_burst() -> None:
    rush = [3 * DAY + 5 * MINUTE * step for step in range(6)]
    found = bursts(sorted([0, DAY, *rush, 5 * DAY, 7 * DAY]))
    assert [(burst.comments, burst.of) for burst in found] == [(6, 10)]
    assert found[0].last - found[0].first == timedelta(minutes=25)


def test_an_even_spread_has_neither_burst_nor_silence() -> None:
    times = [HOUR * step for step in range(200)]
    assert bursts(times) == ()
    assert silences(times) == ()


@given(st.lists(st.integers(0, 30 * DAY), min_size=4, max_size=60).map(sorted))
def test_a_burst_counts_the_comments_between_its_ends(times: list[int]) -> None:
    for burst in bursts(times):
        first, last = (int((end - EPOCH).total_seconds()) for end in (burst.first, burst.last))
        assert burst.comments == sum(first <= time <= last for time in times)
        assert burst.strength > 1


def test_a_long_gap_is_a_silence_and_leads_to_what_broke_it() -> None:
    times = [0, HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR, 5 * HOUR, 100 * HOUR]
    (found,) = silences(times)
    assert found.end - found.start == timedelta(hours=95)
    assert found.query == "after:1970-01-05T04:00 before:1970-01-05T04:00:01"


@pytest.mark.parametrize(("gap", "count"), [(HOUR - 1, 0), (HOUR, 1)])
def test_a_gap_under_an_hour_is_no_silence_however_long_it_is_for_this_discussion(gap: int, count: int) -> None:
    rush = [10 * step for step in range(20)]
    assert len(silences([*rush, rush[-1] + gap])) == count


@pytest.mark.parametrize(("least", "expected"), [(1, 0.5), (3, 2.0), (7, 0.07), (10, 30.0)])
def test_the_tail_of_the_poisson_distribution_is_what_its_terms_leave(least: int, expected: float) -> None:
    terms = [1.0]
    for at in range(1, least):
        terms.append(terms[-1] * expected / at)
    assert poisson_tail(least, expected) == pytest.approx(1 - sum(terms) * 2.718281828459045**-expected, abs=1e-9)


def test_times_that_are_only_known_to_the_day_have_no_hour_and_make_no_burst() -> None:
    noon, midnight = 12 * 3600, 0
    discussion = timed([noon, midnight, midnight, midnight, 400 * 86400])
    discussion.columns.time_units.update({1: "day", 2: "day", 3: "month"})
    result = timeline_of(discussion)
    assert sum(bucket.comments for bucket in result.buckets) == 5
    assert {hour.hour: hour.comments for hour in result.hours if hour.comments} == {0: 1, 12: 1}
    assert result.bursts == ()


def test_a_timeline_of_nothing_but_days_has_no_hours() -> None:
    discussion = timed([0, 86400])
    discussion.columns.time_units.update({0: "day", 1: "day"})
    result = timeline_of(discussion)
    assert (sum(bucket.comments for bucket in result.buckets), result.hours, result.silences) == (2, (), ())
