"""The words by which files are found: a text that contains a needle has all words that the needle asks for."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thread_parsers.library.words import MAX_WORD_CHARS, PIECE_CHARS, Wanted, wanted, words_in_steps, words_of
from thread_parsers.steps import run_to_end
from thread_parsers.text.folded_text import compared

TEXTS = st.text(
    st.sampled_from("abTHh 1_'-.ßŉİıſéẖ\u0301\u0331\u0345\u200b東京都กขé\uac00\u1100\u1161🎉☃\ue000\udc80\n")
    | st.characters(codec="utf-8"),
    max_size=40,
)


def has(words: set[str], one: Wanted) -> bool:
    return any(
        word == one.text
        if one.starts and one.ends
        else word.startswith(one.text)
        if one.starts
        else word.endswith(one.text)
        if one.ends
        else one.text in word
        for word in words
    )


@example(text="H\u0331x", caseless=False, start=0, size=1)
@example(text="aẞ\u0301", caseless=False, start=0, size=2)
@example(text="\u0301ab", caseless=False, start=0, size=3)
@example(text="東京都", caseless=True, start=1, size=1)
@given(text=TEXTS, caseless=st.booleans(), start=st.integers(0, 40), size=st.integers(1, 40))
def test_a_text_has_the_words_of_all_that_is_in_it(text: str, caseless: bool, start: int, size: int) -> None:
    needle = compared(text, caseless=caseless)[start : start + size]
    words = run_to_end(words_in_steps(text))
    assert all(has(words, one) for one in wanted(needle))
    beginning = compared(text, caseless=caseless)[:size]
    assert all(has(words, one) for one in wanted(beginning, starts=True))


@given(st.integers(1, 3 * MAX_WORD_CHARS), st.integers(0, 3 * MAX_WORD_CHARS), st.integers(1, 2 * MAX_WORD_CHARS))
def test_a_long_word_is_found_by_any_part(length: int, start: int, size: int) -> None:
    word = "".join(chr(ord("a") + number % 25) + str(number) for number in range(length))[:length]
    words = words_of(f"- {word} -")
    assert max(map(len, words)) <= MAX_WORD_CHARS
    part = word[start : start + size]
    assert all(has(words, one) for one in wanted(part))
    assert all(has(words, one) for one in wanted(f" {word} "))


@pytest.mark.parametrize("unit", ["{}", "{} ", "東京{}", "a 東", "é\u0301{}"])
def test_a_text_in_pieces_has_the_words_of_the_whole(unit: str) -> None:
    text = "".join(unit.format(number) for number in range(5 * PIECE_CHARS // len(unit))) + " end of it"
    words = run_to_end(words_in_steps(text))
    folded = compared(text, caseless=True)
    for at in range(0, len(folded), 37):
        assert all(has(words, one) for one in wanted(folded[at : at + 40]))
    assert {"end", "it"} <= words


def test_words_are_divided_by_signs_and_scripts() -> None:
    assert words_of("it's 1,5 snake_case — naïve") == {"it", "s", "1", "5", "snake_case", "naïve"}
    assert words_of("去東京都a") == {"去東", "東京", "京都", "都", "a"}


def test_a_needle_asks_for_whole_words_inside_and_parts_at_its_ends() -> None:
    assert wanted("am the tr") == (
        Wanted("am", starts=False, ends=True),
        Wanted("the", starts=True, ends=True),
        Wanted("tr", starts=True, ends=False),
    )
    assert wanted("-- !") == ()
    assert wanted("京") == (Wanted("京", starts=True, ends=False),)
    assert wanted("京!") == (Wanted("京", starts=True, ends=True),)


def test_the_end_of_a_capital_is_not_asked_for() -> None:
    assert unicodedata.normalize("NFC", "h\u0331") == "\u1e96"
    assert wanted("AH") == (Wanted("a", starts=False, ends=False),)
