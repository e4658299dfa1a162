"""Relative times: resolved only when it is known when the page was saved, and never finer than their words."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from harness.discussions import Post, make_discussion
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.order import ordered
from thread_parsers.discussion.relative_times import (
    RelativeTimes,
    read_saved,
    set_saved,
    times_or_ages,
    without_date,
)
from thread_parsers.query import Matching, not_compared, nothing_found, parse_query
from thread_parsers.reading import begin, parse
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

WORDS = ("2 hours ago", "3 hours ago", "yesterday", "20 minutes ago", "2 days ago", "just now")
PAGE = "The gate is shut.\n\n" + "".join(f"Person{at} · {words}\nSo be it.\n\n" for at, words in enumerate(WORDS))
SAVED = datetime(2024, 3, 9, 18, 20, 33)


def shown(discussion: Discussion) -> list[str]:
    return [comment.shown_time for comment in discussion.comments]


def by(discussion: Discussion, order: str) -> list[int]:
    return list(ordered(discussion.columns, order))


def found(discussion: Discussion, query: str) -> list[int]:
    return list(Matching(discussion, parse_query(query)).all())


def test_without_a_moment_of_saving_the_times_stay_as_written() -> None:
    discussion = parse(PAGE)
    assert shown(discussion) == list(WORDS)
    assert set(discussion.columns.time) == {NO_TIME}
    assert (discussion.saved, set(discussion.columns.inferred_times), without_date(discussion.columns)) == (
        None,
        set(),
        (6, 0),
    )


def test_with_it_they_are_computed_and_marked_as_inferred() -> None:
    discussion = parse(PAGE, saved=SAVED)
    assert shown(discussion) == [
        "~2024-03-09 16h", "~2024-03-09 15h", "~2024-03-08", "~2024-03-09 18:00", "~2024-03-07", "~2024-03-09 18:20",
    ]  # fmt: skip
    assert [comment.time_text for comment in discussion.comments] == list(WORDS)
    assert {comment.inferred for comment in discussion.comments} == {("time",)}
    assert discussion.comments[0].time == datetime(2024, 3, 9, 16)
    assert any("6 relative times computed" in note.text for note in discussion.receipt.notes)
    assert found(discussion, "after:2024-03-09T16") == [0, 3, 5]


def test_with_only_a_date_nothing_is_finer_than_the_day() -> None:
    discussion = parse(PAGE, saved=date(2024, 3, 9))
    assert shown(discussion) == [
        "~2024-03-09",
        "~2024-03-09",
        "~2024-03-08",
        "~2024-03-09",
        "~2024-03-07",
        "~2024-03-09",
    ]


@pytest.mark.parametrize("saved", [None, SAVED, date(2024, 3, 9)])
def test_the_order_is_that_of_the_words_whatever_is_known(saved: date | None) -> None:
    discussion = parse(PAGE, saved=saved)
    assert by(discussion, "oldest") == [4, 2, 1, 0, 3, 5]
    assert by(discussion, "newest") == [5, 3, 0, 1, 2, 4]


@pytest.mark.parametrize(
    "saved", [datetime(1, 1, 1), date(1, 1, 2), datetime(9999, 12, 31, 23, 59), date(9999, 12, 31)]
)
def test_a_time_outside_of_the_calendar_stays_as_written(saved: date) -> None:
    page = PAGE + "Ann · Yesterday at 18:30\nNo.\n\nBo · 9999 years ago\nNo.\n\nCem · 9999 weeks ago\nNo.\n"
    discussion = parse(page, saved=saved)
    assert len(discussion.comments) == 9
    assert discussion.comments[7].shown_time == "9999 years ago"
    assert all(comment.shown_time for comment in discussion.comments)
    assert sorted(ordered(discussion.columns, "oldest")) == list(range(9))
    assert saved.year == 1 or list(ordered(discussion.columns, "oldest"))[-1] == 5


def test_another_moment_may_be_set_and_taken_back() -> None:
    discussion = parse(PAGE)
    set_saved(discussion, SAVED)
    assert [note.text for note in discussion.receipt.notes if note.kind == "times"] == [
        "6 relative times computed from when the page was saved"
    ]
    assert shown(discussion)[2] == "~2024-03-08"
    set_saved(discussion, datetime(2023, 1, 1))
    assert shown(discussion)[2] == "~2022-12-31"
    set_saved(discussion, None)
    assert shown(discussion) == list(WORDS)
    assert (set(discussion.columns.inferred_times), dict(discussion.columns.time_units)) == (set(), {})
    (note,) = (note.text for note in discussion.receipt.notes if note.kind == "times")
    assert note.startswith("6 times kept as written")


def test_times_are_resolved_while_the_page_is_being_read() -> None:
    discussion, steps = begin(BufferSource((PAGE * 400).encode()), "plain", saved=SAVED)
    for _ in steps:
        assert NO_TIME not in discussion.columns.time
    assert len(discussion.columns.inferred_times) == len(discussion.columns)


def test_a_page_may_say_itself_when_it_was_saved() -> None:
    page = "The gate\n\nSaved on 2025-12-24 12:00\nIt is shut.\n\nAda · 3 hours ago\nSo.\n\nBo · yesterday\nNo.\n"
    discussion = parse(page)
    assert shown(discussion) == ["~2025-12-24 09h", "~2025-12-23"]
    assert discussion.saved == datetime(2025, 12, 24, 12)
    assert parse(page, saved=SAVED).saved == SAVED


def test_relative_times_are_taken_as_later_than_dates_and_unknown_ones_come_last() -> None:
    posts = [Post("Ann", "a"), Post("Bo", "b", "2024-03-01T10:00"), Post("Cem", "c"), Post("Di", "d"), Post("Eve", "e")]
    discussion = make_discussion(posts)
    discussion.columns.times_as_written.update({0: "3 hours ago", 2: "05/06/2024", 3: "5 hours ago"})
    assert without_date(discussion.columns) == (2, 2)
    assert by(discussion, "oldest") == [1, 3, 0, 2, 4]
    assert by(discussion, "newest") == [0, 3, 1, 2, 4]
    assert list(times_or_ages(make_discussion(posts).columns)) == list(make_discussion(posts).columns.time)


def test_a_month_of_a_year_is_found_in_it_and_shown_as_it() -> None:
    discussion = make_discussion([Post("Ann", "a")])
    discussion.columns.times_as_written[0] = "Mar 2024"
    RelativeTimes(discussion).complete_new()
    assert shown(discussion) == ["2024-03"]
    assert (found(discussion, "on:2024-03"), found(discussion, "hour:0"), discussion.inferred(0)) == ([0], [], ())


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        ("2024-03-09T18:20", datetime(2024, 3, 9, 18, 20)),
        ("2024-03-09 18:20", datetime(2024, 3, 9, 18, 20)),
        ("9 mars 2024 à 18 h 20", datetime(2024, 3, 9, 18, 20)),
        ("2024-03-09", date(2024, 3, 9)),
        ("09.03.2024", date(2024, 3, 9)),
        ("Mar 2024", None),
        ("05/06/2024", None),
        ("yesterday", None),
        ("", None),
        ("a while back", None),
    ],
)
def test_a_moment_of_saving_is_a_date_with_or_without_a_time_of_day(text: str, saved: date | None) -> None:
    assert read_saved(text) == saved


def test_a_query_says_which_comments_it_cannot_compare() -> None:
    discussion = make_discussion([Post("Ann", "a"), Post("Bo", "b", "2024-03-01T10:00"), Post("Cem", "c")])
    discussion.columns.times_as_written[0] = "3 hours ago"
    said = (
        "1 comment has only a relative time (--saved says when the page was saved); 1 comment has no time that is known"
    )
    assert not_compared("after:2024", discussion) == said
    assert not_compared("-hour:3 a", discussion) == said
    assert not_compared("user:Ann", discussion) == ""
    assert nothing_found("before:2024", discussion) == f"nothing matches before:2024; {said}"
    set_saved(discussion, SAVED)
    discussion.columns.time[2] = 0
    assert not_compared("after:2024", discussion) == ""
