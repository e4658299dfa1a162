"""Matches of the filter for a sequence of queries."""

from __future__ import annotations

import pytest

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.query.evaluate import MAX_BYTES_AT_ONCE
from thread_parsers.reading import parse
from thread_parsers.source.source import BufferSource
from thread_reader.view.comment_filter import MAX_HISTORY, Filter
from thread_reader.view.jobs import filter_steps
from thread_reader.view.reader import Reader
from thread_reader.view.visible import Context


def reader_of(words: list[str]) -> Reader:
    """A reader of comments with one word each."""
    discussion = Discussion(BufferSource("\n".join(words).encode()))
    start = 0
    for word in words:
        end = start + len(word)
        discussion.columns.append(start=start, body_start=start, body_end=end, end=end, author="a", parent=-1, time=0)
        start = end + 1
    discussion.complete = True
    return Reader(discussion)


def found(reader: Reader, query: str) -> list[int]:
    """The matches of a query, in a filter that may have had other queries before."""
    assert reader.filter.ask(query)
    for _ in filter_steps(reader):
        pass
    return list(reader.filter.matches)


@pytest.mark.parametrize("between", [[], ["bees"]])
def test_a_star_set_since_the_last_query_is_found(between: list[str]) -> None:
    reader = reader_of(["bees", "wasps", "bees"])
    assert found(reader, "is:starred") == []
    reader.bookmarks.starred.add(2)
    for query in between:
        reader.filter.ask(query)
    assert found(reader, "is:starred bees") == [2]


def test_comments_read_since_the_last_query_are_found() -> None:
    reader = reader_of(["bees", "wasps", "bees"])
    assert found(reader, "-is:unread") == []
    reader.bookmarks.read.put([0])
    assert found(reader, "-is:unread bees") == [0]


def test_a_narrower_query_looks_only_at_the_last_matches() -> None:
    reader = reader_of(["bees", "wasps", "beeswax"])
    assert found(reader, "bees") == [0, 2]
    assert reader.filter.ask("beeswax")
    assert list(reader.filter.narrowed((3, reader.discussion.saved, *reader.bookmarks.state)) or ()) == [0, 2]
    assert found(reader, "beeswax") == [2]


ARTICLE = "The council will pay 14 million euros. The last boat leaves at nine.\nReward\nComment\n0/400\n"
SEGMENTS = ("I walk.", "It said 14 million euros on the radio.", "A boat that leaves at nine is the last one for me.")


@pytest.mark.parametrize(
    ("query", "segments"),
    [
        ('value:"14 million euros"', {1}),
        ("about:2", {2}),
        ("has:number", {1}),
        ("walk", {0}),
        ("walk OR about:2", {0, 2}),
        ("user:Ada", set()),
        ("user:Ada about:2", {2}),
        ("-about:9", set()),
    ],
)
def test_the_segments_that_match_are_marked(query: str, segments: set[int]) -> None:
    page = f"{ARTICLE}Ada\n· 2025-03-20 18:20\n" + "\n---\n".join(SEGMENTS) + "\nReply0\n"
    reader = Reader(parse(page))
    assert found(reader, query) == [0]
    assert reader.matching_segments(0) == segments


def test_what_the_filter_does_not_match_is_shown_as_context_only_while_there_is_context() -> None:
    reader = reader_of(["bees", "wasps"])
    assert not reader.filter.shows_as_context(0)
    found(reader, "wasps")
    assert not reader.filter.shows_as_context(0)
    reader.filter.context = Context.THREADS
    assert [reader.filter.shows_as_context(comment) for comment in (0, 1)] == [True, False]
    reader.filter.on = False
    assert not reader.filter.shows_as_context(0)


def test_the_segments_of_a_long_comment_are_marked_once_the_filter_has_come_to_it() -> None:
    reader = reader_of(["bees " * (MAX_BYTES_AT_ONCE // 5) + "\n---\nwasps"])
    reader.filter.ask("wasps")
    assert reader.matching_segments(0) == frozenset()
    for _ in filter_steps(reader):
        pass
    assert reader.matching_segments(0) == {1}


def test_the_marked_segments_follow_the_query() -> None:
    reader = reader_of(["bees", "wasps"])
    found(reader, "bees")
    assert reader.matching_segments(0) == {0}
    found(reader, "wasps")
    assert reader.matching_segments(0) == frozenset()
    assert reader.matching_segments(1) == {0}


def test_a_query_that_cannot_be_read_leaves_the_last_one_in_force() -> None:
    reader = reader_of(["bees", "wasps"])
    assert found(reader, "bees") == [0]
    reader.filter.on = False
    assert not reader.filter.ask('"bee')
    assert reader.filter.error
    assert (reader.filter.text, list(reader.filter.matches), reader.filter.on) == ("bees", [0], False)
    assert found(reader, "wasps") == [1]
    assert not reader.filter.error
    assert (reader.filter.on, reader.filter.active) == (True, True)


def test_a_filter_is_active_while_it_is_on_and_has_words() -> None:
    filter_ = Filter()
    assert list(filter_.matches) == []
    assert (filter_.active, filter_.complete, filter_.on, filter_.context) == (False, True, True, Context.MATCHES)
    filter_.ask("  ")
    assert not filter_.active
    filter_.ask("bees")
    assert filter_.active
    assert not filter_.complete
    filter_.on = False
    assert not filter_.active


def test_terms_are_switched_off_and_on_again() -> None:
    reader = reader_of(["bees", "wasps", "bees wasps"])
    assert found(reader, "bees wasps") == [2]
    assert reader.filter.terms() == ["bees", "wasps"]
    results = []
    for term in (0, 1, 1, 0):
        reader.filter.switch(term)
        for _ in filter_steps(reader):
            pass
        results.append((sorted(reader.filter.switched_off), list(reader.filter.matches)))
    assert results == [([0], [1, 2]), ([0, 1], [0, 1, 2]), ([0], [1, 2]), ([], [2])]
    assert reader.filter.text == "bees wasps"
    reader.filter.switch(0)
    assert found(reader, "bees") == [0, 2]
    assert not reader.filter.switched_off


def test_the_places_of_what_a_filter_looks_for_are_in_order_and_apart() -> None:
    filter_ = Filter()
    assert filter_.spans("bees") == []
    filter_.ask("bees (ee OR wax) -wasp")
    assert filter_.spans("wax, bees, wasp") == [(0, 3), (5, 9)]
    filter_.on = False
    assert filter_.spans("wax, bees, wasp") == []


def test_the_figures_that_a_filter_looks_for_are_highlighted() -> None:
    filter_ = Filter()
    text = "€50 for 3 people, 50 euros for 4, and 50 for nothing."
    for query in ("value:50€", "-NOT value:50€ -value:3"):
        filter_.ask(query)
        assert [text[first:last] for first, last in filter_.spans(text)] == ["€50", "50 euros"]
    filter_.ask('value:"3 people" euros')
    assert [text[first:last] for first, last in filter_.spans(text)] == ["3", "euros"]


def test_neighbouring_places_of_what_a_filter_looks_for_are_all_there() -> None:
    filter_ = Filter()
    filter_.ask("bee wax")
    assert filter_.spans("beewax") == [(0, 3), (3, 6)]


def test_an_expression_that_takes_too_long_is_given_up_and_that_is_said() -> None:
    reader = reader_of(["a" * 5000 + "b", "bees"])
    assert reader.filter.ask("/(a+)+$/")
    assert reader.filter.spans("a" * 5000 + "b") == []
    assert reader.filter.trouble
    assert reader.filter.spans("aa") == []
    assert found(reader, "bees") == [1]
    assert not reader.filter.trouble


def test_an_expression_that_takes_too_long_ends_the_filtering() -> None:
    reader = reader_of(["a" * 5000 + "b", "bees"])
    assert found(reader, "/(a+)+$/") == []
    assert reader.filter.trouble
    assert reader.filter.complete


def test_only_a_whole_answer_to_a_question_narrows_the_next() -> None:
    reader = reader_of(["bees", "wasps", "beeswax"])
    state = (3, reader.discussion.saved, *reader.bookmarks.state)
    assert reader.filter.narrowed(state) is None
    assert found(reader, "") == [0, 1, 2]
    reader.filter.ask("bees")
    assert reader.filter.narrowed(state) is None
    found(reader, "bees")
    reader.filter.ask("wasps")
    assert reader.filter.narrowed(state) is None
    found(reader, "bees")
    reader.filter.ask("beeswax")
    assert reader.filter.narrowed((4, reader.discussion.saved, *reader.bookmarks.state)) is None
    assert list(reader.filter.narrowed(state) or ()) == [0, 2]


def test_an_unfinished_answer_narrows_nothing() -> None:
    reader = reader_of(["bees", "wasps", "beeswax"])
    state = (3, reader.discussion.saved, *reader.bookmarks.state)
    reader.filter.ask("bee")
    reader.filter.narrowed(state)
    reader.filter.ask("bees")
    assert reader.filter.narrowed(state) is None


def test_the_history_holds_each_query_once_and_the_latest_last() -> None:
    filter_ = Filter()
    for text in ("a", "b", "  ", "a", "c"):
        filter_.ask(text)
        filter_.remember()
    assert filter_.history == ["b", "a", "c"]
    for number in range(MAX_HISTORY + 3):
        filter_.ask(f"q{number}")
        filter_.remember()
    assert MAX_HISTORY == 100
    assert filter_.history == [f"q{number}" for number in range(3, MAX_HISTORY + 3)]


def test_the_first_step_that_finds_something_says_so() -> None:
    reader = reader_of(["wasps", "bees", "bees"])
    reader.filter.ask("bees")
    assert [step for step in filter_steps(reader) if step] == [True]
    reader.filter.ask("hornets")
    assert not any(filter_steps(reader))


def test_filtering_goes_on_while_the_file_is_read() -> None:
    reader = reader_of(["bees", "wasps", "bees"])
    reader.discussion.complete = False
    reader.filter.ask("bees")
    steps = filter_steps(reader)
    assert [next(steps) for _ in range(10)].count(True) == 1
    assert list(reader.filter.matches) == [0, 2]
    assert not reader.filter.complete
    reader.discussion.complete = True
    for _ in steps:
        pass
    assert list(reader.filter.matches) == [0, 2]
    assert reader.filter.complete


def test_the_context_goes_round() -> None:
    contexts = [Context.MATCHES]
    for _ in range(3):
        contexts.append(contexts[-1].next)
    assert contexts == [Context.MATCHES, Context.ANCESTORS, Context.THREADS, Context.MATCHES]
