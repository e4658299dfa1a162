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
