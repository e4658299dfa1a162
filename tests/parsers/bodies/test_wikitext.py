"""Wikitext as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.examples import examples
from thread_parsers.bodies.wikitext import MAX_DEPTH, has_words, wikitext_text

CASES = [
    ("", ""),
    ("tea 'n' milk | 1 < 2 > 0 & [x] {y}", "tea 'n' milk | 1 < 2 > 0 & [x] {y}"),
    ("'''bold''' ''it'' '''''both''''' don''''t", "bold it both don't"),
    ("[[Tea]] [[Tea|milk]] [[Tea#Green|''green'']] [[:Category:Tea]] [[Talk:Tea|]]", "Tea milk green Category:Tea Tea"),
    ("[[File:a.png|thumb|20px|alt=x|A '''cup''']] [[Image:b.png]] [[Category:Tea]]|", "[A cup]  |"),
    (
        "[https://e.org tea house] [https://e.org] [mailto:a@e.org me] [//e.org x] [e.org]",
        "tea house https://e.org me x [e.org]",
    ),
    ("{{ping|Ada|Bo}} {{u|Cy}} {{re|Ada}}", "@Ada, @Bo: Cy @Ada:"),
    ("{{tl|od}} {{tlx|a|b}} {{od}}x {{-}}", "{{od}} {{a|b}} x"),
    ("{{support}} {{xt|tea}} {{color|red|hot}} {{lang|de|1=Tee}} {{x|y=z}}", "support tea hot Tee x"),
    ("{{cite web|url=https://e.org|title=Tea time}}", "Tea time"),
    ("{{a|{{b|tea}}|{{c}}}}", "c"),
    ("{{quote|One.\n\nTwo.}}", "> One.\n>\n> Two."),
    ("<blockquote>One.\nTwo.</blockquote>Three.", "> One.\n> Two.\nThree."),
    ("{{quote|text=One.}}", "> One."),
    ("a<br>b<br/>c <small>d</small> <span style=x>e</span> <tea>", "a\nb\nc d e <tea>"),
    ("<s>gone</s> <code>x</code> <del>y", "~~gone~~ `x` ~~y~~"),
    ("fact<ref>source</ref> <ref name=x />x", "fact [source] x"),
    ("<nowiki>'''no''' [[x]] &lt;</nowiki> &lt;&nbsp;&amp;", "'''no''' [[x]] < < &"),
    ("<pre>\n a\n  b\n</pre>", "```\n a\n  b\n```"),
    ("a <!-- hidden\n --> b __NOTOC__", "a  b"),
    ("* a\n** b\n# c\n# d\n: e\n:# f\n; g", "- a\n  - b\n1. c\n2. d\n  e\n  1. f\ng"),
    ("== Head ==\n=== ''More'' ===\ntext\n----\n", "Head\nMore\ntext\n---"),
    ('{| class="x"\n! A !! B\n|-\n| style="y" | 1 || 2\n| 3\n|}\nend', "A | B\n\n1 | 2\n3\nend"),
    ("{{a [[b <ref>c", "{{a [[b c"),
    ("}} ]] </ref> </s> </blockquote>", "}} ]]"),
    ("[[a {{b]] c}}", "a {{b c}}"),
    ("<!-- a", "<!-- a"),
]


@pytest.mark.parametrize(("markup", "expected"), CASES, ids=ascii)
def test_markup_becomes_words(markup: str, expected: str) -> None:
    assert wikitext_text(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("{{Talk header}}\n{{a|\n{{b|words}}\n}}\n__TOC__ <!-- words --> [[Category:Tea]] <br>\n", False),
        ('{| class="x"\n| words\n|}\n', False),
        ("", False),
        ("{{a}} tea", True),
        ("{{a", True),
        ("a}}", True),
    ],
)
def test_whether_there_are_words_besides_templates(markup: str, expected: bool) -> None:
    assert has_words(markup) == expected


def test_templates_that_are_too_deep_stay_as_they_are() -> None:
    deep = 2 * MAX_DEPTH
    assert wikitext_text("{{a|" * deep + "tea" + "}}" * deep) == "tea" + "}}" * MAX_DEPTH


PLAIN = st.text(st.sampled_from("abc äñ茶 1.,?()\n"), max_size=40)
ATOMS = st.sampled_from(
    ["{{", "}}", "[[", "]]", "|", "''", "'''", "<!--", "-->", "<ref>", "</ref>", "<nowiki>", "</nowiki>", "<s>", "</s>",
     "<blockquote>", "</blockquote>", "<br>", "&amp;", "&#1114112;", "[https://e.org ", "]", "{|\n", "|-\n", "|}\n",
     "\n",
     "* ", "#", ":", "== x ==\n", "----", "__TOC__", "tea", " ", "ping|", "quote|", "File:", "\ud800", "<pre>",
     "</pre>"]
)  # fmt: skip
MARKUP = st.lists(ATOMS | PLAIN, max_size=40).map("".join)


@examples(300)
@given(PLAIN)
def test_text_without_markup_keeps_its_words(text: str) -> None:
    assert wikitext_text(text).split() == text.split()


@examples(500)
@given(MARKUP)
def test_any_wikitext_becomes_text_that_has_no_words_of_its_own(markup: str) -> None:
    text = wikitext_text(markup)
    assert set(text) - set(markup) <= set("@, >~`[]&-|.\ufffd{}\n0123456789"), (
        "characters that the markup does not have"
    )
    assert has_words(markup) in (False, True)


@examples(300)
@given(PLAIN, PLAIN)
def test_words_outside_of_markup_stay(before: str, after: str) -> None:
    inside = "'''{{xt|tea}}''' [[Milk|tea]] <small>tea</small>"
    words = wikitext_text(f"{before} {inside} {after}").split()
    assert words == [*before.split(), "tea", "tea", "tea", *after.split()]
