"""Any bytes at all become a tree that loses nothing, by the rules of the fuzzer: 100,000 with the long profile."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.hostile_pages import BITS, FOOT
from hostile import fuzz

MANY = settings(max_examples=max(1_000, 5 * settings().max_examples), suppress_health_check=[HealthCheck.too_slow])

SCRAPS = [*BITS, "\n", "\n", "\n\n", "Ann\n· 2025-03-09 18:20\n", "Reply0\n", "Bo — 2 hours ago\n", "> ", FOOT]
PAGES = st.lists(
    st.sampled_from(SCRAPS).map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=8)
)


@MANY
@given(PAGES.map(b"".join) | st.binary())
def test_any_bytes_become_a_tree_that_loses_nothing(data: bytes) -> None:
    fuzz.page(data)


@MANY
@given(PAGES.map(b"".join) | st.binary())
def test_any_bytes_are_opened_or_refused(data: bytes) -> None:
    fuzz.source(data)


TAGS = [
    "<li class=comment id=comment-5>", "<b class=fn>Ada</b>", "<time datetime=2024-01-02T08:00>x</time>", "</li>",
    "<ul>", "<p class=text>Tea", "<ul class=children>", "</ul>", "<td class=default>", "<dt class=comment-author>",
    "<div<div",
    "<span class=name><a name=5></a><b>Ada</b>", "<span class=postbody>", "<iframe srcdoc='&lt;p>x&lt;/p>'></iframe>",
    '<script type="application/ld+json">{"@type":"Article","name":["x', "</script>", '"', "'", ">", "<![CDATA[", "<!--",
    "<blockquote data-source='post: 5'>", "<aside class=quote data-post=5>", "<div style='margin-left:2px'>", "</div>",
    "<article data-author=Ada data-content=post-5 class='message message--post'>", "2024-01-02", "<table>", "<br>",
    "&#", "<meta itemprop=commentCount content=-5>", "<title>", "<body>", "<h1>x", "<a href='/user/bo'>bo</a>",
    "\xe9", "\0",
]  # fmt: skip
SOUP = st.lists(st.sampled_from(TAGS).map(lambda text: text.encode("latin-1")) | st.binary(max_size=4), max_size=60)


@MANY
@given(SOUP.map(b"".join))
def test_any_tag_soup_is_a_page_of_any_engine_whose_receipt_tiles_it(data: bytes) -> None:
    fuzz.html(data)
