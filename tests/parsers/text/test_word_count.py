"""What a word is, in many scripts, against a slow reading of the same definition."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.text import word_count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("   \n\t ", 0),
        ("--- … !!! 👍🏽 ❤️", 0),
        ("one", 1),
        ("two words", 2),
        ("don't stop, it’s fine", 4),
        ("'quoted words' and ’’so’ on", 5),
        ("well-known and snake_case", 5),
        ("$19 billion, 3.5%", 4),
        ("naïve e\u0301te\u0301 Ünlü", 3),
        ("Привет, мир — «да»", 3),
        ("مرحبا، كيف الحال؟", 3),
        ("می‌خواهم", 1),
        ("हिन्दी में लिखा।", 3),
        ("한국어 문장입니다", 2),
        ("软银这次是认真的", 8),
        ("軟銀、GPU 9000 台", 5),
        ("カタカナとひらがな", 9),
        ("ที่นี่", 2),
        ("AI模型ok", 4),
        ("soft\u00adhyphen", 1),
        ("1️⃣ 2️⃣", 2),
    ],
)
def test_a_word_is_counted_as_documented(text: str, expected: int) -> None:
    assert word_count.count(text.encode()) == expected


SAMPLE = st.text(
    st.one_of(
        st.sampled_from("ab9 '’\u200c\u00ad-_.\n软銀カนี่\u0e48한क्हि\u0301\ufe0f👍🏽éЖ«»…—، "),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@given(SAMPLE)
def test_counting_bytes_agrees_with_walking_over_the_characters(text: str) -> None:
    assert word_count.count(text.encode()) == _walk(text)


@given(st.lists(SAMPLE, max_size=8))
def test_many_texts_in_one_go_are_counted_as_each_by_itself(texts: list[str]) -> None:
    assert word_count.counts([text.encode() for text in texts]) == [_walk(text) for text in texts]


@given(st.binary(max_size=60))
def test_bytes_that_are_no_text_are_gaps_between_words(data: bytes) -> None:
    assert word_count.count(data) == _walk(data.decode("utf-8", "surrogateescape"))


def test_letters_of_every_alphabet_make_words() -> None:
    for code in range(0x110000):
        char = chr(code)
        if unicodedata.category(char)[0] == "L":
            assert word_count.part(char) in {"letter", "alone"}, hex(code)
        elif unicodedata.category(char)[0] in "SZC" and char not in word_count.JOINERS:
            assert word_count.part(char) == "gap", hex(code)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (0x0E00, 0x0EFF),  # Thai, Lao
        (0x1000, 0x109F),  # Burmese
        (0x1780, 0x17FF),  # Khmer
        (0x3005, 0x3007),
        (0x302A, 0x302F),
        (0x3031, 0x3035),
        (0x3041, 0x309F),  # hiragana
        (0x30A1, 0x30FF),  # katakana
        (0x31F0, 0x31FF),
        (0x3400, 0x4DBF),  # Han
        (0x4E00, 0x9FFF),
        (0xF900, 0xFAFF),
        (0xFF66, 0xFF9F),  # katakana, half-width
        (0x1AFF0, 0x1B16F),  # old kana
        (0x20000, 0x323AF),
    ],
)
def test_these_scripts_are_written_without_spaces_from_their_first_to_their_last_character(
    first: int, last: int
) -> None:
    assert [word_count.is_unspaced(chr(code)) for code in (first - 1, first, last, last + 1)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("char", "part"),
    [
        ("\ufdff", "gap"), ("\ufe00", "gap"), ("\ufe0f", "gap"), ("\ufe20", "letter"), ("\U000e0100", "gap"),
        ("\U000e01ef", "gap"), ("\u0301", "letter"), ("\u0903", "letter"), ("é", "letter"), ("½", "letter"),
        ("๑", "letter"), ("๛", "gap"), ("ก", "alone"), ("’", "joiner"), ("\u00ad", "joiner"), ("-", "gap"),
    ],
)  # fmt: skip
def test_a_character_is_a_letter_a_joiner_a_gap_or_a_word_alone(char: str, part: str) -> None:
    assert word_count.part(char) == part


def _walk(text: str) -> int:
    """Count by the definition, character by character."""
    counted, inside = 0, False
    for char in text:
        kind = word_count.part(char)
        if kind == "alone" or (kind == "letter" and not inside):
            counted += 1
        inside = kind == "letter" or (kind == "joiner" and inside)
    return counted
