"""Character references."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.examples import examples
from thread_parsers.markup.entities import decode_entities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tea & milk &&& &", "tea & milk &&& &"),
        ("&lt;b&gt; &amp;amp; &quot;it&#x27;s&#39;", "<b> &amp; \"it's'"),
        ("&eacute;&NotEqualTilde;&notit;", "é≂̸¬it;"),
        ("&#228;&#xE4;&#128;&#0;&#xD800;", "ää€\ufffd\ufffd"),
        ("&#999999999;", "\ufffd"),
        ("a&#" + 10_000 * "9" + ";b", "a\ufffdb"),
        ("a&#x" + 10_000 * "9" + ";b", "a\ufffdb"),
        ("&#" + 10_000 * "0" + "9 b", "\ufffd b"),
    ],
)
def test_references_are_decoded_once(text: str, expected: str) -> None:
    assert decode_entities(text) == expected


REFERENCES = (
    "&",
    "#",
    "x",
    "27",
    "3",
    "9",
    ";",
    "lt",
    "amp",
    "quot",
    "gt",
    "not",
    "x2F",
    "&#x27;",
    "&quot;",
    "&gt;",
    " ",
)


@given(text=st.lists(st.sampled_from(REFERENCES), max_size=12).map("".join))
@example(text="&am&quot;p;")
@example(text="&#3&#39;9;")
@examples(400)
def test_the_result_is_that_of_the_standard_library(text: str) -> None:
    assert decode_entities(text) == unescape(text)
