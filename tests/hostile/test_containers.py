"""The beginning of a file is looked at in linear time, whatever it repeats.

A pattern that backtracks over every pair of 65,536 bytes takes a minute for one of these, and the run ends in its
timeout: inside a pattern, no calls can be counted.
"""

from __future__ import annotations

import pytest

from thread_parsers.source.containers import SNIFFED_BYTES, sniffed

ATOMS = (
    b" ", b"\t", b"\n", b"\r\n", b" \n", b"\v", b"\f", b"[", b"[ ", b"<!--", b"<!-- x -->", b"<!-- -", b"<a ",
    b'<a b="', b"<x><y ", b"<x>\n", b"<?xml ", b"<?xml  > ", b"-->", b"x=", b'"', b"' ", b"\xef\xbb\xbf", b"\xff",
)  # fmt: skip


@pytest.mark.parametrize("before", [b"", b" ", b"<x", b"<x>", b"[", b"<?xml>", b"<!--", b"\xff"], ids=ascii)
@pytest.mark.parametrize("atom", ATOMS, ids=ascii)
def test_no_repetition_is_taken_for_a_web_page(atom: bytes, before: bytes) -> None:
    head = before + atom * (SNIFFED_BYTES // len(atom))
    assert sniffed(head).container != "html"
    assert sniffed(head + b"plain words").container != "html"


@pytest.mark.parametrize(("start", "container"), [(b'{"a": 1}', "json"), (b"<html>", "html"), (b"<?xml ", "xml")])
@pytest.mark.parametrize("blank", [b"", b" ", b"\r\n", b" \t\v\f\n"], ids=ascii)
def test_blanks_may_precede_a_container(blank: bytes, start: bytes, container: str) -> None:
    assert sniffed(blank * 1000 + start).container == container
