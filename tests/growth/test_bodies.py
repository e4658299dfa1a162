"""Bodies of comments: twice as much of any markup takes about twice the work. Calls are counted, not time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from harness.work import calls
from thread_parsers.bodies.discord import discord_text
from thread_parsers.bodies.html import html_body
from thread_parsers.bodies.slack import mrkdwn_text
from thread_parsers.bodies.wikitext import has_words, wikitext_text

if TYPE_CHECKING:
    from collections.abc import Callable

ATOMS = (
    "<", "&", "&#", "&amp", "tea ", "<p>", "<div>", "<br>", "<hr>", "<a href=x>y", "</a>", "<a <a", '<a href="x>y ',
    "<blockquote>x", "<ul><li>x", "<ol>", "</ul>", "<li>", "<code>", "<code>x</code>", "<s><code></s>", "1<sup>1",
    "<blockquote><pre></blockquote>x", "<pre>\n```x</pre>", "\n", "<td>x", "<!--", "<script>", "<svg>", "<img alt=x>",
    "<a href=x><span class=invisible>", '<div class="meta x">', "<cite>:</cite>", "<@", "<@1>", "<t:1>", "<x|",
    "\0", "\ud800", "{{", "}}", "[[", "]]", "|", "{{a|", "{{a|x}}", "[[a|b]]", "[http://a b]", "[http://a ", "'", "''",
    "<ref>", "<nowiki>", "<s>x", "* x\n", "# x\n", "{|\n", "|-\n| a || b\n", "== x ==\n", "{{quote|x\n}}", "----\n",
)  # fmt: skip
COUNT = 400
MAX_RATIO = 2.2
MAX_CALLS_AN_ATOM = 60
MAX_CHARACTERS_AN_ATOM = 130
"""Of the text. An atom makes up to five lines, and each may have the longest prefix."""
RENDERERS: dict[str, Callable[[str], object]] = {
    "html": html_body,
    "html with line ends": partial(html_body, line_ends=True),
    "slack": mrkdwn_text,
    "discord": discord_text,
    "wikitext": wikitext_text,
    "words of wikitext": has_words,
}


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("atom", ATOMS, ids=ascii)
def test_twice_the_atoms_are_twice_the_work(atom: str, name: str) -> None:
    render = RENDERERS[name]
    for before in ("", "<blockquote>" * COUNT, "<pre>"):
        small, large = (calls(partial(render, before + count * atom)) for count in (COUNT, 2 * COUNT))
        assert large <= MAX_RATIO * small + 100
        assert large <= MAX_CALLS_AN_ATOM * 3 * COUNT


@pytest.mark.parametrize("atom", ATOMS, ids=ascii)
def test_the_text_is_a_bounded_number_of_times_as_long_as_the_markup(atom: str) -> None:
    for before in ("", "<blockquote>" * COUNT, "<blockquote>" * COUNT + "<pre>"):
        assert len(html_body(before + COUNT * atom, line_ends=True).text) <= MAX_CHARACTERS_AN_ATOM * COUNT
