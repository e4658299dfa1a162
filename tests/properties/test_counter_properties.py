"""Counters add up: those of any ranges of comments, merged, are those of all comments."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.discussions import Post, make_discussion
from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.stats import Counters, counters_of, measure
from thread_parsers.stats.engagement import engagement
from thread_parsers.stats.people import people
from thread_parsers.stats.timeline import timeline
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.times.time_units import TimeUnit


class Stated(NamedTuple):
    """A comment, whether it answers the one before it, and what is known of its time."""

    post: Post
    is_reply: bool
    unit: TimeUnit | None
    zone: int | None


POSTS = st.lists(
    st.builds(
        Stated,
        st.builds(
            Post,
            author=st.sampled_from(["Ada", "Ben", "Ça va", ""]),
            text=st.sampled_from(["", "one", "one two\n---\nthree", "渡轮又晚点了", "it's 40 million"]),
            time=st.sampled_from(["", "2026-03-01T09:30", "2026-03-01T10:00", "2026-03-09T00:00", "2031-01-01T23:59"]),
            likes=st.sampled_from([NO_SCORE, -12, 0, 1, 40]),
        ),
        st.booleans(),
        st.sampled_from([None, None, "hour", "day", "year"]),
        st.sampled_from([None, None, 0, 330]),
    ),
    max_size=20,
)
CUTS = st.lists(st.integers(0, 20), max_size=6)


def discussion_of(stated: list[Stated]) -> Discussion:
    # A reply answers the comment before it.
    posts = [replace(each.post, parent=at if each.is_reply else 0) for at, each in enumerate(stated)]
    discussion = make_discussion(posts)
    for row, each in enumerate(stated):
        if each.post.time and each.unit:
            discussion.columns.time_units[row] = each.unit
        if each.post.time and each.zone is not None:
            discussion.columns.zones[row] = each.zone
    return discussion


@settings(max_examples=40)
@given(POSTS, CUTS)
def test_counters_of_any_ranges_add_up_to_those_of_all_comments(stated: list[Stated], cuts: list[int]) -> None:
    discussion = discussion_of(stated)
    edges = sorted({0, len(stated), *(cut for cut in cuts if cut < len(stated))})
    merged = Counters()
    for start, end in pairwise(edges):
        merged.merge(counters_of(discussion, range(start, end)))
    whole, stats = counters_of(discussion), measure(discussion)
    assert merged == whole
    assert list(merged.authors) == list(whole.authors)
    assert run_to_end(engagement(discussion, merged)) == stats.engagement
    assert run_to_end(people(merged)) == stats.people
    assert run_to_end(timeline(merged)) == stats.timeline


@settings(max_examples=40)
@given(POSTS)
def test_counters_are_plain_data(stated: list[Stated]) -> None:
    counters = counters_of(discussion_of(stated))
    assert Counters.from_data(json.loads(json.dumps(counters.as_data()))) == counters
