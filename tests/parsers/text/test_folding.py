"""What counts as the same text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.text.folding import OffsetMap, composes, folded, has_capital, plain, straight_quotes
from thread_parsers.text.printable import printable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("I\u0307stanbul", "istanbul"),
        ("IŞIK", "ışık"),
        ("ΣΟΦΟΣ", "σοφος"),
        ("ﬁne", "FINE"),
        ("ＦＥＲＲＹ１２", "ferry12"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("𝐅erry ②", "ferry 2"),
        ("cafe\u0301", "CAFÉ"),
        ("\u1112\u1161\u11ab", "한"),
        ("pass\u200bword", "password"),
        ("co\u00adoperate", "cooperate"),
        ("\u202eferry\u202c", "ferry"),
        ("12\u00a0crowns", "12 crowns"),
        ("night\nferry", "night ferry"),
        ("night\u3000ferry", "night ferry"),
        ("❤\ufe0f", "❤"),
        ("👍🏽", "👍"),
        ("1\ufe0f\u20e3", "1"),
        ("m² H₂O ⁿ", "m2 h2o n"),
        ("㎏ ⅷ ⓐ", "kg viii a"),
        ("pass\x1bword\x7f", "password"),
        ("pass\x1bword\u0085é", "password é"),
    ],
)
def test_these_are_the_same_when_case_is_ignored(one: str, other: str) -> None:
    assert folded(one, caseless=True) == folded(other, caseless=True)


@pytest.mark.parametrize(("one", "other"), [("schon", "schön"), ("cafe", "cafe\u0301"), ("...", "…"), ("1/2", "½")])
def test_these_are_not_the_same(one: str, other: str) -> None:
    assert folded(one, caseless=True) != folded(other, caseless=True)


@pytest.mark.parametrize(
    ("text", "same"),
    [("Ｆerry", "Ferry"), ("ſo", "so"), ("i\u0307", "i\u0307"), ("É\tÖ", "É Ö"), ("\ud800É", "\ud800É")],
)
def test_case_counts_when_it_is_not_ignored(text: str, same: str) -> None:
    assert folded(text, caseless=False) == same


WIDE = "".join(map(chr, range(ord("Ａ"), ord("Ｚ") + 1)))
"""More kinds of unusual characters than are replaced one after the other."""


def test_text_of_many_unusual_characters_is_folded_like_any_other() -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    text = f"Tab\t\n\x1bI\u0307 {WIDE}"
    assert folded(text, caseless=False) == f"Tab  İ {alphabet}"
    assert folded(text, caseless=True) == f"tab  i {alphabet.lower()}"
    assert plain(text) == f"Tab\t\nİ {alphabet}"


def test_what_an_expression_is_held_against_keeps_case_and_white_space_of_ascii() -> None:
    assert plain("É\t\v\n\x1bx\u2003y") == "É\t\v\nx y"
    assert plain("E\t\v\n\x1bx") == "E\t\v\nx"


def test_a_lone_surrogate_is_itself() -> None:
    assert folded("\ud800A", caseless=True) == "\ud800a"


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("aß\nb", [(0, 1), (1, 2), (1, 2), (2, 3), (3, 4)]),
        ("a\u200bb", [(0, 1), (2, 3)]),
        ("x\u0301y", [(0, 1), (1, 2), (2, 3)]),
        ("e\u0301x", [(0, 2), (2, 3)]),
        ("xe\u200b\u0301y", [(0, 1), (1, 4), (4, 5)]),
        ("ｶﾞx", [(0, 2), (2, 3)]),
        ("", []),
    ],
)
def test_each_folded_character_leads_back_to_where_it_came_from(text: str, origins: list[tuple[int, int]]) -> None:
    places = OffsetMap(text, caseless=True)
    assert [places.original(at, at + 1) for at in range(len(places))] == origins
    if origins:
        assert places.original(0, len(places)) == (origins[0][0], origins[-1][1])


@pytest.mark.parametrize(
    ("char", "does"),
    [
        ("\u0301", True),
        ("\u093e", True),
        ("\u1161", True),
        ("\u11ff", True),
        ("\uff9e", True),
        ("\uff9f", True),
        ("a", False),
        ("é", False),
        ("\u02ff", False),
        ("\u0300", True),
        ("\u1160", False),
        ("\u1200", False),
        ("\u200b", False),
        ("\uffa1", False),
    ],
)
def test_marks_and_later_parts_of_a_syllable_compose(char: str, does: bool) -> None:
    assert composes(char) == does


@pytest.mark.parametrize(
    ("text", "has"), [("ferry", False), ("Ferry", True), ("ǅ", True), ("É", True), ("", False), ("渡輪 1", False)]
)
def test_a_search_with_a_capital_minds_the_case(text: str, has: bool) -> None:
    assert has_capital(text) == has


@given(st.text(), st.booleans())
def test_places_cover_the_folded_text_in_order(text: str, caseless: bool) -> None:
    size = len(folded(text, caseless=caseless))
    offsets = OffsetMap(text, caseless=caseless)
    assert len(offsets) == size
    spans = [offsets.original(at, at + 1) for at in range(size)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.text(), st.booleans())
def test_folding_what_is_folded_changes_nothing(text: str, caseless: bool) -> None:
    once = folded(text, caseless=caseless)
    assert folded(once, caseless=caseless) == once


@given(st.text(st.sampled_from("aB \x1b\x7f\x00\u200b\u202e\u2066\ufeff\x9b\ufe0fé👍🏽"), max_size=9))
def test_hits_are_the_same_in_text_as_it_is_shown(text: str) -> None:
    assert folded(printable(text), caseless=True) == folded(text, caseless=True)


@given(st.text())
def test_text_in_pieces_is_the_same_as_composed_text(text: str) -> None:
    pieces, composed = (unicodedata.normalize(form, text) for form in ("NFD", "NFC"))
    assert folded(pieces, caseless=False) == folded(composed, caseless=False)


@given(st.text())
def test_plain_text_keeps_its_lines(text: str) -> None:
    assert plain(text).count("\n") == text.count("\n")


@given(st.text(st.sampled_from("a'’‘ʼ\"“”é\n\u200b"), max_size=9))
def test_curly_quotes_become_straight_in_their_place(text: str) -> None:
    straight = straight_quotes(text)
    assert len(straight) == len(text)
    assert not set(straight) & set("’‘ʼ“”")
    assert [one for one, other in zip(text, straight, strict=True) if one != other] == [
        char for char in text if char in "’‘ʼ“”"
    ]
