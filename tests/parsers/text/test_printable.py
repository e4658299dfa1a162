"""What may be shown: nothing acts, nothing hides, and what is written stays as it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.text.printable import DOTTED_CIRCLE, MAX_COMBINING_MARKS, REPLACEMENT, printable

NASTY = "\x00\x07\x08\t\n\r\x1b\x7f\x85\x9b\x9d\u034f\u0301\u064b\u115f\u1160\u1161\u17b4\u180b\u200b\u200c\u200d\u202e"
NASTY += (
    "\u2028\u2066\u20e3\u3164\ud800\ufe0e\ufe0f\ufeff\uffa0\ufffe\U0001f3fd\U0001f44d\U0001f469\U000e0041\U000e0100"
)
LINES = st.text(st.one_of(st.characters(), st.sampled_from(NASTY + "a1#کक葛▶[]:$é")))
EVERY = [chr(code) for code in range(0x110000)]


def test_nothing_of_any_code_point_acts_or_hides() -> None:
    """All 1,114,112 of them: one printable character or more each, and what was shown once stays as it is."""
    for char in EVERY:
        safe = printable(char)
        assert safe, f"U+{ord(char):04X} vanished"
        if not safe.isprintable():
            assert safe == char, f"U+{ord(char):04X} became {safe!a}"
            assert unicodedata.category(char) in {"Zs", "Co", "Cf", "Cn"}
        assert printable(safe) == safe


def test_letters_digits_and_signs_of_all_scripts_stay() -> None:
    changed = {char for char in EVERY if char.isprintable() and unicodedata.category(char)[0] in "LNPSZ"}
    changed = {char for char in changed if printable(char) != char}
    expected = ("FILLER", "HANGUL JUNGSEONG", "HANGUL JONGSEONG", "EMOJI MODIFIER FITZPATRICK")
    assert [name for name in map(unicodedata.name, changed) if not any(words in name for words in expected)] == []


@pytest.mark.parametrize(
    "text",
    [
        "[Coin World] said: :smile: costs $5 [/] [bold]x[/bold] \\[ {a} %s <b> &amp;",
        "日本語のテキスト、한국어, русский, ελληνικά, עִבְרִית, العربية, हिन्दी, ไทย",
        "Tiếng Việt, na\u0308ive, e\u0301",
        "🩷 and 🫨 are younger than some Pythons; 🇩🇪 is a flag; ♥ ⚕ ▶ are signs",
        "no-break\u00a0space, ideographic\u3000space, private \ue000",
        "\u0600\u0661\u0662 \u06dd",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("\x1b[2J\x1b]0;title\x07", "␛[2J␛]0;title␇"),
        ("a\x00b\x7fc\x85d\x9b31m", "a␀b␡c␦d␦31m"),
        ("one\ttwo", "one    two"),
        ("two\r\nlines", "two␍␊lines"),
        ("access \u202e\u2066 granted\u2069", "access ␦␦ granted␦"),
        ("pass\u200bword, hy\u00adphen, \ufeffmark", "pass␦word, hy␦phen, ␦mark"),
        ("a\u200db\u200dc", "a␦b␦c"),
        ("X\u200dX", "X␦X"),
        ("\u3164\u115f\uffa0\u034f", "␦␦␦␦"),
        ("\ud83d\udc4d\udcff", "␦␦␦"),
        ("a\U000e0062\U000e0063", "a␦␦"),
        ("\ufdd0\uffff\u0378", "␦␦␦"),
        ("next\u2028line", "next␦line"),
    ],
)
def test_what_would_act_or_hide_is_a_mark(text: str, safe: str) -> None:
    assert printable(text) == safe


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("👨\u200d👩\u200d👧 home", "👨 home"),
        ("❤\ufe0f ☺\ufe0e", "❤ ☺"),
        ("👍🏽👍🏿", "👍👍"),
        ("1\ufe0f\u20e3 #\u20e3 *\ufe0f", "1 # *"),
        ("🏳\ufe0f\u200d🌈 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "🏳 🏴"),
        ("葛\U000e0100城", "葛城"),
        ("می\u200cخواهم", "میخواهم"),
        ("क्\u200dष", "क्ष"),
    ],
)
def test_sequences_that_are_spelling_are_simplified(text: str, safe: str) -> None:
    assert printable(text) == safe


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("❤\ufe0f\ufe0f\ufe01", "❤␦␦"),
        ("葛\U000e0100\U000e0101", "葛␦"),
        ("a\ufe0f", "a␦"),
        ("می\u200c\u200cخواهم", "می␦␦خواهم"),
        ("🏽", "␦"),
        ("🏴\U000e0068\U000e0069\U000e007f", "🏴␦␦␦"),
        ("👍\u200d", "👍␦"),
    ],
)
def test_a_message_cannot_hide_in_what_is_simplified(text: str, safe: str) -> None:
    assert printable(text) == safe


def test_combining_marks_cannot_paint_over_other_lines() -> None:
    assert printable("Z" + "\u0301" * 1000 + "algo") == "Z" + "\u0301" * MAX_COMBINING_MARKS + REPLACEMENT + "algo"


@pytest.mark.parametrize("length", [*range(4090, 4110), 8192, 100_000])
@pytest.mark.parametrize("before", ["", "漢", "→→→"])
def test_marks_in_runs_of_any_length_cannot_paint_over_other_lines(before: str, length: int) -> None:
    shown = printable("Z" + before + "\u0301" * length + "algo")
    assert shown.startswith("Z" + before + "\u0301" * MAX_COMBINING_MARKS + REPLACEMENT)
    assert "\u0301" * (MAX_COMBINING_MARKS + 1) not in shown
    assert len(shown) < 20
    assert printable(shown) == shown
    assert printable("한" + "\u1161\u0301" * 50) == "한\u1161\u0301\u1161" + REPLACEMENT


@pytest.mark.parametrize("base", ["…", "—", "\u1160"])
def test_a_sign_that_is_no_letter_keeps_its_marks_too(base: str) -> None:
    marks = "\u0301" * MAX_COMBINING_MARKS
    assert printable(f"a{base}{marks}b") == printable(f"a{base}") + marks + "b"
    assert printable(f"a{base}{marks}\u0301b") == printable(f"a{base}") + marks + REPLACEMENT + "b"


@pytest.mark.parametrize(
    ("first", "last"), [(0x1F000, 0x1FAFF), (0x1FC00, 0x1FFFD), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)]
)
def test_places_for_new_emoji_and_ideographs_are_left_alone_to_their_ends(first: int, last: int) -> None:
    for code in (first, first + 1, last - 1, last):
        assert printable(chr(code)) == chr(code)
    for code in (first - 1, last + 1):
        if unicodedata.category(chr(code)) == "Cn":
            assert printable(chr(code)) == REPLACEMENT


def test_a_mark_with_nothing_below_is_not_drawn_into_the_frame() -> None:
    assert printable("\u0301x") == DOTTED_CIRCLE + "\u0301x"


@given(LINES)
def test_shown_again_is_the_same(line: str) -> None:
    assert printable(printable(line)) == printable(line)


@given(LINES)
def test_it_grows_no_more_than_tabs_make_it(line: str) -> None:
    assert len(printable(line)) <= 4 * len(line) + 1


@given(LINES, LINES)
def test_ascii_text_around_hostile_text_stays(line: str, other: str) -> None:
    safe = printable(f"before {line} between {other} after")
    assert safe.startswith("before ")
    assert safe.endswith(" after")
    assert " between " in safe
