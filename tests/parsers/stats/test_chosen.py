"""Stats of the comments that a query matches: those of a discussion that has no others."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.discussions import Post, make_discussion
from harness.work import largest_step
from thread_parsers.export.stats_json import values
from thread_parsers.export.stats_text import report
from thread_parsers.query import Matching, both, parse_query
from thread_parsers.stats import Chosen, Counting, measure, steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.discussion.discussion import Discussion

ARTICLE = ["The lighthouse will cost $4 million. Fishermen asked for a foghorn of recycled bottles instead."]
SAID = (
    "It is $40 million, they say.",
    "Fishermen want a foghorn.\n---\nRecycled bottles!",
    "Recycled bottles crack in winter storms, now in 2024.",
    "My lighthouse cost 900 dollars. Fishermen want a foghorn.",
    "",
)
POSTS = st.lists(
    st.tuples(
        st.sampled_from(["Ada", "Ben", "Cy", ""]),
        st.sampled_from(SAID),
        st.sampled_from(["", "2026-03-01T09:30", "2026-03-01T10:00", "2026-03-09T00:00"]),
    ),
    min_size=1,
    max_size=12,
)


def chosen(query: str, rows: Sequence[int], of: Discussion | None = None) -> Chosen:
    """The comments with these numbers, and the lengths of all comments of a discussion."""
    return Chosen(query, array("I", rows), measure(of).sizes if of is not None else None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(posts=POSTS, picks=st.lists(st.booleans(), min_size=12, max_size=12), lengths_are_known=st.booleans())
def test_stats_of_chosen_comments_are_those_of_a_discussion_of_them(
    discuss: Any, post: Any, posts: list[tuple[str, str, str]], picks: list[bool], lengths_are_known: bool
) -> None:
    made = [post(*each) for each in posts]
    rows = [row for row, pick in enumerate(picks[: len(posts)]) if pick]
    whole, part = discuss(made, ARTICLE), discuss([made[row] for row in rows], ARTICLE)
    found = values(measure(whole, chosen("is:some", rows, whole if lengths_are_known else None)))
    alone = values(measure(part))
    assert (found.pop("of"), found.pop("query")) == (len(posts), "is:some")
    assert (alone.pop("of"), alone.pop("query")) == (len(rows), None)
    for tally, other in zip(found["engagement"]["tallies"], alone["engagement"]["tallies"], strict=False):
        assert tally["counted"] == other["counted"]
    for name in ("time", "exchanges"):
        assert found[name] == alone[name]
    for name in ("authors", "segments", "words", "lengths", "depths", "first", "last", "without_time"):
        assert found["engagement"][name] == alone["engagement"][name], name
    assert found["people"] == alone["people"]
    assert found["figures"]["stated"] == alone["figures"]["stated"]
    places = {row + 1: place for place, row in enumerate(rows, 1)}
    for conflict, other in zip(found["figures"]["conflicts"], alone["figures"]["conflicts"], strict=True):
        assert {**conflict, "ids": [places[row] for row in conflict["ids"]]} == other
    for answered in found["sentences"]:
        assert {link["id"] for link in answered["links"]} <= set(places)


def test_no_step_counts_much_of_many_comments() -> None:
    discussion = make_discussion([Post(f"P{at}", "late ferry", f"2026-03-01T{at % 24:02}:30") for at in range(12_000)])
    work = steps(discussion, chosen("some", range(0, 12_000, 2)))
    assert largest_step(work) < 40_000


def test_replies_count_by_the_whole_tree(discuss: Any, post: Any) -> None:
    discussion = discuss([post("Ada", "a"), post("Ben", "b", parent=0), post("Cy", "c", parent=1)])
    stats = measure(discussion, chosen("user:Ben", [1]))
    assert stats.people is not None
    assert [(each.author, each.to) for each in stats.people.exchanges] == [("Ben", "Ada")]
    assert stats.engagement is not None
    tallies = {tally.name: (tally.counted, tally.of) for tally in stats.engagement.tallies}
    assert tallies == {"comments": (1, 3), "replies": (1, 2)}


def test_what_the_page_declares_is_compared_with_all_comments(discuss: Any, post: Any) -> None:
    discussion = discuss([post("Ada", "a"), post("Ben", "b")], declared=3)
    stats = measure(discussion, chosen("b", [1]))
    assert stats.engagement is not None
    assert stats.engagement.tallies[0].difference == -1
    lines = list(report(discussion, chosen("b", [1])))
    assert lines[:2] == ["query      b\n", "comments   1 of 2, 3 declared, 1 fewer than declared\n"]


def test_the_cheap_part_has_people_times_and_known_lengths(discuss: Any, post: Any) -> None:
    discussion = discuss([post("Ada", "one two", "2026-03-01T09:30"), post("Ben", "three")], ARTICLE)
    counting = Counting(discussion, chosen("one", [0], discussion))
    *_, stats = counting.cheap_steps()
    assert stats.people is not None
    assert [(each.name, each.words) for each in stats.people.authors] == [("Ada", 2)]
    assert stats.timeline is not None
    assert list(stats.timeline.times)
    assert (stats.figures, stats.terms, stats.is_complete) == (None, None, False)
    *_, stats = counting.text_steps()
    assert stats.is_complete


def test_nothing_that_matches_has_stats_too(discuss: Any, post: Any) -> None:
    stats = measure(discuss([post("Ada", "one")], ARTICLE), chosen("two", []))
    assert (stats.comments, stats.of, stats.is_complete) == (0, 1, True)
    assert stats.people is not None
    assert stats.people.authors == ()


@given(st.sampled_from(["a", "a OR b", "(a OR b)", "-a", "a b"]), st.sampled_from(["b", "b OR c", "-c", "a"]))
def test_two_queries_together_match_what_both_match(first: str, second: str) -> None:
    texts = ["", "a", "b", "c", "a b", "a c", "b c", "a b c"]
    discussion = make_discussion([Post("Ada", text) for text in texts])
    one, other = (set(Matching(discussion, parse_query(query)).all()) for query in (first, second))
    assert set(Matching(discussion, parse_query(both(first, second))).all()) == one & other


def test_a_condition_that_is_there_already_is_not_repeated() -> None:
    assert both('yen user:"Ada"', 'user:"Ada"') == 'yen user:"Ada"'
