"""Discord's references as names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.bodies.discord import discord_text

NAMES = {"1": "mara", "3": "crew", "4": "pier"}


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**tea** <b> <https://e.org> 1 < 2", "**tea** <b> <https://e.org> 1 < 2"),
        ("<@1> <@!1> <@&3> <#4>", "@mara @mara @crew #pier"),
        ("<@7> <@!8> <@&9> <#10>", "@7 @8 @9 #10"),
        ("<:tea_pot:123> <a:Steam:456>", ":tea_pot: :Steam:"),
        ("<t:1736478514> <t:1736478514:R> <t:1736478514:F>", "2025-01-10 03:08 UTC " * 2 + "2025-01-10 03:08 UTC"),
        ("<t:1736478514:d> <t:1736478514:D>", "2025-01-10 2025-01-10"),
        ("<t:1736478514:t> <t:1736478514:T>", "03:08 UTC 03:08:34 UTC"),
        ("<t:999999999999> <t:-999999999999> <t:x> <t:1:Q>", "<t:999999999999> <t:-999999999999> <t:x> <t:1:Q>"),
        ("</ferry late:123>", "/ferry late"),
        ("<@> <@x> <:tea:> <1> <#>", "<@> <@x> <:tea:> <1> <#>"),
    ],
)
def test_references_become_names(markdown: str, expected: str) -> None:
    assert discord_text(markdown, NAMES) == expected


@given(
    markdown=st.lists(
        st.sampled_from(["<", ">", "@", "!", "&", "#", ":", "a:", "t:", "9" * 12, "1", "-", "tea", "/", "R"])
    ).map("".join)
)
def test_any_text_keeps_its_words(markdown: str) -> None:
    assert discord_text(markdown).count("tea") == markdown.count("tea")
