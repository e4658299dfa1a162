"""A discussion as values: what a reader of the tree is told of article and comments."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.receipt import Note
from thread_parsers.discussion.segment import Segment
from thread_parsers.source.source import BufferSource

PAGE = b"""Tea
First paragraph.
Second one.
Ada
> milk
> ---
> no sugar
share
Bo
yes
"""


@pytest.fixture
def tea() -> Discussion:
    """Two comments about tea; the first is quoted with a margin of two bytes, the second answers it."""
    discussion = Discussion(BufferSource(PAGE, "tea.txt"), "made")
    discussion.article.title_span = (0, 3)
    discussion.article.paragraph_spans += [(4, 20), (21, 32)]
    columns, first, second = discussion.columns, PAGE.index(b"Ada"), PAGE.index(b"Bo")
    columns.append(
        start=first, body_start=first + 4, body_end=second - 6, end=second, author="Ada", time=90, likes=0, replies=3,
        margin=2,
    )  # fmt: skip
    columns.append(start=second, body_start=second + 3, body_end=len(PAGE), end=len(PAGE), author="Bo", parent=0)
    columns.times_as_written[1] = "an hour ago"
    return discussion


def test_a_comment_has_the_values_of_its_row(tea: Discussion) -> None:
    comment = tea.comments[0]
    assert (comment.id, comment.parent, comment.depth, comment.author) == (1, None, 0, "Ada")
    assert (comment.time, comment.time_text) == (datetime(1970, 1, 1, 0, 1, 30), None)
    assert (comment.likes, comment.replies, comment.lines) == (0, 3, (4, 8))


def test_what_the_page_does_not_say_of_a_comment_is_none(tea: Discussion) -> None:
    comment = tea.comments[1]
    assert (comment.id, comment.parent, comment.depth, comment.author) == (2, 1, 1, "Bo")
    assert (comment.time, comment.time_text) == (None, "an hour ago")
    assert (comment.likes, comment.replies, comment.lines) == (None, None, (9, 10))


def test_a_segment_has_its_words_without_the_margin_and_its_place_in_the_page(tea: Discussion) -> None:
    milk, sugar = tea.comments[0].segments
    assert (milk.text, sugar.text) == ("milk", "no sugar")
    assert PAGE[milk.start : milk.end] == b"> milk"
    assert PAGE[sugar.start : sugar.end] == b"> no sugar"
    at = PAGE.index(b"yes")
    assert tea.comments[1].segments == (Segment("yes", at, at + 3),)


@pytest.mark.parametrize("minutes", [0, 330, -210])
def test_a_time_has_a_zone_where_the_page_gives_one(tea: Discussion, minutes: int) -> None:
    tea.columns.zones[0] = minutes
    zone = timezone(timedelta(minutes=minutes))
    assert tea.time(0) == datetime(1970, 1, 1, 0, 1, 30, tzinfo=zone)
    assert tea.comments[0].time == tea.time(0)
    assert tea.time(1) is None


def test_a_score_below_zero_is_a_score_and_one_that_is_not_stated_is_none(tea: Discussion) -> None:
    tea.columns.likes[0], tea.columns.likes[1] = -3, NO_SCORE
    assert [comment.likes for comment in tea.comments] == [-3, None]


def test_comments_are_a_sequence(tea: Discussion) -> None:
    comments = tea.comments
    assert len(comments) == 2
    assert [comment.id for comment in comments] == [1, 2]
    assert (comments[-1].id, comments[-2].id) == (2, 1)
    assert [[comment.id for comment in part] for part in (comments[:], comments[1:], comments[::-1], comments[5:])] == [
        [1, 2],
        [2],
        [2, 1],
        [],
    ]


@pytest.mark.parametrize("index", [2, -3, 99])
def test_there_is_no_comment_beyond_the_last_or_before_the_first(tea: Discussion, index: int) -> None:
    with pytest.raises(IndexError):
        tea.comments[index]


def test_a_comment_of_no_bytes_is_on_the_line_where_it_would_be(tea: Discussion) -> None:
    tea.columns.append(start=4, body_start=4, body_end=4, end=4, author="")
    assert tea.comments[2].lines == (2, 2)
    assert tea.comments[2].segments == ()


@pytest.mark.parametrize(("blank", "last"), [(b"", 2), (b"\n", 3), (b"\n\n", 4)])
def test_blank_lines_at_the_end_of_a_comment_are_its_lines(blank: bytes, last: int) -> None:
    page = b"Ada\nyes\n" + blank
    discussion = Discussion(BufferSource(page + b"more\n"))
    discussion.columns.append(start=0, body_start=4, body_end=7, end=len(page), author="Ada")
    assert discussion.comments[0].lines == (1, last)


def test_the_article_has_a_title_and_paragraphs(tea: Discussion) -> None:
    assert tea.title == "Tea"
    assert tea.paragraphs == ["First paragraph.", "Second one."]
    assert (tea.article.author, tea.article.time, tea.article.url) == (None, None, None)


def test_a_new_discussion_is_empty_unfinished_and_claims_nothing() -> None:
    discussion = Discussion(BufferSource(b""))
    assert (discussion.format, discussion.title, discussion.paragraphs) == ("", None, [])
    assert (len(discussion.comments), discussion.complete) == (0, False)
    declared = discussion.engagement
    assert [declared.likes, declared.comments, declared.reposts, declared.shares, declared.views] == [None] * 5
    receipt = discussion.receipt
    assert (receipt.reason, receipt.around, receipt.notes, receipt.declared_comments) == ("", [], [], None)
    assert Note("kind", "words").line is None


def test_the_format_is_the_one_it_was_read_with(tea: Discussion) -> None:
    assert (tea.format, tea.receipt.format) == ("made", "made")


def test_bytes_that_are_not_utf_8_stay_in_a_segment() -> None:
    page = b"Ada\ncaf\xe9"
    discussion = Discussion(BufferSource(page))
    discussion.columns.append(start=0, body_start=4, body_end=8, end=8, author="Ada")
    assert discussion.comments[0].segments[0].text.encode("utf-8", "surrogateescape") == b"caf\xe9"
