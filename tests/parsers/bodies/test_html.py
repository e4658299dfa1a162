"""HTML bodies as plain text: what each element looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from thread_parsers.bodies.html import html_body, html_text
from thread_parsers.bodies.layout import MAX_ADDRESS_CHARS, MAX_EMPTY_LINES, MAX_PREFIX_CHARS

if TYPE_CHECKING:
    from thread_parsers.bodies import Body


def lines(*texts: str) -> str:
    return "\n".join(texts)


BLOCKS = [
    ("", ""),
    (" \n\t ", ""),
    ("tea", "tea"),
    ("  tea\n  and <b>hot</b>  milk\n", "tea and hot milk"),
    ("<p>tea</p><p>milk</p>", lines("tea", "", "milk")),
    ("<p>tea\n<p>milk\n", lines("tea", "", "milk")),
    ("tea<p>milk<p></p><p>&nbsp;</p>sugar", lines("tea", "", "milk", "", "sugar")),
    ("tea<br>milk<br/><br />sugar<br><br><br>lemon</br>", lines("tea", "milk", "", "sugar", "", "lemon")),
    ("<div>tea</div><div><div>milk</div></div><div><br></div>sugar", lines("tea", "milk", "", "sugar")),
    ("<h3>Tea</h3>hot", lines("Tea", "", "hot")),
    ("tea<hr>milk<hr/>", lines("tea", "", "---", "", "milk", "", "---")),
    ("a&nbsp;b&#160;c", "a\u00a0b\u00a0c"),
    ("&amp;lt; &lt;b&gt; &#x27;", "&lt; <b> '"),
    ("1 < 2 <3 and a <b", "1 < 2 <3 and a <b"),
    ("te<b>a</b>p<i>ot</i>", "teapot"),
    ("tea <b> hot </b> milk", "tea hot milk"),
    ("<p>tea<script>x < y</script><style>p {}</style><!-- no --> milk<svg><title>t</title></svg>", "tea milk"),
    ("<noscript>no</noscript><button>Reply</button>tea<template><p>no</template>", "tea"),
    ("tea<!-- milk", "tea"),
    ("<textarea>a<b>&amp;</textarea>", "a<b>&"),
    ("<dl><dt>tea<dd>hot<dt>milk</dl>x", lines("tea", "hot", "milk", "", "x")),
    ("漢<ruby>字<rt>じ</rt></ruby>\u3000あ", "漢字じ\u3000あ"),
]
LISTS = [
    ("a<ul><li>tea<li>milk</ul>b", lines("a", "", "- tea", "- milk", "", "b")),
    ("<ol><li>tea</li>\n<li>milk</li></ol>", lines("1. tea", "2. milk")),
    ("<ol start=9><li>tea<li>milk<li value='3'>sugar<li>x", lines("9. tea", "10. milk", "3. sugar", "4. x")),
    ("<ol start=x><li value=-1>tea<li value=99999999999>milk", lines("1. tea", "2. milk")),
    (
        "<ul><li>tea<ol><li>hot<br>or cold<li>iced</ol>with milk<li>x</ul>y",
        lines("- tea", "  1. hot", "     or cold", "  2. iced", "  with milk", "- x", "", "y"),
    ),
    ("<ul><li><p>tea</p><p>hot</p></li><li><p>milk</p></li></ul>", lines("- tea", "", "  hot", "", "- milk")),
    ("<ul><li></li><li><ul><li>tea</ul><li>milk</ul>", lines("- - tea", "- milk")),
    ("<li>tea<li>milk", lines("- tea", "- milk")),
    ("<ul><li><blockquote>tea<p>hot</blockquote>milk</ul>", lines("- > tea", "  >", "  > hot", "", "  milk")),
    ("</ul></li>tea</ol>", "tea"),
]
QUOTES = [
    ("<blockquote>tea<br>hot<p>milk</blockquote>sugar", lines("> tea", "> hot", ">", "> milk", "", "sugar")),
    (
        "<blockquote><p>a</p><blockquote><p>b</p></blockquote><p>c</p></blockquote>",
        lines("> a", ">", "> > b", ">", "> c"),
    ),
    ("<blockquote>a</blockquote><blockquote>b</blockquote>", lines("> a", "", "> b")),
    ("<blockquote>a<ul><li>b<li>c<br>d</blockquote>e", lines("> a", ">", "> - b", "> - c", ">   d", "", "e")),
    ("a</blockquote>b", "ab"),
    ("<blockquote><cite>Mara wrote:</cite>tea</blockquote>", lines("> Mara wrote:", "> tea")),
    (
        (
            '<aside class="quote no-group" data-post="3"><div class="title">\n<div class="quote-controls"></div>\n'
            '<img alt="" src="a.png" class="avatar">mara:</div>\n<blockquote>\n<p>Hot?</p>\n</blockquote></aside>\n'
            "<p>Yes.</p>"
        ),
        lines("mara:", "> Hot?", "", "Yes."),
    ),
]
CODE = [
    ("boil <code>tea  pot</code>, <code></code> or <code> x </code>.", "boil `tea pot`, or `x` ."),
    ("a<pre><code>  tea\n\n\tmilk  \n</code></pre>b", lines("a", "", "```", "  tea", "", "\tmilk  ", "```", "", "b")),
    ("<pre>\n<b>a</b> &lt; b\r\nc<br>d</pre>", lines("```", "a < b", "c", "d", "```")),
    ("<pre>a\n```\nb</pre>", lines("````", "a", "```", "b", "````")),
    ("<pre> \n</pre>tea<pre></pre>", lines("```", " ", "```", "", "tea")),
    ("<blockquote><pre>a\n\nb</blockquote>c", lines("> ```", "> a", ">", "> b", "> ```", "", "c")),
    ("<ul><li>a<pre>b</pre>c", lines("- a", "", "  ```", "  b", "  ```", "", "  c")),
    ("<code>a<pre>b</code></pre>c", lines("`a`", "", "```", "b", "```", "", "c")),
    ("<pre>a", lines("```", "a", "```")),
]
INLINE = [
    ("a <em>b</em> <strong>c</strong> <u>d</u>", "a b c d"),
    ("<s>cold</s> <del>iced</del> hot, <q>so</q> <s></s>", '~~cold~~ ~~iced~~ hot, "so"'),
    ("10<sup>9</sup> 10<sup>-3</sup> E<sup>2</sup> 1<sup>st</sup> H<sub>2</sub>O 7 <sup>1</sup>",
     "10^9 10^-3 E2 1st H2O 7 1"),
    ('<img src=x alt="a cup"><img src=x><img alt="">', "[a cup]"),
    ('hi <img class="emoji" alt=":smile:"> <img alt="😀" class="wp-smiley x">', "hi :smile: 😀"),
    ('<img alt=" &quot;tea&quot;\npot ">', '["tea" pot]'),
    ("<table><caption>Prices</caption><tr><th>tea<th>milk<tr><td>1</td>\n<td></td> <td>2</td></tr></table>x",
     lines("Prices", "tea | milk", "1 | | 2", "", "x")),
    ("<table><tr><td><p>tea</p></td><td><p>milk</p></td></tr></table>", lines("tea", "", "milk")),
    ('<div class="poll"><div>50%</div> votes</div>tea', "tea"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), BLOCKS + LISTS + QUOTES + CODE + INLINE)
def test_elements_as_text(markup: str, expected: str) -> None:
    assert html_text(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("tea\nmilk\n\nsugar\r\n\r\n\r\nlemon", lines("tea", "milk", "", "sugar", "", "lemon")),
        ("tea<br />\nmilk", lines("tea", "milk")),
        ("tea\n<b>hot</b>\nmilk", lines("tea", "hot", "milk")),
        ("<ul>\n<li>tea</li>\n<li>milk</li>\n</ul>\nx", lines("- tea", "- milk", "", "x")),
        ("<blockquote>tea\nmilk\n\nx</blockquote>", lines("> tea", "> milk", ">", "> x")),
        ("<pre>a\n\nb</pre>", lines("```", "a", "", "b", "```")),
    ],
)
def test_line_ends_count_if_asked(markup: str, expected: str) -> None:
    assert html_text(markup, line_ends=True) == expected


def linked(body: Body) -> list[tuple[str, str]]:
    return [(body.text[start:end], address) for start, end, address in body.links]


@pytest.mark.parametrize(
    ("markup", "text", "links"),
    [
        ('see <a href="https://e.org/?a=1&amp;b=2">the <b>tea</b> page</a>.', "see the tea page.",
         [("the tea page", "https://e.org/?a=1&b=2")]),
        ('<a href="https://www.e.org/long-name">https://e.org/lon...</a>', "https://www.e.org/long-name",
         [("https://www.e.org/long-name", "https://www.e.org/long-name")]),
        ('<a href="http://e.org/long">e.org/lo…</a> x', "http://e.org/long x", [("http://e.org/long", "http://e.org/long")]),
        ('<a href="http://e.org/long">and so on...</a>', "and so on...", [("and so on...", "http://e.org/long")]),
        # Mastodon cuts addresses with styles.
        ('<a href="https://e.org/abc/def"><span class="invisible">https://</span><span class="ellipsis">e.org/ab</a>',
         "https://e.org/abc/def",
         [("https://e.org/abc/def", "https://e.org/abc/def")]),
        ('<span class="h-card"><a href="https://e.org/@mara" class="u-url mention">@<span>mara</span></a></span> hi',
         "@mara hi", [("@mara", "https://e.org/@mara")]),
        ("<p>a</p><p><a href=/b>b</a>", "a\n\nb", [("b", "/b")]),
        ("<blockquote>a <a href=b:c>d</a> <a href='MAILTO:x@y'>e", "> a d e", [("e", "MAILTO:x@y")]),
        ("<a href='#1'>a</a><a>b</a><a href=' java\nscript:x'>c</a><a href=data:x>d</a>", "abcd", []),
        ("<a href=1>a<a href=2>b</a>c</a>", "abc", [("a", "1"), ("b", "2")]),
        ("a <a href=1><code>b</code></a>", "a `b`", [("`b`", "1")]),
        ("<pre>\n  <a href=1>a</a>\n<a href=2>b</a></pre>", "```\n  a\nb\n```", [("a", "1"), ("b", "2")]),
        # Discourse: a picture that is enlarged by a click, with a caption below.
        ('a <a class="lightbox" href="//e.org/b.png"><img src=x><div class="meta"><span>b.png</span></div></a> c',
         "a\nc", [("", "//e.org/b.png")]),
        ("<a href=" + "x" * (MAX_ADDRESS_CHARS + 1) + ">a</a>", "a", []),
    ],
)  # fmt: skip
def test_links_are_words_with_an_address_beside(markup: str, text: str, links: list[tuple[str, str]]) -> None:
    body = html_body(markup)
    assert body.text == text
    assert linked(body) == links


def test_deep_quotes_keep_their_words_behind_a_bounded_prefix() -> None:
    depth = 5_000
    text = html_text("".join(f"<blockquote>{level} " for level in range(depth)) + "</blockquote>" * depth + "end")
    assert [line.lstrip("> ") for line in text.split("\n") if line.strip("> ")] == [*map(str, range(depth)), "end"]
    assert max(len(line) - len(line.lstrip("> ")) for line in text.split("\n")) <= MAX_PREFIX_CHARS + 2
    assert text.endswith("\n\nend")


def test_deep_lists_keep_their_words_behind_a_bounded_prefix() -> None:
    depth = 5_000
    text = html_text("<ul><li>tea" * depth)
    assert text.split() == ["-", "tea"] * depth
    assert max(map(len, text.split("\n"))) <= MAX_PREFIX_CHARS + len("  - tea")


def test_empty_lines_of_code_are_bounded() -> None:
    assert html_text("<pre>a" + "\n" * 10_000 + "b") == "```\na" + "\n" * (MAX_EMPTY_LINES + 1) + "b\n```"
