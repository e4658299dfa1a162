"""Figures: what is written, in many shapes and languages, to what it comes to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thread_parsers.figures.figure import Value
from thread_parsers.figures.figure_query import FigureQuery
from thread_parsers.figures.figures import figures
from thread_parsers.stats.figure_stats import FigureCollector
from thread_parsers.stats.scan.marker import Block, Marker, spelled
from thread_parsers.steps import run_to_end
from thread_parsers.text.segments import pieces


def names(text: str) -> list[str]:
    return [figure.value.name for figure in figures(text)]


MONEY = {
    "19 billion USD": [
        "$19 billion", "$19bn", "$19B", "US$19 billion", "USD 19 billion", "19 billion dollars",
        "19 billion US dollars",
        "nearly 19 billion USD", "19,000,000,000 dollars", "$19,000,000,000", "19.0 billion dollars", "$ 19 billion",
        "nineteen billion dollars", "a 19-billion-dollar plan", "190亿美元", "190億ドル", "190억 달러",
        "19 Mrd Dollar",
        "19 milliards de dollars", "19 mil millones de dólares", "19 миллиардов долларов", "19 млрд долл",
    ],
    "3 trillion JPY": [
        "3 trillion yen", "¥3 trillion", "3万亿日元", "3兆円", "三兆円", "３兆円", "3,000,000,000,000 yen",
    ],
    "1.5 million EUR": [
        "€1.5 million", "1,5 Millionen Euro", "1.5m euros", "1 500 000 евро", "1.500.000 euros", "€1.5m",
    ],
    "120 million JPY": ["1億2000万円", "1億2千万円", "120 million yen"],
    "1,234.5 EUR": ["1.234,50 Euro", "€1,234.50", "1’234.50 EUR", "1\u202f234,5 euros"],
    "1,234,567 INR": ["12,34,567 rupees", "₹1,234,567"],
    "50 million INR": ["5 crore rupees"],
    "-5 USD": ["-$5", "−5 dollars"],
    "500,000 USD": ["half a million dollars", "$500k", "$500,000", "500 thousand dollars"],
    "0.25 BTC": ["0.25 BTC", "₿0.25", "0,25 bitcoin"],
    "20 CAD": ["20 Canadian dollars", "C$20"],
    "7.5 CNY": ["7.5 yuan", "7.5元", "RMB 7.5", "7.5 RMB"],
}  # fmt: skip

OTHERS = {
    "45%": [
        "45%", "45 %", "45 percent", "45 per cent", "４５％", "forty-five percent", "45 Prozent", "百分之四十五",
        "45 процентов",
    ],
    "-3.5%": ["-3.5%", "fell by −3.5 %"],
    "100": ["100 experts", "a hundred people", "about 100 of them", "one hundred of them"],
    "1,250": ["1,250 votes", "1250 votes", "twelve hundred fifty"],
    "12": ["a dozen eggs", "12 eggs"],
    "19 billion": ["19 billion", "190亿", "betting 19 billion on it"],
    "2019": ["my mac 2019", "it came out 2019"],
    "2024": ["It's already 2024.", "in 2024", "2024年"],
    "2025-12-24": [
        "2025-12-24", "2025/12/24", "24.12.2025", "24 December 2025", "December 24, 2025", "Dec. 24th, 2025",
        "24 de diciembre de 2025",
        "24. Dezember 2025", "24 декабря 2025", "2025年12月24日",
    ],
    "2025-12": ["December 2025", "2025年12月", "in 2025-12", "Aralık 2025", "joulukuu 2025", "декабря 2025"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, forms in (MONEY | OTHERS).items() for text in forms])
def test_a_value_is_the_same_however_it_is_written(name: str, text: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "at 06:14", "at 06:14:30", "version 3.11.7", "192.168.0.1", "GPT-4 and Web3 and H100", "the 21st century",
        "24/7", "0/400",
        "https://example.org/2024/05?id=99", "www.example.org/1", "issue #12", "@user99", "5G and 3D", "100x",
        "5m away",
        "千万不要", "one of us", "hundreds of people", "millions", "a percentage", "user_1", "b2b", "v2", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10-15%", ["10%", "15%"]),
        ("$10-15 billion", ["10 billion USD", "15 billion USD"]),
        ("10 to 15 million euros", ["10 million EUR", "15 million EUR"]),
        ("from 2019 to 2021", ["2019", "2021"]),
        ("3 trillion yen (nearly 19 billion USD)", ["3 trillion JPY", "19 billion USD"]),
        ("9 to 4", ["9", "4"]),
        ("500-1500 users", ["500", "1,500"]),
        ("500 to 1,500 users", ["500", "1,500"]),
        ("500-1500 €", ["500 EUR", "1,500 EUR"]),
        ("5-10k", ["5,000", "10,000"]),
        ("500-1.5 million", ["500", "1.5 million"]),
        ("500-1500万", ["5 million", "15 million"]),
        ("a hundred to 5 million", ["100", "5 million"]),
        ("50€-60€", ["50 EUR", "60 EUR"]),
        ("$5-$10", ["5 USD", "10 USD"]),
        ("10%-20%", ["10%", "20%"]),
        ("5 to 10 000 €", ["5 EUR", "10,000 EUR"]),
    ],
)
def test_what_one_end_of_a_range_tells_holds_for_both(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50 €", ["50 EUR"]), ("20$", ["20 USD"]), ("1.4 million €", ["1.4 million EUR"]), ("3k€", ["3,000 EUR"]),
        ("1,5 Mio. €", ["1.5 million EUR"]), ("50€/month", ["50 EUR"]), ("-20$.", ["-20 USD"]), ("20 US$", ["20 USD"]),
        ("20$ 30$", ["20 USD", "30 USD"]), ("5 $10", ["5", "10 USD"]), ("5 $ 10", ["5", "10 USD"]),
        ("7¥8", ["7", "8 JPY"]), ("10% €", ["10%"]), ("10 000 €", ["10,000 EUR"]), ("€10 500", ["10,500 EUR"]),
        ("1 250,50 евро", ["1,250.5 EUR"]), ("10 000 users", ["10,000"]), ("in 3 500 sat", ["3", "500"]),
        ("12 345 678 €", ["12,345,678 EUR"]), ("10 000-15 000 €", ["10,000 EUR", "15,000 EUR"]),
        ("2 100 and 3", ["2", "100", "3"]),
    ],
)  # fmt: skip
def test_a_currency_may_follow_its_number(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_figure_knows_its_place_its_hedge_and_what_is_counted() -> None:
    text = "They chose about 100 top experts, nearly $19 billion."
    count, money = figures(text)
    assert (count.hedge, count.noun, text[count.start : count.end]) == ("about", ("top", "experts"), "100")
    assert (money.hedge, money.noun, text[money.start : money.end]) == ("nearly", (), "$19 billion")


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("It's already 2024", True),
        ("is it 2024 already", False),
        ("now 2024", True),
        ("snow 2024", False),
        ("since 2024", False),
        ("都2024年了", True),
        ("уже 2024", True),
    ],
)
def test_a_year_may_be_called_the_present_one(text: str, present: bool) -> None:
    (figure,) = figures(text)
    assert figure.present is present


AMOUNTS = st.decimals(0, 10**15, allow_nan=False, allow_infinity=False, places=2)
VALUES = st.one_of(
    st.builds(Value, st.just("money"), AMOUNTS, st.sampled_from(["USD", "JPY", "EUR", "BTC", "CNY"])),
    st.builds(Value, st.just("percent"), AMOUNTS),
    st.builds(Value, st.just("number"), AMOUNTS),
    st.builds(Value, st.just("year"), st.integers(1900, 2099).map(Decimal)),
    st.builds(Value, st.just("date"), st.dates().map(lambda day: Decimal(f"{day:%Y%m%d}"))),
)


@given(VALUES)
def test_reading_the_name_of_a_value_gives_the_value(value: Value) -> None:
    asked = FigureQuery.read(value.name)
    assert asked is not None
    assert asked.value == value


WORDS = (
    "$ 19 billion,1.5 million a hundred percent % 千 万 百分之 三 亿 美元 2024 - to 10:20 / . , ' dozen illion "
    "＄ ¥ ٣ ½ ² ⅷ é Σ İ de d' \n"
)
CHARS = "19$.,%万a- 亿€mkB/年月日百分之"
PIECES = st.one_of(
    st.lists(st.sampled_from(WORDS.split(" ")) | st.text(max_size=3), max_size=14).map(" ".join),
    st.text(st.sampled_from(CHARS), max_size=25),
    st.lists(st.sampled_from(["a", "nineteen", "hundred", "per", "cent", "12", "to", ",", "\n", "\n---\n", "\t"])).map(
        " ".join
    ),
)


@given(PIECES)
@example("İ 19 billion")
def test_figures_stand_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for figure in figures(text):
        assert end <= figure.start < figure.end <= len(text)
        assert figure.text == text[figure.start : figure.end].strip()
        end = figure.end


@given(PIECES)
def test_lines_that_are_skipped_contain_no_figures(text: str) -> None:
    collector = FigureCollector()
    body = text.encode("utf-8", "surrogateescape")
    words = [spelled(body)]
    for _ in collector.add(Block([0], [body], words, run_to_end(Marker([]).of(words)))):
        pass
    stated = [figure.value for start, end in pieces(body) for figure in figures(body[start:end].decode())]
    assert set(collector.entries) == set(stated)


@pytest.mark.parametrize(
    ("asked", "text", "meant"),
    [
        ("$19 billion", "19 billion dollars it is", True),
        ("$19 billion", "19 billion", False),
        ("100 experts", "100 top experts", True),
        ("100 expert", "100 top experts", True),
        ("100 experts", "100 people", False),
        ("100", "100 people", True),
        ("now 2024", "It's already 2024", True),
        ("now 2024", "back in 2024", False),
        ("2024", "back in 2024", True),
        ("45%", "forty-five percent", True),
    ],
)
def test_a_figure_is_asked_for_as_anyone_would_type_it(asked: str, text: str, meant: bool) -> None:
    question = FigureQuery.read(asked)
    assert question is not None
    assert question.matches(text) is meant


def test_words_ask_for_no_figure() -> None:
    assert FigureQuery.read("many") is None
