"""How often words are used in plain language."""

from __future__ import annotations

import pytest

from thread_parsers.text.word_frequency import ENGLISH, GRAMMAR, MAX_COMMON_RANK, RATES, is_common, is_plain, rate


def test_the_rate_of_an_english_word_follows_from_its_rank() -> None:
    assert ENGLISH[0] == "the"
    assert rate("the") == 1 / 20
    assert rate(ENGLISH[99]) == 1 / 1010
    rates = [rate(word) for word in ENGLISH]
    assert rates == sorted(rates, reverse=True)


@pytest.mark.parametrize("word", ["und", "perché", "не", "và", "의"])
def test_words_that_hold_sentences_together_have_one_rate_in_all_other_languages(word: str) -> None:
    assert rate(word) == 1 / 200
    assert is_common(word)
    assert is_plain(word)


def test_a_word_of_english_and_of_another_language_has_its_rate_in_english() -> None:
    assert rate("die") == pytest.approx(1 / (10 * (ENGLISH.index("die") + 2)))


def test_all_other_words_have_the_rate_of_rank_five_thousand() -> None:
    assert rate("quokka") == rate("zebra") == 1 / 50_010
    assert not is_plain("quokka")
    assert not is_common("quokka")


@pytest.mark.parametrize(
    "language", ["de", "fr", "es", "pt", "it", "nl", "ru", "uk", "pl", "tr", "id", "vi", "hi", "ko"]
)
def test_the_name_of_a_language_is_no_word(language: str) -> None:
    assert f"{language}:" not in RATES


def test_apostrophes_of_both_kinds_are_one() -> None:
    assert rate("don’t") == rate("don't") > rate("quokka")
    assert is_plain("don’t")


def test_the_first_words_are_common_and_later_ones_only_plain() -> None:
    assert MAX_COMMON_RANK == 250
    # A word that stands in the list twice counts by its first place.
    places = {word: place for place, word in reversed(list(enumerate(ENGLISH, 1)))}
    only_english = [word for word in places if RATES[word] != 1 / 200]
    assert all(is_common(word) == (places[word] <= MAX_COMMON_RANK) for word in only_english)
    assert all(is_plain(word) for word in ENGLISH)


def test_characters_of_grammar_are_single_ones() -> None:
    assert {"的", "了", "說"} <= GRAMMAR
    assert "渡" not in GRAMMAR
    assert not any(char.isascii() for char in GRAMMAR)
