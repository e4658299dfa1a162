"""The beginning of a page without what is embedded in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.source import html_head as module
from thread_parsers.source.html_head import MAX_BEGINNING_BYTES, html_head
from thread_parsers.source.limited import READ_BYTES
from thread_parsers.steps import run_to_end


def head_of(page: bytes, wanted: int = 1 << 18) -> bytes:
    """The beginning of a page."""
    return run_to_end(html_head(lambda start, end: page[start:end], len(page), wanted))


EMBEDDED = st.sampled_from(
    [
        b'src="data:image/png;base64,' + b"QUJD" * 40,
        b"DATA:font/woff;" + b"x" * 64,
        b"<style>p{}<b></STYLE",
        b"<STYLE id=a>p",
    ]
)
SHOWN = st.sampled_from([b"<p>tea ", b'"data: 5 cups"', b"</style>", b"<styles>", b"data:;", b" >"])


@given(st.lists(st.one_of(EMBEDDED.map(lambda one: (one, True)), SHOWN.map(lambda one: (one, False))), max_size=12))
def test_pictures_and_style_sheets_are_left_out(pieces: list[tuple[bytes, bool]]) -> None:
    page = b"<html>" + b"".join(piece + b'"</style>' if is_embedded else piece for piece, is_embedded in pieces)
    head = head_of(page)
    assert b"QUJD" * 16 not in head
    assert b"x" * 64 not in head
    assert b"p{}" not in head
    assert head.count(b"tea") <= page.count(b"tea")
    assert head_of(page, 10) == head[:10]


def test_more_of_a_page_is_read_while_there_is_little_else() -> None:
    page = b'<html><img src="data:image/png;base64,' + b"QUJD" * (1 << 18) + b'"><p>the tea</p>'
    head = head_of(page)
    assert head == b'<html><img src=""><p>the tea</p>'


@given(st.lists(st.one_of(EMBEDDED, SHOWN), max_size=12).map(b"".join), st.integers(0, 2_000))
def test_parts_of_a_page_say_the_same_as_the_whole(page: bytes, before: int) -> None:
    page = b"<html>" + b"x" * before + page + b"<p>tea" * 300
    whole = head_of(page)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "READ_BYTES", MAX_BEGINNING_BYTES + 7)
        assert head_of(page) == whole


def test_what_is_embedded_is_passed_over_in_steps_and_read_once() -> None:
    page = b"<html><style>" + b"p{}" * READ_BYTES + b'</style><img src="data:image/png;base64,' + b"QUJD" * READ_BYTES
    given_to_it: list[int] = []

    def read(start: int, end: int) -> bytes:
        given_to_it.append(end - start)
        return page[start:end]

    assert sum(1 for _ in html_head(read, len(page), READ_BYTES)) >= 7
    assert max(given_to_it) <= READ_BYTES
    assert sum(given_to_it) <= 1.1 * len(page)


def test_a_page_that_shrinks_while_it_is_read_has_an_end() -> None:
    page = b"<html>tea"
    assert run_to_end(html_head(lambda start, end: page[start:end], 1 << 20, 1 << 18)) == page
