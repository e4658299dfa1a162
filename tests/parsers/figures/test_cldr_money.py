"""Every currency and scale of the tables from CLDR is read, and ordinary words of the same form are not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from thread_parsers.figures import cldr_money
from thread_parsers.figures.figures import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGLISH = {"billions": "9"}
"""Words that are read as English, though they are another power of ten elsewhere."""


def rows(table: str) -> Iterator[tuple[str, str]]:
    """Meaning and word of each word of a table."""
    for row in table.split("|"):
        meaning, *words = row.split("/")
        yield from ((meaning, word) for word in words)


def names(text: str) -> list[str]:
    return [figure.value.name for figure in figures(text)]


def test_every_name_of_a_currency_is_read() -> None:
    for table in (cldr_money.NAMES, cldr_money.ENGLISH_NAMES):
        for code, name in rows(table):
            assert names(f"7 {name}, 8") == [f"7 {code}", "8"], name
            assert names(f"7 {name.title()}.") == [f"7 {code}"], name


def test_every_sign_is_read_before_and_after_the_number() -> None:
    for code, sign in rows(cldr_money.SIGNS):
        space = " " if sign[-1].isalpha() else ""
        assert names(f"{sign}{space}7.50 or 7.50 {sign}") == [f"7.5 {code}"] * 2, sign


def test_every_scale_is_read() -> None:
    for power, word in rows(cldr_money.SCALES):
        (figure,) = figures(f"7 {word} $")
        assert figure.value.amount == Decimal(7).scaleb(int(ENGLISH.get(word, power))), word
        assert figure.value.unit == "USD", word


def test_most_codes_are_read_in_capitals() -> None:
    unread = {code for code in cldr_money.CODES.split("/") if names(f"20 {code}") != [f"20 {code}"]}
    assert " ".join(sorted(unread)) == (
        "ALL AMD AWG BAM BOB BSD CDF CRC CUP CVE GEL KGS MAD MOP NIO NPR PEN SCR SDG SLE SOS SSP TOP"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3,5 mln zł", "3.5 million PLN"), ("20 złotych", "20 PLN"), ("1500 Kč", "1,500 CZK"), ("100 грн", "100 UAH"),
        ("2 mld. €", "2 billion EUR"), ("10 miljoner dollar", "10 million USD"), ("5 करोड़ रुपये", "50 million INR"),
        ("5 هزار دلار", "5,000 USD"), ("3 χιλιάδες ευρώ", "3,000 EUR"), ("₸500", "500 KZT"), ("₲500", "500 PYG"),
        ("5 million Mexican pesos", "5 million MXN"), ("9 South African rand", "9 ZAR"), ("5 Swiss francs", "5 CHF"),
        ("3亿加拿大元", "300 million CAD"), ("100澳元吧", "100 AUD"), ("20 COP", "20 COP"), ("CHF 20", "20 CHF"),
        ("20 usd", "20 USD"), ("20 de milioane de euro", "20 million EUR"),
    ],
)  # fmt: skip
def test_money_is_read_in_many_languages(text: str, expected: str) -> None:
    assert names(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "20 real problems", "20 won games", "20 pounds", "20 rand", "20 marks", "20 sol", "20 colons", "20 bolivianos",
        "20 dramas", "20 birra", "20 bats", "20 pen", "20 top", "20 all", "20 TOP TIPS", "20 ALL", "20 AMD cards",
        "20 AWG", "AMD 20", "COP 20", "SDG 20", "$AR 20", "20 kr", "20 bin", "20 bill", "20 new jobs", "20 aed",
        "20 Brazilian real estate agents", "20 Swiss people", "20 South African miners",
    ],
)  # fmt: skip
def test_ordinary_words_are_not_money(text: str) -> None:
    assert names(text) in (["20"], [])
