"""Lines fit whatever surrounds a break, and ASCII breaks like other text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import wrap

TEXT = st.text(st.sampled_from("ab  字語。、🚀é\u0301-\u0939\u093f"), max_size=60).map(printable)


@given(TEXT, st.integers(2, 12))
@example("x🚀。", 3)
@example("a字" + "b" * 37 + "。", 40)
@example("字。。。。", 4)
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    assert [text[start:end] for start, end in wrap(text, width) if cell_len(text[start:end]) > width] == []


@given(TEXT, st.integers(1, 12))
def test_every_character_is_in_one_line_or_a_space_at_a_break(text: str, width: int) -> None:
    lines = wrap(text, width)
    ends = [(0, 0), *lines, (len(text), len(text))]
    for (_, end), (start, _) in itertools.pairwise(ends):
        assert end <= start
        assert not text[end:start].strip(" ")


@given(st.integers(1, 12), st.text(st.sampled_from("字語🚀"), min_size=1, max_size=20))
def test_every_line_of_wide_characters_is_full(width: int, text: str) -> None:
    assert all(end - start == max(1, width // 2) for start, end in wrap(text, width)[:-1])


@pytest.mark.parametrize("width", [5, 9, 20])
@given(words=st.lists(st.sampled_from(["to", "the", "bees", "a", "of"]), min_size=1, max_size=30))
def test_ascii_and_other_letters_break_alike(width: int, words: list[str]) -> None:
    plain = " ".join(words)
    other = plain.replace("e", "é").replace("o", "ö").replace("a", "ä")
    assert wrap(plain, width) == wrap(other, width)
