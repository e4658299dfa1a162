"""The times of comments as dates, as ages and as written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from harness.discussions import Post, make_discussion
from thread_parsers.discussion.columns import NO_TIME
from thread_reader.view import times
from thread_reader.view.times import FORMS, Times

NOW = datetime(2025, 4, 12, 10, 0, tzinfo=UTC)
POSTS = [
    Post("Ann", "One.", "2025-04-10T22:47"),
    Post("Bo", "Two.", "2014-12-01T08:00"),
    Post("Cem", "Three.", "2025-04-11T08:05"),
    Post("Dee", "Four."),
]


def shown(found: Times, count: int = 4) -> list[str]:
    return [found.shown(comment) for comment in range(count)]


def test_the_year_is_left_out_where_it_is_that_of_the_newest_comment() -> None:
    assert shown(Times(make_discussion(POSTS))) == ["10 Apr 22:47", "2014-12-01 08:00", "11 Apr 08:05", ""]


def test_comments_of_one_day_have_only_the_clock() -> None:
    posts = [Post("Ann", "One.", "2025-04-10T22:47"), Post("Bo", "Two.", "2025-04-10T08:05")]
    assert shown(Times(make_discussion(posts)), 2) == ["22:47", "08:05"]


def test_a_computed_time_is_no_finer_than_its_words_and_has_a_tilde() -> None:
    discussion = make_discussion(POSTS)
    columns = discussion.columns
    columns.inferred_times.update(range(3))
    found = []
    for unit in ("hour", "day", "week", "month", "year"):
        columns.time_units[0] = unit
        found.append(Times(discussion).shown(0))
    assert found == ["~10 Apr 22h", "~10 Apr", "~2025-W15", "~2025-04", "~2025"]


@pytest.mark.parametrize(
    ("ago", "age"),
    [
        (timedelta(seconds=59), "0 min"), (timedelta(minutes=59), "59 min"), (timedelta(hours=3), "3 h"),
        (timedelta(days=2, hours=5), "2 d"), (timedelta(days=36), "5 weeks"), (timedelta(days=300), "9 months"),
        (timedelta(days=4030), "11 years"),
    ],
)  # fmt: skip
def test_an_age_is_in_one_unit(ago: timedelta, age: str) -> None:
    when = (NOW - ago).replace(tzinfo=None)
    found = Times(make_discussion([Post("Ann", "One.", when.isoformat())]), lambda: NOW)
    assert found.go_round() == "relative"
    assert found.shown(0) == age
    found.shown(0)


def test_a_time_in_the_future_has_no_age() -> None:
    found = Times(make_discussion(POSTS), lambda: NOW - timedelta(days=2))
    found.go_round()
    assert shown(found) == ["10 Apr 22:47", "10 years", "11 Apr 08:05", ""]


def test_a_time_as_written_is_cut_and_an_exact_one_is_in_full() -> None:
    discussion = make_discussion(POSTS)
    discussion.columns.times_as_written[3] = "a very long time ago, far away"
    found = Times(discussion)
    assert shown(found)[3] == "a very long time ago, far away"
    assert [found.go_round() for _ in FORMS] == ["relative", "as written", "absolute"]
    found.form = "as written"
    assert shown(found) == ["2025-04-10 22:47", "2014-12-01 08:00", "2025-04-11 08:05", "a very long time ago, f…"]


def test_the_newest_comment_is_found_over_several_frames_and_again_when_times_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(times, "ROWS_AT_ONCE", 1)
    discussion = make_discussion([POSTS[1], POSTS[3], POSTS[0]])
    found = Times(discussion)
    assert [found.shown(2) for _ in range(3)] == ["2025-04-10 22:47", "2025-04-10 22:47", "10 Apr 22:47"]
    discussion.columns.time[0] = NO_TIME
    found.changed()
    assert [found.shown(2) for _ in range(3)][-1] == "22:47"
