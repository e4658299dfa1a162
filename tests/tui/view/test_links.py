"""Which addresses a text offers: whole ones, in ASCII."""

from __future__ import annotations

import pytest

from thread_parsers.bodies import Body, Link
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.query.has_and_is import HAS_VALUES
from thread_parsers.source.source import BufferSource
from thread_reader.view.links import links_at, links_in, links_in_text, openable

OFFERED = [
    ("see https://example.org/wiki/Lock_(water)", "https://example.org/wiki/Lock_(water)"),
    ("(see https://example.org/wiki/Weir_(river), page 2)", "https://example.org/wiki/Weir_(river)"),
    ("(https://example.org/a)", "https://example.org/a"),
    ("((https://example.org/a_(b)))...", "https://example.org/a_(b)"),
    ("https://example.org/frost.", "https://example.org/frost"),
    ("https://example.org/frost?!…", "https://example.org/frost"),
    ("https://example.org/a.b,c;d?e=f!g#h.", "https://example.org/a.b,c;d?e=f!g#h"),
    ("https://example.org/wiki/Шлюз", "https://example.org/wiki/%D0%A8%D0%BB%D1%8E%D0%B7"),
    ("https://example.org/路/闸 there", "https://example.org/%E8%B7%AF/%E9%97%B8"),
    ("见https://example.org/a，然后", "https://example.org/a"),
    ("「https://example.org/a」", "https://example.org/a"),
    ("“https://example.org/a”", "https://example.org/a"),
    ("'https://example.org/a', 'b'", "https://example.org/a"),
    ("https://example.org/wiki/Cutter's_Arm", "https://example.org/wiki/Cutter's_Arm"),
    ("https://example.org/caf%C3%A9/é", "https://example.org/caf%C3%A9/%C3%A9"),
    ("<https://example.org/soup>", "https://example.org/soup"),
    ("[soup](https://example.org/soup)", "https://example.org/soup"),
    ("https://example.org/x[1]", "https://example.org/x"),
    ("https://example.org/x[1][2] =", "https://example.org/x"),
    ("https://example.org/?filter[by][]=a&n[0]=1].", "https://example.org/?filter[by][]=a&n[0]=1"),
    ("**https://example.org/bold**", "https://example.org/bold"),
    ("https://example.org/ends_with_", "https://example.org/ends_with_"),
    ("https://exämple.org/ä", "https://xn--exmple-cua.org/%C3%A4"),
    ("www.example.org/a.", "https://www.example.org/a"),
    ("HTTPS://Example.org/A", "HTTPS://Example.org/A"),
    ("write to mailto:ada@example.org.", "mailto:ada@example.org"),
    ("https://example.org/a\u202eb", "https://example.org/a"),
    ("https://example.org/a\udcff", "https://example.org/a%FF"),
]


@pytest.mark.parametrize(("text", "address"), OFFERED, ids=ascii)
def test_the_whole_address_is_offered(text: str, address: str) -> None:
    assert links_in_text(text) == [address]
    assert openable(address)
    pattern, _ = HAS_VALUES["link"]
    assert pattern.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://-example.org/",
        "https://.ä./",
        "mailto:-x@example.org",
        "https://",
        "ftp://example.org/",
        "https://" + "a" * 3000,
    ],
)
def test_what_may_not_be_opened_is_not_offered(text: str) -> None:
    assert links_in_text(text) == []


def test_addresses_behind_words_are_offered_after_those_in_the_text() -> None:
    rendering = Rendering(Discussion(BufferSource(b"{}")))
    links = (Link(0, 4, "http://behind.org/é"), Link(5, 8, "javascript:alert(1)"), Link(9, 12, "http://shown.org/"))
    row = rendering.add(Post(text=Body("here and now http://shown.org/", links)))
    assert links_in(rendering.discussion, row) == ["http://shown.org/", "http://behind.org/%C3%A9"]


@pytest.mark.parametrize(
    ("character", "address"),
    [(0, []), (4, []), (6, []), (7, ["https://a.org/x"]), (21, ["https://a.org/x"]), (22, []), (24, []), (27, [])],
)
def test_a_click_beside_an_address_in_the_same_word_offers_nothing(character: int, address: list[str]) -> None:
    assert links_at("at see:https://a.org/x). now", character) == address


def test_a_click_on_one_of_two_addresses_of_a_word_offers_that_one() -> None:
    text = "https://a.org/x>https://a.org/y"
    assert [links_at(text, at) for at in (3, 15, 20)] == [["https://a.org/x"], [], ["https://a.org/y"]]
