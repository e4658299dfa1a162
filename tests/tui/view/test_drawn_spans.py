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
        assert drawn.of(0, text) == []
        reader.filter.ask("boat")
        assert drawn.of(0, text)[0] == (14, 18)
        reader.search.ask("ferry")
        assert drawn.of(0, text)[:2] == [(2, 7), (22, 27)]
        reader.search.ask("a")
        assert drawn.of(0, text)[0] == (0, 1)
        reader.search.ask("")
        assert drawn.of(0, text)[0] == (14, 18)
        reader.filter.on = False
        assert drawn.of(0, text) == []


def test_a_long_text_is_searched_once() -> None:
    reader = Reader(comments_of(("Tom", -1, LONG)))
    reader.search.ask("ferry")
    drawn = DrawnSpans(reader)
    assert drawn.of(0, LONG) is drawn.of(0, LONG)
    assert drawn.of(1, LONG[:-1]) is not drawn.of(0, LONG)
    assert len(drawn.of(1, LONG[: MIN_CHARACTERS + 20])) < len(drawn.of(1, LONG))
