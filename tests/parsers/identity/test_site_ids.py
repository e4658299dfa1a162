"""One id for one comment, however a site and its formats write it. The shapes are those of the formats that we read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.identity.site_ids import MAX_ID_CHARS, is_unique, site_id

SAME: dict[str, tuple[str, list[tuple[str | None, str | None]]]] = {
    "reddit": ("kx2ab9q", [
        ("kx2ab9q", None), ("t1_kx2ab9q", None),
        (None, "https://www.reddit.com/r/ferries/comments/1abcxy/late_again/kx2ab9q/"),
        (None, "https://old.reddit.com/r/ferries/comments/1abcxy/late_again/kx2ab9q/?context=3"),
    ]),
    "hacker news": ("40123456", [
        ("40123456", None), ("40123456", "https://news.ycombinator.com/item?id=40123456"),
        (None, "https://news.ycombinator.com/item?id=40123456"),
        (None, "item?id=40123456"),
    ]),
    "lobsters": ("ba7zs5", [
        ("ba7zs5", None), ("c_ba7zs5", None), (None, "https://lobste.rs/c/ba7zs5"),
        (None, "https://lobste.rs/s/mbw0z5/late_ferry#c_ba7zs5"),
    ]),
    "lobsters, without a digit": ("bahzsy", [("c_bahzsy", None), ("bahzsy", None)]),
    "wordpress": ("154", [
        ("154", None), ("comment-154", None), ("li-comment-154", None), ("div-comment-154", None),
        (None, "https://pier.example.org/2012/12/11/ferry/#comment-154"),
    ]),
    "blogger": ("7704569152969066600", [
        ("c7704569152969066600", None), ("7704569152969066600", None),
        (None, "https://pier.example.org/2019/05/ferry.html?showComment=1559192764955#c7704569152969066600"),
    ]),
    "phpbb": ("565", [("p565", None), (None, "http://pier.example.org/forum/post565.html#p565"),
                      (None, "http://pier.example.org/viewtopic.php?p=565")]),
    "vbulletin": ("702959", [
        ("post_702959", None), (None, "http://pier.example.org/forums/ferry/93602-late-post702959.html#post702959"),
    ]),
    "xenforo": ("14001052", [("post-14001052", None), ("js-post-14001052", None),
                             (None, "https://pier.example.org/threads/ferry.405700/#post-14001052"),
                             (None, "https://pier.example.org/posts/14001052/")]),
    "vanilla": ("26970", [("Comment_26970", None), (None, "http://pier.example.org/discussion/comment/26970#Comment_26970")]),
    "askbot": ("6494", [("post-id-6494", None), ("6494", None)]),
    "stack exchange": ("24342921", [("comment-24342921", None), ("24342921", "https://stackoverflow.com/a/7/1")]),
    "github": ("531516956", [
        ("531516956", "https://github.com/pier/ferry/issues/3#issuecomment-531516956"),
        ("IC_kwDOAb1c2s4frGlM", "https://github.com/pier/ferry/issues/3#issuecomment-531516956"),
        (None, "https://github.com/pier/ferry/issues/3#issuecomment-531516956"),
    ]),
    "github, of a review": ("46718983", [("46718983", None),
                                         (None, "https://github.com/pier/ferry/pull/1#discussion_r46718983")]),
    "github, without a permalink": ("DC_kwDOAB1x", [("DC_kwDOAB1x", None)]),
    "bluesky": ("3jui5anedoy2r", [
        ("at://did:plc:ndjumumbwkqbkww33ydrb65h/app.bsky.feed.post/3jui5anedoy2r", None),
        (None, "https://bsky.app/profile/did:plc:ndjumumbwkqbkww33ydrb65h/post/3jui5anedoy2r"),
    ]),
    "youtube": ("Ugxdn2pX4uwWHOdRVwh4AaABAg", [
        ("Ugxdn2pX4uwWHOdRVwh4AaABAg", None),
        (None, "https://www.youtube.com/watch?v=zzjq7_ddb0U&lc=Ugxdn2pX4uwWHOdRVwh4AaABAg"),
    ]),
    "lemmy": ("181634", [("181634", None), (None, "https://lemmy.example.org/comment/181634")]),
    "slack": ("1454884927000002", [
        ("1454884927.000002", None), (None, "https://pier.slack.com/archives/C024BE91L/p1454884927000002"),
    ]),
    "mail": ("1461621607.19185.342.camel@pier.example.org", [
        ("1461621607.19185.342.camel@pier.example.org", None), ("<1461621607.19185.342.camel@pier.example.org>", None),
    ]),
    "remark42": ("0f2a61c2-9d3e", [("remark42__comment-0f2a61c2-9d3e", None), ("0f2a61c2-9d3e", None)]),
    "the address of the author": ("", [(None, "https://ann.example.org"), (None, "https://mastodon.example.org/@ann")]),
    "nothing": ("", [(None, None), ("", "")]),
}  # fmt: skip


@pytest.mark.parametrize("family", SAME)
def test_all_ways_to_state_an_id_are_one(family: str) -> None:
    expected, stated = SAME[family]
    assert [site_id(*each) for each in stated] == [expected] * len(stated)


@pytest.mark.parametrize("unique", ["kx2ab9q", "1454884927000002", "3jui5anedoy2r", "a@b.example", "DC_kwDOAB1x"])
def test_long_ids_identify_a_discussion(unique: str) -> None:
    assert is_unique(unique)


@pytest.mark.parametrize("common", ["2", "154", "40123456", "d1", "first", "comments"])
def test_short_numbers_and_words_do_not(common: str) -> None:
    assert not is_unique(common)


@given(st.text() | st.text("t1_c-0ab#/?&=.:<>"), st.text() | st.text("htps:/.#?&=p1").map("https://a.b/".__add__))
def test_any_text_has_an_id_of_bounded_length_that_is_stable(stated: str, permalink: str) -> None:
    found = site_id(stated, permalink)
    assert len(found) <= MAX_ID_CHARS
    assert found == site_id(stated, permalink)
