"""Which addresses in a text are offered to be opened."""

from __future__ import annotations

import pytest

from thread_reader.view.links import MAX_CHARACTERS, links_in_text, openable


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("no address", []),
        ("see https://a.example/x?y=1#z and http://b.example:80", ["https://a.example/x?y=1#z", "http://b.example:80"]),
        ("HTTPS://A.example", ["HTTPS://A.example"]),
        (
            "(https://a.example/b), *https://c.example*; _https://d.example_",
            ["https://a.example/b", "https://c.example", "https://d.example"],
        ),
        ("really https://a.example/?! https://b.example...", ["https://a.example/", "https://b.example"]),
        (
            "<https://a.example/> [x](https://b.example/) `https://c.example/`",
            ["https://a.example/", "https://b.example/", "https://c.example/"],
        ),
        ("mailto:ann@a.example, mailto:nobody", ["mailto:ann@a.example"]),
        ("https://a.example https://b.example https://a.example", ["https://a.example", "https://b.example"]),
        ("ftp://a.example javascript:alert(1) //a.example", []),
        ("https:// http:///x https://-a.example mailto:-x@a.example", []),
        ("https://a.example/x\u202ey https://b.example/é", ["https://a.example/x", "https://b.example/%C3%A9"]),
    ],
)
def test_these_addresses_are_found(text: str, links: list[str]) -> None:
    assert links_in_text(text) == links


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://a.example", True),
        ("http://a.example/", True),
        ("mailto:ann@a.example", True),
        ("mailto:ann", False),
        ("mailto:-ann@a.example", False),
        ("https://a.example/a b", False),
        ("https://a.example/%action", False),
        ("https://a.example/\x7f", False),
        ("https://é.example", False),
        ("https://[a", False),
        ("ftp://a.example", False),
        ("https:a", False),
        ("https://-a", False),
        ("http://a/".ljust(MAX_CHARACTERS, "x"), True),
        ("http://a/".ljust(MAX_CHARACTERS + 1, "x"), False),
    ],
)
def test_an_address_may_be_opened_or_not(address: str, may: bool) -> None:
    assert openable(address) == may
