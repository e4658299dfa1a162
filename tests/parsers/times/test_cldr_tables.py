"""The tables of words are what the script writes from CLDR, and say what they should."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.scripts import script
from thread_parsers.times.cldr_words import LANGUAGES
from thread_parsers.times.tables import tables
from thread_parsers.times.time_units import UNIT_SECONDS
from thread_parsers.times.time_words import CLOCK_JOINS
from thread_parsers.times.times import TimeReader

PARSERS = Path(__file__).parents[3] / "parsers"


def test_the_tables_are_those_that_the_script_writes() -> None:
    """`make tables` writes them."""
    tables = script(PARSERS / "scripts" / "cldr_tables.py")
    written = tables.tables()
    assert set(written) == {
        "times/cldr_words.py", "times/common_words.py", "figures/month_names.py", "figures/cldr_money.py",
    }  # fmt: skip
    for name, text in written.items():
        assert (PARSERS / "thread_parsers" / name).read_text(encoding="utf-8") == text, name


@pytest.mark.parametrize("words", CLOCK_JOINS)
def test_every_word_that_joins_a_date_with_its_clock_is_read(words: str) -> None:
    assert TimeReader().read(f"24.12.2025 {words} 18:30") == TimeReader().read("2025-12-24 18:30")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_of_every_language_is_read(language: str) -> None:
    """Where two languages call two months alike, the dot behind the day tells them apart."""
    dot = "." if language == "hr" else ""
    for number, names in enumerate(LANGUAGES[language]["months"].split("|"), 1):
        for name in filter(None, names.split("/")):
            when = TimeReader().read(f"9{dot} {name} 2024")
            assert when is not None, name
            assert when == TimeReader().read(f"2024-{number:02}-09"), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_amount_of_every_language_is_read(language: str) -> None:
    words = LANGUAGES[language]
    assert words["frames"]
    for frame in words["frames"].split("/"):
        before, _, after = frame.partition("|")
        for unit, seconds in UNIT_SECONDS.items():
            # The first word is that of the plural; the last may be an abbreviation that another language has, too.
            when = TimeReader().read(f"{before} 3 {words[unit].split('/')[0]} {after}".strip())
            assert when is not None, (frame, unit)
            assert when.ago == 3 * seconds, (frame, unit)


def test_every_phrase_is_read_as_long_ago_as_it_says() -> None:
    for words, (number, seconds) in tables().phrases.items():
        when = TimeReader().read(words)
        assert when is not None, words
        assert when.ago == number * seconds, words
