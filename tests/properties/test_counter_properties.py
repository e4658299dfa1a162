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
from thread_parsers.stats import (
    Counters,
    TextCounters,
    chosen_wording,
    counters_of,
    figure_totals,
    measure,
    text_counters_of,
    wording_totals,
)
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
    for rows in ranges:
        merged.merge(text_counters_of(discussion, rows))
    assert merged == text_counters_of(discussion)
    assert TextCounters.from_data(json.loads(json.dumps(merged.as_data()))) == merged
    wanted = chosen_wording(merged)
    assert wanted == chosen_wording(text_counters_of(discussion))
    for rows in ranges:
        found.merge(text_counters_of(discussion, rows, wanted))
    assert found == text_counters_of(discussion, wanted=wanted)


@settings(max_examples=40)
@given(SAID)
def test_counters_of_the_text_say_the_same_as_the_stats(said: list[Post]) -> None:
    discussion = make_discussion(said)
    stats, counters = measure(discussion), text_counters_of(discussion)
    stated = [each for each in stats.figures.stated if each.comments] if stats.figures else []
    totals = {each.value: each for each in figure_totals(counters)}
    assert {each.name: (each.comments, each.people) for each in stated} == {
        value: (each.comments, each.people) for value, each in totals.items()
    }
    assert all(set(each.forms) == set(totals[each.name].forms) for each in stated if not each.in_article)
    wording = {
        each.text: each for each in wording_totals(text_counters_of(discussion, wanted=chosen_wording(counters)))
    }
    counted = [(each.text, each.comments, each.people) for each in stats.terms or ()]
    counted += [(each.text, each.comments, each.people) for each in stats.phrases or ()]
    chosen = {each.text for each in chosen_wording(counters)}
    assert all(each == tuple(wording[each[0]]) for each in counted if each[0] in chosen)


def test_terms_and_phrases_of_several_discussions_are_those_of_all_of_them() -> None:
    one = make_discussion([Post("Ada", text="The quokka ate the pelican sandwich.")])
    other = make_discussion([Post("Ben", text="The quokka ate my pelican sandwich.")])
    merged = text_counters_of(one)
    merged.merge(text_counters_of(other))
    wanted = chosen_wording(merged)
    found = text_counters_of(one, wanted=wanted)
    found.merge(text_counters_of(other, wanted=wanted))
    assert {("the quokka ate", 2, 2), ("pelican sandwich", 2, 2)} <= set(wording_totals(found))


def test_the_sample_of_many_comments_is_limited_and_that_of_all_ranges() -> None:
    discussion = make_discussion([Post(f"author {number % 7}", text=f"comment {number}") for number in range(3000)])
    whole, merged = text_counters_of(discussion), TextCounters()
    for start in range(0, 3000, 430):
        merged.merge(text_counters_of(discussion, range(start, min(start + 430, 3000))))
    assert merged == whole
    assert len(whole.sample) == 1000
