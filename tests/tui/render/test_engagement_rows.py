"""Rows of the stats about what the page declares."""

from __future__ import annotations

from harness.discussions import Post, make_discussion
from thread_parsers.stats import measure
from thread_reader.render.signs import UNICODE
from thread_reader.render.stats.engagement_rows import engagement
from thread_reader.render.stats.row import Canvas


def test_a_declared_score_below_zero_is_drawn_as_such() -> None:
    discussion = make_discussion([Post("Ann", "No.", likes=-3)])
    discussion.engagement.likes = -3
    canvas = Canvas(measure(discussion), discussion, 40, UNICODE, frozenset())
    assert "likes     -3" in ["".join(part.text for part in row.parts) for row in engagement(canvas)]


def test_the_time_to_read_is_beside_the_words_and_in_narrow_panes_below_the_people() -> None:
    discussion = make_discussion([Post("Ann", "late " * 460), Post("Bo", "ferry")])
    for width, rows in (
        (60, ["2 people · 2 segments · 461 words · 2 min to read"]),
        (44, ["2 people · 2 segments", "461 words · 2 min to read"]),
    ):
        canvas = Canvas(measure(discussion), discussion, width, UNICODE, minutes=lambda words: words // 230)
        drawn = ["".join(part.text for part in row.parts) for row in engagement(canvas)]
        assert drawn[1:] == rows


def test_an_address_that_is_too_long_is_cut_in_the_middle() -> None:
    discussion = make_discussion([Post("Ann", "No.")])
    discussion.article.url = "https://boards.example/r/ferries/comments/12345/the_last_boat"
    canvas = Canvas(measure(discussion), discussion, 40, UNICODE, frozenset())
    last = [row.parts[0].text for row in engagement(canvas)][-1]
    assert last.startswith("https://boards.")
    assert last.endswith("the_last_boat")
    assert len(last) == 40
