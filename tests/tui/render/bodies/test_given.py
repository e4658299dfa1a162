"""Links that a discussion keeps beside its text are drawn at their words, whatever precedes them."""

from __future__ import annotations

import pytest

from harness.fake_host import comments_of
from thread_parsers.bodies import Link as HiddenLink
from thread_reader.render.layout import Layout, lay_out
from thread_reader.view.drawing import AS_USUAL, Drawing

ADDRESS = "https://example.org/minutes"


def laid_out(text: str, words: str, drawing: Drawing = AS_USUAL) -> Layout:
    """A comment after another one, in which some words are a link."""
    discussion = comments_of(("Tom", -1, "Käse"), ("Ann", -1, text))
    discussion.body_form = "html"
    stored = text.replace("|", "\n---\n").encode()
    start = discussion.columns.body_start[1] + stored.index(words.encode())
    discussion.columns.links[1] = (HiddenLink(start, start + len(words.encode()), ADDRESS),)
    return lay_out(discussion, 1, 60, drawing=drawing)


TEXTS = ["see the minutes", "Käse\nund 日本 the minutes here", "one|two \x1b\tthe minutes", "> quoted the minutes"]


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_are_the_link(text: str) -> None:
    layout = laid_out(text, "the minutes")
    (link,) = layout.anchors("link")
    assert link.address == ADDRESS
    assert layout.paragraphs[link.paragraph][link.start : link.end] == "the minutes"


def test_code_has_none() -> None:
    assert not laid_out("```\nthe minutes\n```", "the minutes").anchors("link")


def test_the_source_has_none() -> None:
    assert not laid_out("see the minutes", "the minutes", Drawing(as_source=True)).anchors("link")
