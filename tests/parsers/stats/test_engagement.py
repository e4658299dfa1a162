"""Declared and counted numbers, and sums that agree with each other."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thread_parsers import stats
from thread_parsers.stats import counters_of
from thread_parsers.stats.engagement import engagement
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion


@pytest.fixture
def small(discuss: Any, post: Any) -> Discussion:
    made: Discussion = discuss(
        [
            post("Ada", "A first word.\n---\nAnd a second remark.", "2026-03-01T09:00", replies=2),
            post("Ben", "No.", "2026-03-01T09:20", parent=0),
            post("Ada", "Yes, it is.", "", parent=1),
            post("", "Who knows", "2026-03-02T10:00"),
        ],
        article=["One two three."],
        declared=6,
    )
    return made


def test_declared_numbers_are_compared_with_counted_ones(small: Discussion) -> None:
    tallies = {tally.name: tally for tally in run_to_end(engagement(small, counters_of(small, text=False))).tallies}
    assert (tallies["comments"].declared, tallies["comments"].counted, tallies["comments"].difference) == (6, 4, -2)
    assert (tallies["replies"].declared, tallies["replies"].counted, tallies["replies"].difference) == (2, 2, 0)
    assert "views" not in tallies


def test_size_and_shape_are_counted(small: Discussion) -> None:
    result = stats.measure(small).engagement
    assert result is not None
    assert (result.authors, result.depth, result.segments, result.words, result.article_words) == (2, 2, 5, 13, 3)
    assert (result.first, result.last) == (datetime(2026, 3, 1, 9), datetime(2026, 3, 2, 10))
    assert result.without_time == 1
    assert [(level.label, level.comments) for level in result.depths] == [("0", 2), ("1", 1), ("2", 1)]
    assert result.lengths[0].comments == 4


def test_without_the_text_only_the_columns_are_counted(small: Discussion) -> None:
    result = run_to_end(engagement(small, counters_of(small, text=False)))
    assert (result.words, result.segments, result.lengths) == (None, None, ())


def test_people_have_their_comments_words_and_share(small: Discussion) -> None:
    result = stats.measure(small).people
    assert result is not None
    rows = [(p.name, p.comments, p.segments, p.words, p.replies_written, p.replies_received) for p in result.authors]
    assert rows == [("Ada", 2, 3, 10, 1, 1), ("", 1, 1, 2, 0, 0), ("Ben", 1, 1, 1, 1, 1)]
    assert result.authors[0].share == pytest.approx(10 / 13)
    assert result.authors[0].first == result.authors[0].last == datetime(2026, 3, 1, 9)
    assert [person.name for person in result.repeat_posters] == ["Ada"]
    assert {(e.author, e.to, e.replies) for e in result.exchanges} == {("Ben", "Ada", 1), ("Ada", "Ben", 1)}


def test_an_empty_discussion_has_stats_too(discuss: Any) -> None:
    result = stats.measure(discuss([]))
    assert result.engagement is not None
    assert (result.engagement.words, result.engagement.depth, result.engagement.first) == (0, 0, None)
    assert result.people is not None
    assert result.people.authors == ()
    assert result.timeline is not None
    assert result.timeline.buckets == ()


TEXTS = st.text(st.sampled_from("ab c\n-—软'é"), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(st.sampled_from(["Ada", "Ben", "Eve", ""]), TEXTS, st.integers(-1, 20)), max_size=20))
def test_sums_over_people_are_the_sums_of_the_discussion(
    discuss: Any, post: Any, rows: list[tuple[str, str, int]]
) -> None:
    posts = []
    for index, (author, text, back) in enumerate(rows):
        parent = -1 if back < 0 or not index else index - 1
        posts.append(post(author, text, parent=parent))
    result = stats.measure(discuss(posts))
    assert result.engagement is not None
    assert result.people is not None
    authors = result.people.authors
    assert sum(person.comments for person in authors) == len(rows)
    assert sum(person.words or 0 for person in authors) == result.engagement.words
    assert sum(person.segments or 0 for person in authors) == result.engagement.segments
    assert sum(level.comments for level in result.engagement.depths) == len(rows)
    assert sum(level.comments for level in result.engagement.lengths) == len(rows)
    assert sum(exchange.replies for exchange in result.people.exchanges) == sum(p.replies_written for p in authors)
