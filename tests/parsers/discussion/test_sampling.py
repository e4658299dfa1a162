"""Which comments, and how much of them, are looked at to choose what is worth counting."""

from __future__ import annotations

from typing import Any

import pytest

from thread_parsers.discussion.sampling import (
    MAX_BYTES_OF_ALL,
    MAX_SAMPLE_CHARS,
    MAX_SAMPLE_COMMENTS,
    article_texts,
    sample_rows,
    sample_texts,
    segment_chars,
    segment_texts,
)
from thread_parsers.steps import run_to_end


@pytest.mark.parametrize(("count", "step", "chosen"), [(1000, 1, 1000), (1001, 2, 501), (2500, 3, 834), (3, 1, 3)])
def test_a_sample_is_taken_evenly(discuss: Any, post: Any, count: int, step: int, chosen: int) -> None:
    rows = sample_rows(discuss([post("Ann", "x")] * count))
    assert list(rows) == list(range(0, count, step))
    assert len(rows) == chosen
    assert rows[-1] + step >= count


def test_the_texts_of_a_comment_are_folded_and_a_sample_of_them_is_cut(discuss: Any, post: Any) -> None:
    discussion = discuss([post("Ann", "STRASSE\n---\n" + "É" * (MAX_SAMPLE_CHARS + 5))])
    assert run_to_end(segment_texts(discussion, 0)) == ["strasse", "é" * (MAX_SAMPLE_CHARS + 5)]
    assert "".join(sample_texts(discussion, 0, segment_chars(discussion, [0]))) == "strasse" + "é" * MAX_SAMPLE_CHARS
    assert MAX_SAMPLE_CHARS == 50_000


def test_the_texts_of_the_article_are_title_and_paragraphs(discuss: Any) -> None:
    discussion = discuss([], ["The Night", "FERRY"])
    assert run_to_end(article_texts(discussion)) == ["", "the night", "ferry"]
    discussion.article.title_span = (4, 9)
    assert run_to_end(article_texts(discussion))[0] == "night"


def test_of_many_long_comments_less_of_each_is_in_the_sample(discuss: Any, post: Any) -> None:
    long = discuss([post("Ann", "x" * (MAX_BYTES_OF_ALL // 50))] * 60)
    assert segment_chars(long, range(50)) == segment_chars(long, []) == MAX_SAMPLE_CHARS
    assert segment_chars(long, range(60)) == MAX_BYTES_OF_ALL // 60
    assert (
        segment_chars(discuss([post("Ann", "x")] * MAX_SAMPLE_COMMENTS), range(MAX_SAMPLE_COMMENTS)) == MAX_SAMPLE_CHARS
    )
