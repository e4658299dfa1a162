"""Long texts in pieces: the same result as for the whole text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.query import Pattern
from thread_parsers.steps import run_to_end, sorted_in_steps
from thread_parsers.text import word_count
from thread_parsers.text.folded_text import FoldedText, compared
from thread_parsers.text.printable import printable
from thread_parsers.text.text_pieces import (
    MAX_CLUSTER_CHARS,
    MAX_HIT_CHARS,
    PIECE_CHARS,
    WINDOW_CHARS,
    printable_in_steps,
    spans,
    windows,
)

CHARS = (
    "aB?\n \t.9#*\u0301\u0316éÄİß\u200d\u200c\ufe0f👩👧\U0001f3fdक\u093e\u09c7\u09be\u1112\u1161\u11abｶﾞ\u200b\u20e3"
    "ｱＡ\u034f渡’“\U0001f1fa\U0001f3f4\U000e0067\U000e007f\udcff\0\x1bق"
)
TEXTS = st.text(st.sampled_from(CHARS), max_size=40)


@given(TEXTS, st.integers(1, 9))
def test_folding_and_displaying_pieces_is_the_same_as_the_whole_text(text: str, size: int) -> None:
    pieces = [text[start:end] for start, end in spans(text, size)]
    assert "".join(pieces) == text
    for caseless in (True, False):
        assert "".join(compared(piece, caseless=caseless) for piece in pieces) == compared(text, caseless=caseless)
    line = text.replace("\n", " ")
    assert "".join(printable(line[start:end]) for start, end in spans(line, size)) == printable(line)


@given(TEXTS, st.sampled_from("aéß?渡9"))
def test_hits_in_a_long_text_are_those_of_its_lines(text: str, needle: str) -> None:
    """The long text has the short one behind so much that it is in another piece."""
    ahead = "xyz \u00f6" * PIECE_CHARS
    text = "v" + text.replace(needle.upper(), "").replace("\u0301", "") + "v"
    pattern = Pattern.of(needle)
    expected = [(len(ahead) + start, len(ahead) + end) for start, end in pattern.spans(text)]
    assert pattern.spans(ahead + text) == expected
    whole = FoldedText(ahead + text, caseless=True)
    run_to_end(whole.fold())
    assert whole.folded == compared(ahead + text, caseless=True)


def test_a_piece_ends_at_the_latest_after_so_many_marks() -> None:
    text = "\u0301" * (PIECE_CHARS + MAX_CLUSTER_CHARS + 5)
    assert list(spans(text)) == [(0, len(text) - 5), (len(text) - 5, len(text))]


def test_windows_reach_the_end_of_the_text() -> None:
    whole = WINDOW_CHARS + MAX_HIT_CHARS
    assert list(windows(0)) == [(0, 0)]
    assert list(windows(whole)) == [(whole, whole)]
    assert list(windows(whole + 1)) == [(WINDOW_CHARS, whole), (whole + 1, whole + 1)]


@given(st.text(st.sampled_from(CHARS), max_size=300), st.integers(20, 60))
def test_long_lines_are_displayed_in_pieces_as_the_whole_line(text: str, times: int) -> None:
    line = (text.replace("\n", " ") + "a") * times
    assert run_to_end(printable_in_steps(line)) == printable(line)


def test_marks_in_any_order_take_no_quadratic_time() -> None:
    """Ordering so many marks at once took longer than a test may take."""
    assert len(compared("\u0301\u0316" * 500_000, caseless=True)) == 1_000_000


@given(st.lists(st.sampled_from(["one", "don't", "’", "软", "ก", "é", "-", "\n", " ", "'"]), max_size=30))
def test_words_of_a_long_text_are_counted_in_pieces(parts: list[str]) -> None:
    text = ("".join(parts) * 2000).encode()
    assert run_to_end(word_count.count_in_steps(text)) == word_count.count(text)


@pytest.mark.parametrize("count", [0, 1, 1024, 5000])
def test_sorting_in_steps_is_sorting(count: int) -> None:
    items = [(at * 7919 % 101, at) for at in range(count)]
    assert run_to_end(sorted_in_steps(items, lambda item: -item[0])) == sorted(items, key=lambda item: -item[0])
