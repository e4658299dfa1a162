"""The words of a text as they are compared, in runs that a phrase finds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.text import tokens
from thread_parsers.text.folding import folded


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", []),
        ("the night ferry", ["the night ferry"]),
        ("night ferry, and  more", ["night ferry", "and", "more"]),
        ("it's o’clock 'quoted' x_1", ["it's o’clock", "quoted", "x_1"]),
        ("well-known: 19 billion", ["well", "known", "19 billion"]),
        ("straße à la carte — “mode”", ["straße à la carte", "mode"]),
        ("d'un côté l’été", ["d'un côté l’été"]),
        ("“quoted words” – here", ["quoted words", "here"]),
        ("हिन्दी में लिखा।", ["हिन्दी में लिखा"]),
        ("russian слова here", ["russian слова here"]),
        ("the 渡輪 ferry", ["the", "ferry"]),
        ("e\u0323\u0301x", ["e\u0323\u0301x"]),
        ("한국어 문장", ["한국어 문장"]),
    ],
)
def test_a_run_is_words_with_one_space_between_them(text: str, runs: list[str]) -> None:
    assert tokens.runs(text) == runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("no such script", []),
        ("the 渡輪 and ひらがな", ["渡輪", "ひらがな"]),
        ("夜間渡輪、かな。カナ", ["夜間渡輪", "かな", "カナ"]),
        ("ที่นี่ ขา", ["ที่นี่", "ขา"]),
        ("é к", []),
    ],
)
def test_scripts_without_spaces_have_runs_of_their_own(text: str, runs: list[str]) -> None:
    assert tokens.unspaced_runs(text) == runs


def test_a_run_is_taken_apart_at_its_spaces() -> None:
    assert tokens.words("the night ferry") == ["the", "night", "ferry"]


@pytest.mark.parametrize(
    ("word", "alone"),
    [
        ("ferry's", "ferry"),
        ("ferry’s", "ferry"),
        ("it's", "it's"),
        ("it’s", "it’s"),
        ("ferries", "ferries"),
        ("x's's", "x's"),
    ],
)
def test_a_possessive_loses_its_ending_and_a_contraction_does_not(word: str, alone: str) -> None:
    assert tokens.single(word) == alone


@pytest.mark.parametrize(
    ("run", "pairs"),
    [
        ("渡輪", ["渡輪"]),
        ("夜間渡輪", ["夜間", "間渡", "渡輪"]),
        ("渡的輪船", ["輪船"]),
        ("渡ぁ輪船", ["輪船"]),
        ("渡", []),
        ("", []),
    ],
)
def test_pairs_of_neighbours_that_can_be_words(run: str, pairs: list[str]) -> None:
    assert list(tokens.pairs(run)) == pairs


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("Plain text, it's 1.", True),
        ("a\tb", False),
        ("a\x1bb", False),
        ("“Quoted” – text…", True),
        ("naïve", False),
        ("a\u200bb", False),
        ("a\u00a0b", False),
        ("5\u20ac", True),
        ("½", False),
        ("a Ⓐ b", False),
        ("渡輪", False),
    ],
)
def test_a_text_is_simple_when_lower_case_is_all_that_it_takes(text: str, simple: bool) -> None:
    assert tokens.is_simple(text) == simple


@given(st.text(st.sampled_from("aB “”’–…é\u200b½\t")))
def test_what_is_simple_is_compared_in_lower_case(text: str) -> None:
    if tokens.is_simple(text) and "\t" not in text:
        assert folded(text, caseless=True) == text.lower()


MARKS = [chr(code) for code in range(1, 0x20000) if unicodedata.category(chr(code)) in {"Mn", "Mc"}]


BETWEEN_MARKS = [
    char
    for mark in MARKS
    if (after := chr(ord(mark) + 2)) in MARKS
    and unicodedata.category(char := chr(ord(mark) + 1)) not in {"Mn", "Mc"}
    and not (char.isalnum() or char in "'’")
]
"""Characters of neither kind between two marks in the order of Unicode."""


@given(st.sampled_from(BETWEEN_MARKS))
def test_what_is_neither_letter_nor_mark_ends_a_run(char: str) -> None:
    assert tokens.runs(f"я{char}я") == ["я", "я"]


@given(st.sampled_from(MARKS))
def test_every_combining_mark_belongs_to_its_word(mark: str) -> None:
    """Marks of scripts without spaces end a run: those have runs of their own."""
    expected = ["я", "я"] if tokens.unspaced_runs(mark) else [f"я{mark}я"]
    assert tokens.runs(f"я{mark}я") == expected


@pytest.mark.parametrize(
    ("length", "blank", "sizes"),
    [
        (0, None, []),
        (4000, None, [4000]),
        (4000, 3000, [4000]),
        (4001, None, [4000, 1]),
        (4001, 1999, [4000, 1]),
        (4001, 2000, [2001, 2000]),
        (6000, 3999, [4000, 2000]),
        (6000, 4000, [4000, 2000]),
    ],
)
def test_a_long_text_is_cut_at_a_blank_if_one_comes_soon(length: int, blank: int | None, sizes: list[int]) -> None:
    text = "x" * length if blank is None else "x" * blank + " " + "x" * (length - blank - 1)
    found = list(tokens.pieces(text))
    assert "".join(found) == text
    assert [len(piece) for piece in found] == sizes


def test_a_long_text_is_cut_at_the_first_blank_that_comes() -> None:
    text = "x" * 2400 + " " + "x" * 1000 + " " + "x" * 700
    assert [len(piece) for piece in tokens.pieces(text)] == [2401, 1701]


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\t", "\x7f"])
@pytest.mark.parametrize("text", ["pa{}ss", "“pa{}ss”"])
def test_a_text_with_a_control_character_is_not_simple(text: str, hidden: str) -> None:
    """Folding removes or replaces it, so lower-casing the text is not enough."""
    assert not tokens.is_simple(text.format(hidden))
    assert tokens.is_simple(text.format(""))
