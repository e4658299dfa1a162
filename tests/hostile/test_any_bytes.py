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
