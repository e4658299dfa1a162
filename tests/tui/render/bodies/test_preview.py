"""The first words of comments, as folded and pinned heads show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import comments_of
from thread_reader.render.bodies.preview import preview

if TYPE_CHECKING:
    from thread_parsers.bodies import BodyForm


@pytest.mark.parametrize(
    ("form", "text", "words"),
    [
        ("plain", "Two  lines\nof *words*", "Two lines of *words*"),
        ("markdown", "# Two\n\n> quoted\n\nlines [of](https://example.org) *words*", "Two lines of words"),
        ("markdown", "> only\n>> quotes", "▎ only quotes"),
        ("plain", "> quoted\nown \x1b words", "own ␛ words"),
        ("mrkdwn", "*a*", "a"),
        ("markdown", "", ""),
        ("markdown", ">", ""),
    ],
)
def test_first_words_have_no_marks_and_no_quotes(form: BodyForm, text: str, words: str) -> None:
    discussion = comments_of(("Tom", -1, text))
    discussion.body_form = form
    assert preview(discussion, 0) == words


def test_words_after_a_long_quote_are_found() -> None:
    discussion = comments_of(("Tom", -1, "> " + 90 * "words " + "\n\nown *words*"))
    discussion.body_form = "markdown"
    assert preview(discussion, 0) == "own words"


def test_without_words_it_is_the_state() -> None:
    discussion = comments_of(("Tom", -1, " "))
    discussion.columns.states[0] = "deleted"
    assert preview(discussion, 0) == "[deleted]"
