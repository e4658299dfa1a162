"""Slack's mrkdwn as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.bodies.slack import mrkdwn_body, mrkdwn_text

NAMES = {"U1": "mara", "C1": "pier", "S1": "crew", "U9": ""}
CASES = [
    ("", ""),
    ("*tea* &amp; `milk` :tea:", "*tea* & `milk` :tea:"),
    ("1 &lt; 2 &gt; 0 &amp;lt; &quot;", "1 < 2 > 0 &lt; &quot;"),
    ("<@U1> <@U2> <@U3|ivo> <@U9> <@>", "@mara @U2 @ivo @U9 @"),
    ("<#C1> <#C2|ferry> <#C3|> <#C4>", "#pier #ferry #C3 #C4"),
    ("<!here> <!channel> <!subteam^S1> <!subteam^S2|@deck> <!subteam^S3>", "@here @channel @crew @deck @S3"),
    ("<!date^1392734382^{date_short}|18 Feb, 14:39> <!date^1^{time}>", "18 Feb, 14:39 @date^1^{time}"),
    ("a < b > c <x> <|y> <> <a\nb> <https://e.org", "a < b > c <x> <|y> <> <a\nb> <https://e.org"),
]


@pytest.mark.parametrize(("mrkdwn", "expected"), CASES)
def test_references_become_words(mrkdwn: str, expected: str) -> None:
    assert mrkdwn_text(mrkdwn, NAMES) == expected


def test_without_names_ids_stay() -> None:
    assert mrkdwn_text("<@U1> in <#C1>") == "@U1 in #C1"


def test_links_are_labels_with_an_address_beside() -> None:
    body = mrkdwn_body("&lt;<https://e.org/?a=1&amp;b=2|tea &amp; milk>, <https://e.org> <mailto:a@e.org|a@e.org>")
    assert body.text == "<tea & milk, https://e.org a@e.org"
    assert [(body.text[start:end], address) for start, end, address in body.links] == [
        ("tea & milk", "https://e.org/?a=1&b=2"),
        ("https://e.org", "https://e.org"),
        ("a@e.org", "mailto:a@e.org"),
    ]


@given(
    mrkdwn=st.lists(st.sampled_from(["<", ">", "|", "@", "#", "!", "U1", "^", "tea", "&lt;", "&", "\n", "a:b"])).map(
        "".join
    )
)
def test_any_text_keeps_its_words(mrkdwn: str) -> None:
    text, links = mrkdwn_body(mrkdwn)
    assert all(0 <= start < end <= len(text) for start, end, _ in links)
    if "|" not in mrkdwn:  # a label stands in place of its id
        assert text.count("tea") == mrkdwn.count("tea")
