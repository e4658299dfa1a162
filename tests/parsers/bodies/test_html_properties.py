"""HTML bodies as plain text: what holds for any markup. The oracle is the parser of the standard library."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from harness.examples import examples
from thread_parsers.bodies.html import LEFT_OUT, html_body, html_body_in_steps, html_text
from thread_parsers.steps import run_to_end

TAGS = (
    "p", "div", "b", "i", "a", "span", "ul", "li", "blockquote", "pre", "code", "h2", "table", "tr", "td", "s", "sup",
    "aside", "section", "cite", "q", "center", "font", "x-y",
)  # fmt: skip
ATOMS = st.one_of(
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map("</{}>".format),
    st.sampled_from([*LEFT_OUT - {"title"}]).map("<{0}>hidden <b>words</b></{0}>".format),
    st.sampled_from(
        ["<br>", "<hr/>", "<!-- hidden > -->", "<img alt='Tea &amp; milk'>", "<img src=x>", "<IMG ALT=x class=emoji>",
         "<a href='https://example.org/a-long-name'>", '<a href="#x">', "<ul class='a>b'>", "<li class=x>", "<tea>",
         '<div class="title">', "<p title='a > b \"'>"]
    ),
    st.sampled_from(["tea", "milk", " ", "\n", "\t", "  ", "7", "&amp;", "&lt;b&gt;", "&eacute;", "&#x27;", "&",
                     "&amp;lt;", "é", "1 < 2", "<3", "```", "---", "> ", "\u00a0", "\u3000", "\ud83d", "..."]),
)  # fmt: skip
MARKUP = st.lists(ATOMS, max_size=40).map("".join)
ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.text("<>/=!-'\"&;#x1 \n\tabp\0\ud800", max_size=60),
    st.lists(st.one_of(ATOMS, st.text("<>'\"=/!- a&;", max_size=4)), max_size=20).map("".join),
)


class Oracle(HTMLParser):
    """The words of the text nodes and pictures, in order."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.hidden = 0
        self.words: list[str] = []
        self.feed(markup)
        self.close()

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in LEFT_OUT
        if tag == "img" and not self.hidden:
            self.words.append(dict(attributes).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in LEFT_OUT


def letters(text: str) -> str:
    """Letters and digits, the only characters that rendering keeps in any case."""
    return re.sub(r"[\W_]+", "", text)


@given(markup=MARKUP)
@examples(400)
def test_letters_and_digits_are_those_of_the_text_nodes(markup: str) -> None:
    assert letters(html_text(markup)) == letters("".join(Oracle(markup).words))


@given(markup=MARKUP)
@examples(200)
def test_words_that_no_tag_divides_stay_together(markup: str) -> None:
    text = html_text(markup)
    for word in re.findall(r"[a-z0-9]+", " ".join(Oracle(markup).words)):
        assert word in text


@given(markup=ANY_TEXT, line_ends=st.booleans())
@example(markup="<s><code></s></code>", line_ends=False)
@example(markup="<sup>1<sup>1", line_ends=False)
@examples(600)
def test_any_text_becomes_text_with_links_inside(markup: str, line_ends: bool) -> None:
    text, links = html_body(markup, line_ends=line_ends)
    assert text == text.lstrip("\n").rstrip("\n")
    end = 0
    for link in links:
        assert end <= link.start <= link.end <= len(text)
        assert text[link.start : link.end] == text[link.start : link.end].strip("\n")
        end = link.end
    if "pre" not in markup.lower():
        assert "\n\n\n" not in text
        assert not re.search(r" $", text, re.MULTILINE)


PARAGRAPHS = st.lists(
    st.sampled_from(["<p>", "</p>", "tea", " ", "  ", "\n", "&amp;", "&lt;p>", "&#32;", "&#10;", "&nbsp;", "\u3000",
                     "<", ">", "<p", "```", "é"])
).map("".join)  # fmt: skip


@given(markup=PARAGRAPHS)
@examples(300)
def test_paragraphs_alone_have_the_text_that_they_have_among_other_elements(markup: str) -> None:
    assert html_body(markup) == html_body(f"<x-y>{markup}") == run_to_end(html_body_in_steps(markup))


@given(words=st.lists(st.sampled_from(["tea", "milk", "7", "é", "漢", "a-b", "x.", "(y)"]), min_size=1))
def test_text_without_markup_stays_as_it_is(words: list[str]) -> None:
    assert html_text(" ".join(words)) == " ".join(words)


@given(code=st.lists(st.sampled_from(["tea", "  ", "\t", "{", "\n", "\n\n", "  x"])).map("".join))
def test_code_is_kept_to_the_space(code: str) -> None:
    text = html_text(f"<pre>\n{code}</pre>")
    if code.strip():
        lines = code.split("\n")
        # Empty lines before and after the code are not shown.
        while not lines[0]:
            del lines[0]
        while not lines[-1]:
            del lines[-1]
        assert text.split("\n") == ["```", *lines, "```"]
