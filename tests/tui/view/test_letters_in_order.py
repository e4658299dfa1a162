"""Titles are found by letters in order, best where the letters are together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_reader.view.letters_in_order import APART, best_found, find_letters


@pytest.mark.parametrize(
    ("letters", "title", "marked", "rank"),
    [
        ("fold", "unfold, fold", "       ^^^^", 0),
        ("fold", "unfold", "  ^^^^", 1),
        ("FOLD A", "fold all", "^^^^^^", 0),
        ("fla", "fold all", "^ ^  ^", APART),
        ("f a", "fold all", "^    ^", APART),
        ("", "fold all", "", 0),
        ("ß", "Straße", "    ^", 1),
    ],
)
def test_the_letters_are_marked_in_the_title(letters: str, title: str, marked: str, rank: int) -> None:
    found = find_letters(letters, title)
    assert found is not None
    places = tuple(at for at, sign in enumerate(marked.replace("       ^^^^", "        ^^^^")) if sign == "^")
    assert (found.places, found.rank) == (places, rank)


def test_letters_in_another_order_are_not_found() -> None:
    assert find_letters("df", "fold") is None
    assert find_letters("ff", "fold") is None


def test_letters_apart_count_only_where_no_title_has_them_together() -> None:
    titles = {"a": "fold all", "b": "unfold", "c": "from old to new"}
    assert sorted(best_found("fold", titles)) == ["a", "b"]
    assert sorted(best_found("fl", titles)) == ["a", "b", "c"]
    assert best_found("xyz", titles) == {}
    assert best_found("", titles).keys() == titles.keys()


@given(st.text(max_size=8), st.text(max_size=40))
def test_what_is_marked_are_the_letters_in_order(letters: str, title: str) -> None:
    found = find_letters(letters, title)
    if found is not None:
        assert list(found.places) == sorted(set(found.places))
        marked = "".join(title[at].lower()[:1] for at in found.places)
        assert "".join(marked.split()) == "".join(char.lower()[:1] for char in letters if not char.isspace())
