"""Numbers with the same window are parsed once: the result is that of parsing each within its text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thread_parsers.figures import figures as parsing
from thread_parsers.figures.figures import figures
from thread_parsers.figures.windows import window

if TYPE_CHECKING:
    from thread_parsers.figures.figure import Figure

WORDS = (
    "5", "19", "2019", "1,200", "3.5", "12:30", "10 000", "45%", "$5", "$", "€", "US$", "EUR", "-5", "~5", "#5", "a5",
    "million", "Billion", "k", "m", "5k", "5m", "B", "percent", "per", "cent", "dollars", "dollarsy", "bucks", "US",
    "Hong", "Kong", "Swiss", "francs", "u.s.", "mille", "milliards", "milliardsx", "March", "may", "of", "de", "d'",
    "st", "th", "to", "–", "(5)", "1/2", "1.2.3", "5 May 2020", "May 5, 2020", "2019-05-03", "万", "5万", "人", "é5",
    "5é", "now", "about", "nearly", "people", "ferry,", "bridges.", "https://example.org/5", "\u00a0", "\t", "hundred",
)  # fmt: skip
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " ", " ", " ", "\n", ", ", ". "])), max_size=9)


def parsed_in_text(text: str) -> list[Figure]:
    """The figures of a text without windows."""
    with patch.object(parsing, "window", return_value=None):
        return list(figures(text))


@settings(max_examples=400)
@given(TEXTS)
def test_a_window_says_what_the_text_says(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + after for word, after in parts)
    assert list(figures(text)) == parsed_in_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "5 milliardsx", "5 mille milliardsx", "5 Hong Kong dollarsy", "on 3 of May 2020", "10 May 2020",
        "10 people 2020", "It rose.\n5\nmillion", "5 u.s. dollars", "(-$5) people", "in March 2019 people",
        "since. 2019 people",
        "5 $ 10", "5 d'euros", "it's now 2024 here", "more than 300 ferries of them", "5 st of", "1st of May 2020",
    ],
)  # fmt: skip
def test_words_in_the_tables_belong_to_the_window(text: str) -> None:
    assert list(figures(text)) == parsed_in_text(text)


def test_words_in_no_table_do_not() -> None:
    first, other = "We paid 19 billion dollars, the ferries", "They spent 19 billion dollars, which nobody knew"
    assert window(first, 8, 10, 0) == window(other, 11, 13, 0) == (" 19 billion dollars, ", 1, 3)
