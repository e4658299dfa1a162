"""The address of an article in the form that is compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.identity.addresses import canonical
from thread_parsers.identity.fingerprints import address_key
from thread_parsers.source.source import BufferSource

PAGE = "pier.example.org/2024/ferry"


def key(url: str | None) -> int:
    discussion = Discussion(BufferSource(b""))
    discussion.article.url = url
    return address_key(discussion)


@pytest.mark.parametrize("same", [
    "https://pier.example.org/2024/ferry", "http://pier.example.org/2024/ferry/", "https://www.pier.example.org/2024/ferry",
    "HTTPS://WWW.Pier.Example.ORG/2024/ferry#comments", "https://pier.example.org:443/2024/ferry",
    "https://m.pier.example.org/2024/ferry?utm_source=mail&fbclid=x1", "https://pier.example.org//2024/ferry?sort=new",
    "https://pier.example.org/2024/ferry?s=22c09551c71c1a6b64e4364ca45cbf28", "  https://pier.example.org/2024/ferry\n",
])  # fmt: skip
def test_addresses_of_one_page_are_one(same: str) -> None:
    assert canonical(same) == PAGE
    assert key(same) == key(f"https://{PAGE}") != 0


@pytest.mark.parametrize("other", [
    "https://pier.example.org/2024/Ferry", "https://pier.example.org/2024/ferry?page=2", "https://pier.example.com/2024/ferry",
    "https://pier.example.org/?p=4", "https://pier.example.org:8080/2024/ferry", "https://pier.example.org/2024/ferry/2",
    "https://blog.pier.example.org/2024/ferry",
])  # fmt: skip
def test_addresses_of_other_pages_are_not(other: str) -> None:
    assert key(other) not in {0, key(f"https://{PAGE}")}


@pytest.mark.parametrize("none", [
    None, "", "page",
    "https://pier.example.org", "https://pier.example.org/", "https://www.pier.example.org/index.html",
    "https://pier.example.org/?utm_source=mail", "https://[::1", "https://pier.example.org:x/a",
    "mailto:ann@example.org", "file:///home/ann/ferry.html", "//", "https://",
])  # fmt: skip
def test_front_pages_and_what_is_no_address_have_no_key(none: str | None) -> None:
    assert key(none) == 0


def test_encoded_letters_are_the_letters() -> None:
    assert canonical("https://a.example/f%c3%a4hre") == canonical("https://a.example/f%C3%A4hre") == "a.example/fähre"


def test_the_order_of_parameters_does_not_count() -> None:
    assert canonical("https://a.example/t?f=1&id=2") == canonical("https://a.example/t?id=2&f=1")


@given(st.text() | st.text("htps:/.?&=#%[]@1a").map("https://".__add__))
def test_any_text_has_a_form_that_stays(url: str) -> None:
    found = canonical(url)
    assert canonical(url) == found
    key(url)
