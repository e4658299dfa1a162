"""A quote keeps whom it quotes: a link to that comment, if it is in the file."""

from __future__ import annotations

import pytest

from thread_parsers.reading import parse

URL = "https://example.org/t/moss/5"
HEAD = f'<html id="XF"><head><link rel="canonical" href="{URL}"></head><body>'
POST = (
    '<article class="message message--post" data-author="{1}" data-content="post-{0}" id="js-post-{0}"><ul'
    ' class="message-attribution-opposite"><li>#{0}</li></ul><div class="message-body"><div class="bbWrapper">{2}</div>'
    "</div></article>"
)


def links(quote: str, number: int = 13) -> tuple[str, dict[str, str]]:
    """The words of a post with a quote, and the words of its links with their addresses."""
    posts = POST.format(11, "ada", "Green.") + POST.format(12, "bo", "Brown.") + POST.format(number, "cem", quote)
    discussion = parse((HEAD + posts).encode())
    assert [comment.parent for comment in discussion.comments] == [None] * 3
    columns, text = discussion.columns, discussion.text
    found = {text.text(link.start, link.end): link.address for link in columns.links.get(2, ())}
    return discussion.comments[2].segments[0].text, found


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        (
            '<blockquote data-source="post: 12"><div class="bbCodeBlock-title">bo said:</div>Brown.</blockquote>',
            "bo said:",
        ),
        (
            '<blockquote><div class="bbCodeBlock-title"><a href="/goto/post?id=12">bo said:</a></div>B</blockquote>',
            "bo said:",
        ),
        ('<div class="bbCodeQuote"><div class="attribution">bo: <a href="t/5#post-12">up</a></div></div>', "up"),
        ('<blockquote><cite>bo wrote: <a href="viewtopic.php?p=12#p12">x</a></cite>Brown.</blockquote>', "x"),
        ('<aside class="quote" data-post="12" data-topic="5"><div class="title"> bo:</div>Brown.</aside>', "bo:"),
    ],
)
def test_the_source_of_a_quote_is_a_link_to_its_comment(quote: str, words: str) -> None:
    text, found = links(quote + "Yes.")
    assert found == {words: f"{URL}#js-post-12"}
    assert text.endswith("Yes.")


@pytest.mark.parametrize(
    "quote",
    [
        '<blockquote data-source="post: 99"><div class="bbCodeBlock-title">eve said:</div>Tea.</blockquote>',
        '<aside class="quote" data-post="12" data-topic="6"><div class="title">bo:</div>Brown.</aside>',
        "<blockquote>Brown.</blockquote>",
    ],
)
def test_a_quote_of_another_page_or_of_nobody_has_no_link(quote: str) -> None:
    assert links(quote)[1] == {}
