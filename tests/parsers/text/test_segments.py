"""Where a body is divided by lines of dashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.steps import run_to_end
from thread_parsers.text.segments import (
    SEPARATOR,
    may_be_divided,
    piece_bytes,
    piece_text,
    pieces,
    segment_count,
    separators,
)

CASES: list[tuple[str, list[str]]] = [
    ("", []),
    (" \n\t", []),
    ("tea", ["tea"]),
    ("tea\n---\nmilk", ["tea", "milk"]),
    ("tea\n--\nmilk", ["tea\n--\nmilk"]),
    ("tea\n - --\nmilk", ["tea\n - --\nmilk"]),
    ("tea ---\n--- milk", ["tea ---\n--- milk"]),
    ("tea\n  ------ \t\r\nmilk", ["tea", "milk"]),
    ("tea\n———\nmilk\n―――\nsugar\n───\nlemon\n–––\nhoney", ["tea", "milk", "sugar", "lemon", "honey"]),
    ("tea\n-–—\nmilk", ["tea\n-–—\nmilk"]),
    ("---\n\n---\ntea\n---\n", ["tea"]),
    ("---", []),
    ("\n\n  tea\nmilk  \n\n", ["  tea\nmilk"]),
    ("tea\n\n---\n\n\n  milk \n---\n\t\n", ["tea", "  milk"]),
]


@pytest.mark.parametrize(("body", "segments"), CASES)
def test_a_line_of_three_of_one_dash_divides(body: str, segments: list[str]) -> None:
    data = body.encode()
    assert [data[first:last].decode() for first, last in pieces(data)] == segments
    assert segment_count(data) == len(segments)


@pytest.mark.parametrize(("body", "segments"), CASES)
def test_behind_a_margin_the_same_divides(body: str, segments: list[str]) -> None:
    data = "\n".join(f"> {line}" for line in body.split("\n")).encode()
    assert [piece_text(data[first:last], 2) for first, last in pieces(data, 2)] == segments
    assert segment_count(data, 2) == len(segments)


def test_a_margin_is_no_longer_than_its_line() -> None:
    assert list(pieces(b"> tea\n>\n> ---\n\n> milk", 2)) == [(0, 5), (15, 21)]
    assert [piece_text(piece, 2) for piece in (b"> tea\n>\n> milk", b"x")] == ["tea\n\nmilk", ""]


def test_text_that_is_not_utf_8_comes_out_as_it_was() -> None:
    assert piece_text(b"caf\xe9", 0).encode("utf-8", "surrogateescape") == b"caf\xe9"


LINES = st.lists(
    st.sampled_from(["tea", "---", " ----\t", "———", "--", "-–-", "", " ", "---\r", "--- x", "\v---"]), max_size=8
)


BODIES = st.lists(
    st.sampled_from(
        [
            b"a",
            b" ",
            b"\n",
            b"---",
            b"\n---\n",
            b"\t",
            "–––".encode(),
            b"\r\n",
            b"\n --- \n",
            b"\v",
            b"-",
            b"\n  x",
            b"\x1c",
        ]
    ),
    max_size=12,
).map(b"".join)


@given(BODIES)
def test_the_segments_of_a_short_body_are_found_at_once(body: bytes) -> None:
    assert run_to_end(piece_bytes(body)) == [body[first:last] for first, last in pieces(body)]


@given(LINES)
def test_separators_are_the_lines_that_match_alone(lines: list[str]) -> None:
    body = "\n".join(lines).encode()
    found = [body[start:end] for start, end in separators(body)]
    # Blanks at the very end of a body are no part of it.
    assert [line.rstrip(b" \t\r") for line in found] == [
        line.encode().rstrip(b" \t\r") for line in lines if SEPARATOR.fullmatch(line.encode())
    ]
    assert may_be_divided(body) or not found


@pytest.mark.parametrize(
    ("body", "may"), [("---", True), ("a---b", True), ("--", False), ("———", True), ("é ——", False), ("é ---", True)]
)
def test_a_body_without_three_dashes_in_a_row_is_not_divided(body: str, may: bool) -> None:
    assert may_be_divided(body.encode()) == may
