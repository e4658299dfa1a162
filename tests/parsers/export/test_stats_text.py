"""The report for people and the values for programs."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thread_parsers import stats
from thread_parsers.export.stats_json import values
from thread_parsers.export.stats_text import report
from thread_parsers.export.text_charts import bar, sparkline
from thread_parsers.reading import read

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_report_is_whole_lines_without_blank_ends(path: Path) -> None:
    for line in report(read(path)):
        assert line.count("\n") == 1
        assert line == line.rstrip() + "\n"


def test_a_report_tells_what_disagrees_and_where(discuss: Any, post: Any) -> None:
    discussion = discuss(
        [post("Ada", "Well.\nIt is 400 million euros"), post("Ben", "€400 million!")], ["It costs 40 million euros."]
    )
    text = "".join(report(discussion))
    assert "conflict: 400 million euros against 40 million euros (10 times as much)" in text
    assert "line 3, Ada and 1 more" in text
    assert 'value:"400 million EUR"' in text


def test_a_declared_score_below_zero_is_written_and_charts_of_such_are_empty(discuss: Any, post: Any) -> None:
    discussion = discuss([post("Ada", "one")])
    discussion.engagement.likes = -3
    assert "likes      -3 declared\n" in list(report(discussion))
    assert values(stats.measure(discussion))["engagement"]["tallies"][-1]["declared"] == -3
    assert (bar(-0.5), sparkline([-3, 0, -1]), sparkline([-3, 2])) == ("", "   ", " █")


def test_a_difference_to_what_is_declared_is_said(discuss: Any, post: Any) -> None:
    lines = list(report(discuss([post("Ada", "one")], declared=3)))
    assert "comments   1 read, 3 declared, 2 fewer than declared\n" in lines


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_rows_fit_80_columns_unless_a_query_or_a_figure_is_long(path: Path) -> None:
    for line in report(read(path)):
        width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line.rstrip("\n"))
        assert width <= 80 or '"' in line or "value:" in line or "before:" in line, line


@pytest.mark.parametrize(("cells", "end"), [(49, "xx."), (50, "xxx…")])
def test_a_sentence_is_cut_only_if_it_does_not_fit(discuss: Any, post: Any, cells: int, end: str) -> None:
    sentence = "The ferry is late ".ljust(cells - 1, "x") + "."
    (row,) = (line for line in report(discuss([post("Ada", "one")], [sentence])) if "about:1" in line)
    assert row == f"        0        0  about:1   {sentence[: 49 - len(end)]}{end}\n"


@pytest.mark.parametrize(("share", "drawn"), [(0, ""), (1, "████"), (0.5, "██"), (0.001, "▏"), (0.625, "██▌")])
def test_a_bar_shows_eighths_and_whatever_is_not_nothing(share: float, drawn: str) -> None:
    assert bar(share, 4) == drawn


@given(st.lists(st.integers(0, 1000), max_size=30))
def test_a_sparkline_has_a_cell_for_each_number(numbers: list[int]) -> None:
    drawn = sparkline(numbers)
    assert len(drawn) == len(numbers)
    assert all((sign == " ") == (number == 0) for sign, number in zip(drawn, numbers, strict=True))


def test_values_name_comments_by_their_ids(discuss: Any, post: Any) -> None:
    discussion = discuss([post("Ada", "no"), post("Ben", "400 million euros")], ["It costs 40 million euros."])
    (conflict,) = values(stats.measure(discussion))["figures"]["conflicts"]
    assert conflict["ids"] == [2]


TIMES = st.sampled_from(["", "2026-01-01T10:00", "2020-01-01"])
TEXTS = st.text(st.sampled_from("ab 19$%软\n-'é2024.€"), max_size=30) | st.text(max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.tuples(TEXTS, TEXTS, TIMES), max_size=6), article=TEXTS)
def test_anything_at_all_has_a_report_and_values(
    discuss: Any, post: Any, rows: list[tuple[str, str, str]], article: str
) -> None:
    discussion = discuss([post(*row) for row in rows], [article.replace("\n", " ")])
    assert "".join(report(discussion))
    assert json.dumps(values(stats.measure(discussion)))
