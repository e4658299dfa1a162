"""What Reddit escapes in Markdown."""

from __future__ import annotations

import pytest

from thread_parsers.bodies.markdown import markdown_entities


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("tea & milk", "tea & milk"),
        ("&gt; quoted\n\n1 &lt; 2 &amp; 3", "> quoted\n\n1 < 2 & 3"),
        ("&amp;lt; &amp;amp;gt; &amp;#x200B; &quot;", "&lt; &amp;gt; &#x200B; &quot;"),
    ],
)
def test_three_references_are_decoded_once(markdown: str, expected: str) -> None:
    assert markdown_entities(markdown) == expected
