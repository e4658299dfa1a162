"""Spans of hits in the texts on the screen: found once for a search or filter."""

from __future__ import annotations

from harness.fake_host import comments_of
from thread_reader.view.drawn_spans import MIN_CHARACTERS, DrawnSpans
from thread_reader.view.reader import Reader

LONG = "a ferry and a boat; " * (MIN_CHARACTERS // 10)


def test_the_spans_follow_the_search_and_then_the_filter() -> None:
    reader = Reader(comments_of(("Tom", -1, LONG)))
    drawn = DrawnSpans(reader)
    for text in (LONG, LONG[:40]):
        reader.search.ask("")
        reader.filter.ask("")
        assert drawn.of(0, text, 0, 30) == []
        reader.filter.ask("boat")
        assert drawn.of(0, text, 0, 30)[0] == (14, 18)
        reader.search.ask("ferry")
        assert drawn.of(0, text, 0, 30)[:2] == [(2, 7), (22, 27)]
        reader.search.ask("a")
        assert drawn.of(0, text, 0, 30)[0] == (0, 1)
        reader.search.ask("")
        assert drawn.of(0, text, 0, 30)[0] == (14, 18)
        reader.filter.on = False
        assert drawn.of(0, text, 0, 30) == []


def test_a_long_text_is_searched_once() -> None:
    reader = Reader(comments_of(("Tom", -1, LONG)))
    reader.search.ask("ferry")
    drawn = DrawnSpans(reader)
    assert drawn.of(0, LONG, 0, 30) is drawn.of(0, LONG, 0, 30)
    assert drawn.of(1, LONG[:-1], 0, 30) is not drawn.of(0, LONG, 0, 30)
    assert len(drawn.of(1, LONG[: MIN_CHARACTERS + 20], 0, 30)) < len(drawn.of(1, LONG, 0, 30))


def test_of_a_very_long_text_only_what_is_drawn_is_searched() -> None:
    huge = "a ferry and a boat; " * 50_000
    reader = Reader(comments_of(("Tom", -1, "a")))
    reader.search.ask("ferry")
    drawn = DrawnSpans(reader)
    for start in (0, 19_990, 39_800, 500_000, 515_000, len(huge) - 80):
        here = [span for span in drawn.of(0, huge, start, start + 80) if start <= span[0] and span[1] <= start + 80]
        assert {huge[first:last] for first, last in here} == {"ferry"}
        assert len(here) == huge.count("ferry", start, start + 80)
        assert len(drawn.of(0, huge, start, start + 80)) < 3_000
