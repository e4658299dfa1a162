"""The beginning of a page without what is embedded in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.source.html_head import html_head

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
    head = html_head(lambda start, end: page[start:end], len(page), 1 << 18)
    assert b"QUJD" * 16 not in head
    assert b"x" * 64 not in head
    assert b"p{}" not in head
    assert head.count(b"tea") <= page.count(b"tea")
    assert html_head(lambda start, end: page[start:end], len(page), 10) == head[:10]


def test_more_of_a_page_is_read_while_there_is_little_else() -> None:
    page = b'<html><img src="data:image/png;base64,' + b"QUJD" * (1 << 18) + b'"><p>the tea</p>'
    head = html_head(lambda start, end: page[start:end], len(page), 1 << 18)
    assert head == b'<html><img src=""><p>the tea</p>'
