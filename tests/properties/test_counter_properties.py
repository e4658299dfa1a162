"""Counters add up: those of any ranges of comments, merged, are those of all comments."""

from __future__ import annotations

import json
from array import array
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.discussions import Post, make_discussion
from thread_parsers.bulk.asking import Found
from thread_parsers.bulk.sums import summed
from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.query import parse_query
from thread_parsers.stats import (
    Counters,
    TextCounters,
    chosen_wording,
    counters_of,
    measure,
    text_counters,
    text_counters_of,
)
from thread_parsers.stats.engagement import engagement
from thread_parsers.stats.people import people
from thread_parsers.stats.timeline import timeline
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    import pytest

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


TEXTS = st.lists(
    st.sampled_from([
        "The quokka ate 40 million lemons", "a quokka ate", "$5 or 5 dollars,", "in 2019", "don’t",
        "渡轮又晚点了。百分之五", "over the pelican crossing again", "\n---\n", "\n", "40\nmillion", "Éire", "",
    ]),
    max_size=5,
).map(" ".join)  # fmt: skip
SAID = st.lists(st.builds(Post, author=st.sampled_from(["Ada", "Ben", "Ça va", ""]), text=TEXTS), max_size=20)


@settings(max_examples=40)
@given(SAID, CUTS)
def test_counters_of_the_text_of_any_ranges_add_up_to_those_of_all_comments(said: list[Post], cuts: list[int]) -> None:
    discussion = make_discussion(said)
    edges = sorted({0, len(said), *(cut for cut in cuts if cut < len(said))})
    ranges = [range(start, end) for start, end in pairwise(edges)]
    merged, found = TextCounters(), TextCounters()
    whole = text_counters_of(discussion, range(len(said)))
    for rows in ranges:
        merged.merge(text_counters_of(discussion, rows))
    assert merged == whole
    assert TextCounters.from_data(json.loads(json.dumps(merged.as_data()))) == merged
    wanted = chosen_wording(merged).chosen
    assert wanted == chosen_wording(whole).chosen
    for rows in ranges:
        found.merge(text_counters_of(discussion, rows, wanted))
    assert found == text_counters_of(discussion, wanted=wanted)


@settings(max_examples=40)
@given(SAID)
def test_the_stats_of_many_discussions_are_for_one_those_of_the_discussion(said: list[Post]) -> None:
    discussion = make_discussion(said)
    found = Found("page", 1, discussion, array("q", range(len(said))))
    sums, stats = summed(partial(iter, [found]), parse_query("")).stats, measure(discussion)
    assert sums.figures is not None
    assert stats.figures is not None
    assert sums.figures.stated == stats.figures.stated
    assert sums.terms == stats.terms
    assert [replace(each, rows=()) for each in stats.phrases or ()] == list(sums.phrases or ())


def test_the_sample_of_several_discussions_does_not_depend_on_how_they_are_merged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where long comments leave room for few of them."""
    monkeypatch.setattr(text_counters, "MAX_ALL_CHARS", 80_000)
    counters = [
        text_counters_of(make_discussion([Post(f"author {each}", text=f"{number} {'quokka ' * 90}")] * 30))
        for each, number in enumerate(range(100, 118))
    ]
    left, pairs, right = TextCounters(), [TextCounters() for _ in range(9)], TextCounters()
    for number, each in enumerate(counters):
        left.merge(each)
        pairs[number % 9].merge(each)
    for each in reversed(pairs):
        right.merge(each)
    assert left == right
    assert 100 < len(left.sample) < 200


def test_a_comment_of_a_long_discussion_is_in_the_sample_as_probably_as_one_of_a_short_one() -> None:
    long = make_discussion([Post(f"author {number % 7}", text=f"comment {number}") for number in range(9000)])
    short = make_discussion([Post("Ben", text=f"answer {number}") for number in range(1000)])
    merged = text_counters_of(short)
    merged.merge(text_counters_of(long))
    of_short = sum(1 for author, *_ in merged.sample.values() if author == "Ben")
    assert len(merged.sample) == 1000
    assert 60 < of_short < 140


def test_the_sample_of_many_comments_is_limited_and_that_of_all_ranges() -> None:
    discussion = make_discussion([Post(f"author {number % 7}", text=f"comment {number}") for number in range(3000)])
    whole, merged = text_counters_of(discussion, range(3000)), TextCounters()
    for start in range(0, 3000, 430):
        merged.merge(text_counters_of(discussion, range(start, min(start + 430, 3000))))
    assert merged == whole
    assert len(whole.sample) == 1000
