"""Telegram's lists of text as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.bodies.telegram import telegram_body, telegram_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tea", "tea"),
        ("", ""),
        ([], ""),
        (["tea", {"type": "bold", "text": " pot"}, "s\n"], "tea pots\n"),
        ({"type": "bold", "text": "tea"}, "tea"),
        ([None, 7, ["x"], {"text": 7}, {"type": "x"}, {"text": ["x"]}, "tea"], "tea"),
        (None, ""),
        (7, ""),
    ],
)
def test_parts_are_joined_without_anything_between(text: object, expected: str) -> None:
    assert telegram_text(text) == expected


def test_links_of_parts() -> None:
    body = telegram_body(
        [
            "see ",
            {"type": "text_link", "text": "the pier", "href": "https://e.org/pier"},
            {"type": "link", "text": "https://e.org"},
            {"type": "email", "text": "mara@e.org"},
            {"type": "mention", "text": "@mara"},
            {"type": "text_link", "text": "x", "href": 7},
        ]
    )
    assert [(body.text[start:end], address) for start, end, address in body.links] == [
        ("the pier", "https://e.org/pier"),
        ("https://e.org", "https://e.org"),
        ("mara@e.org", "mailto:mara@e.org"),
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "text", "href", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(text=VALUES)
def test_any_value_becomes_text(text: object) -> None:
    words, links = telegram_body(text)
    assert all(0 <= start <= end <= len(words) for start, end, _ in links)
    if isinstance(text, list) and all(isinstance(part, str) for part in text):
        assert words == "".join(text)
