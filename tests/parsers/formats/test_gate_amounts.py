"""The numbers of counters on Gate pages, in the shapes of many languages."""

from __future__ import annotations

import pytest

from thread_parsers.formats.gate.amounts import Amount, amount_of, labelled


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("0", 0),
        ("16", 16),
        ("1,234", 1234),
        ("1.234", 1234),
        ("1 234", 1234),
        ("1\u202f234", 1234),
        ("1’234’567", 1_234_567),
        ("12,34,567", 1_234_567),
        ("1.2K", 1200),
        ("1.2 k", 1200),
        ("12.38K", 12_380),
        ("1.234K", 1234),
        ("12,3 тыс.", 12_300),
        ("3 тис", 3000),
        ("12,3 mil", 12_300),
        ("1,5 rb", 1500),
        ("1.2万", 12_000),
        ("3萬", 30_000),
        ("2만", 20_000),
        ("4億", 400_000_000),
        ("1.5M", 1_500_000),
        ("2,5 млн", 2_500_000),
        ("1.2B", 1_200_000_000),
        ("٣", 3),
    ],
)
def test_a_counter_has_its_number(label: str, number: int) -> None:
    assert amount_of(label) == Amount(number)


@pytest.mark.parametrize("label", ["99+", "99 +", "1K+"])
def test_a_counter_may_be_the_least_number(label: str) -> None:
    amount = amount_of(label)
    assert amount is not None
    assert amount.at_least


@pytest.mark.parametrize(
    "label", ["", "Share", "1.2", "12.38", "3/10", "0/400", "16 10", "-3", "+", "5 stars", "1.2.3K", "12:30", "1" * 16]
)
def test_other_labels_are_not_counters(label: str) -> None:
    assert amount_of(label) is None


@pytest.mark.parametrize(
    ("text", "amount", "label"),
    [
        ("16 likes", 16, "likes"),
        ("likes: 16", 16, "likes"),
        ("1.2k likes", 1200, "likes"),
        ("12,3 тыс. лайков", 12_300, "лайков"),
        ("5人点赞了这条动态", 5, "人点赞了这条动态"),
        ("5 mi piace", 5, "mi piace"),
    ],
)
def test_a_number_with_its_label_is_divided(text: str, amount: int, label: str) -> None:
    assert (Amount(amount), label) in labelled(text)
