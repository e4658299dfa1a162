"""Rows of the stats: bars, sentences in their place, headlines, dates below a chart, and the columns of a page."""

from __future__ import annotations

from array import array
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.discussions import Post, make_discussion
from thread_parsers.stats import Chosen, measure
from thread_reader.render.signs import ASCII, UNICODE
from thread_reader.render.stats import balanced, columns_that_fit, sections
from thread_reader.render.stats.page import Page, laid_out
from thread_reader.render.stats.row import Canvas, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_reader.render.signs import Signs

START = datetime(2025, 12, 10, 9)


def drawn(posts: Sequence[Post], width: int = 44, article: Sequence[str] = (), signs: Signs = UNICODE) -> list[str]:
    """The rows of all sections as text."""
    discussion = make_discussion(posts, article)
    canvas = Canvas(measure(discussion), discussion, width, signs)
    return [text(row) for rows in sections(canvas) for row in rows]


def text(row: Row) -> str:
    return "".join([part.text for part in row.parts] + [column.text for column in row.columns]).rstrip()


def section(lines: Sequence[str], name: str) -> list[str]:
    """The rows of a section, with its heading."""
    first = next(at for at, line in enumerate(lines) if line.startswith(name))
    rest = list(lines[first:])
    return rest[: rest.index("")] if "" in rest else rest


def wrote(**comments: int) -> list[Post]:
    """Comments of people, each of two words."""
    return [Post(name, "late ferry") for name, many in comments.items() for _ in range(many)]


def test_people_have_bars_of_their_comments_and_a_tail() -> None:
    rows = section(drawn(wrote(Ada=12, Ben=6, Cy=3, Di=3, Ed=2, Flo=2, Gus=1)), "People")
    assert rows == [
        "People  comments, share of words",
        "Ada  12  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━   41 %",
        "Ben   6  ━━━━━━━━━━━━━━                 21 %",
        "Cy    3  ━━━━━━━                        10 %",
        "Di    3  ━━━━━━━                        10 %",
        "Ed    2  ━━━━╸                           7 %",
        "… 2 more people, 1 to 2 comments",
    ]


def test_equal_bars_are_words_instead_of_comments() -> None:
    posts = [Post(name, " ".join(["ferry"] * words)) for name, words in (("Ada", 2), ("Ben", 8), ("Cy", 4))]
    rows = section(drawn(posts, 40), "People")
    assert rows[0] == "People  words, comments"
    assert [row.split() for row in rows[1:]] == [
        ["Ben", "8", "━" * 24, "1"], ["Cy", "4", "━" * 12, "1"], ["Ada", "2", "━" * 6, "1"],
    ]  # fmt: skip


def test_equal_words_too_are_a_sentence() -> None:
    people = {f"P{at}": 1 for at in range(9)}
    assert section(drawn(wrote(**people)), "People") == ["People  comments", "9 people, 1 comment each."]
    assert section(drawn(wrote(**{**people, "P3": 2, "P5": 2})), "People")[1:] == [
        "P3 and P5 wrote 2 comments each, 7 people 1."
    ]
    assert section(drawn(wrote(**{**people, "P3": 2})), "People")[1:] == ["P3 wrote 2 comments, 8 people 1."]


def test_a_conflict_is_a_headline_in_plain_words() -> None:
    posts = [
        Post("CanneryCat", "They said 14 million a year on the radio.", "2025-04-10T10:00"),
        Post("RugDreamer", "It is 2024 and nothing works.", "2025-04-10T11:00"),
        Post("Ada", "It is 2024!", "2025-04-10T12:00"),
    ]
    article = ["The trams cost 1.4 million euros a year."]
    assert section(drawn(posts, 78, article), "Figures that disagree") == [
        "Figures that disagree",
        "2024  RugDreamer and 1 more say 2024, wrote in 2025",
        "14 million  CanneryCat, 10 times the article's 1.4 million euros",
    ]
    assert section(drawn(posts, 40, article), "Figures that disagree")[-3:] == [
        "14 million", "  CanneryCat, 10 times the article's", "  1.4 million euros",
    ]  # fmt: skip


def at_hours(*hours: float) -> list[Post]:
    return [Post("Ada", "x", (START + timedelta(hours=hour)).isoformat()) for hour in hours]


def test_a_chart_over_two_weeks_has_dates_burst_and_silence() -> None:
    rows = section(drawn(at_hours(*range(0, 100, 2), *(60 + at / 9 for at in range(40)), 250, 330, 332)), "When")
    assert rows[0] == "When  one column = 12 hours"
    assert [row[4] for row in rows[1:6]] == ["┤", "│", "┤", "│", "│"]
    assert "▲" in rows[6]
    assert "╌╌╌╌╌╌" in rows[6]
    assert rows[7].split() == ["10", "Dec", "14", "18", "22"]
    assert rows[8:] == [
        "▲ burst, 12 Dec 21:00 – 13 Dec 01:20: 43",
        "╌ silence, 14 Dec 11:00 – 20 Dec 19:00",
        "╌ silence, 20 Dec 19:00 – 24 Dec 03:00",
        "  half were in by 12 Dec 22:40",
    ]


@pytest.mark.parametrize(
    ("hours", "width", "labels"),
    [
        ((0, 0.1, 0.2, 0.3, 0.4, 0.45, 0.46, 0.5), "1 minute", "10 Dec 09:10 09:20"),
        ((0, 2, 5, 9, 14, 20, 26, 31), "1 hour", "10 Dec 16h 11 08h"),
        ((0, 600, 900, 1500, 3000, 4000, 5000, 6000), "7 days", "Jan 2026 Apr Jul"),
        ((0, 6000, 9000, 15_000, 17_000, 19_000, 20_000, 24_000), "1 month", "2026 2027 2028"),
        ((0, 60_000, 90_000, 150_000, 170_000, 190_000, 200_000, 240_000), "1 year", "2025 2030 2040 2050"),
    ],
)
def test_labels_are_at_full_units_of_the_clock_and_the_calendar(
    hours: tuple[float, ...], width: str, labels: str
) -> None:
    rows = section(drawn(at_hours(*hours)), "When")
    assert rows[0] == f"When  one column = {width}"
    axis = next(at for at, row in enumerate(rows) if "└" in row)
    assert " ".join(rows[axis + 1].split()) == labels
    assert rows[axis].count("┴") == len(labels.replace("10 Dec", "x").replace("Jan 2026", "x").split())


def test_few_comments_have_no_chart() -> None:
    assert not any(row.startswith(("When", "Hour")) for row in drawn(at_hours(0, 5)))


def test_scores_lengths_and_depths_are_distributions() -> None:
    likes = [-30, -1, 0, 0, 0, 1, 3, 3, 7, 12_000]
    posts = [
        Post("Ada", " ".join(["x"] * (at + 1) ** 2), parent=at if at in (1, 2) else 0, likes=likes[at])
        for at in range(10)
    ]
    rows = drawn(posts, 40)
    assert [row.split()[:-1] for row in section(rows, "Score")[1:]] == [
        ["below", "-9", "1"], ["-1", "1"], ["0", "3"], ["1", "1"], ["2-4", "2"], ["5-9", "1"], ["10000+", "1"],
    ]  # fmt: skip
    said = " ".join(" ".join(section(rows, "Depth")[1:]).split())
    assert said == "8 comments on the article itself, 2 replies, at most 2 levels deep"
    deeper = [Post("Ada", "x", parent=parent) for parent in (0, 1, 2, 3, 1, 1, 0, 0, 0)]
    levels = section(drawn(deeper, 40), "Depth")[1:]
    assert [row.split()[:2] for row in levels] == [["0", "4"], ["1", "3"], ["2", "1"], ["3", "1"]]
    assert "━" in levels[0]
    assert section(rows, "Length")[1] == "    0-9  3  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━"


def test_replies_of_one_level_are_a_sentence() -> None:
    rows = drawn([Post("Ada", "x"), Post("Ben", "y", parent=1), Post("Cy", "z", parent=1)], 60)
    assert section(rows, "Depth")[1:] == ["1 comment on the article itself, 2 replies to them"]
    assert section(rows, "Who answers whom")[1:] == ["Ben → Ada  1", "Cy → Ada   1"]


def test_stats_of_matches_say_of_how_many_they_are() -> None:
    discussion = make_discussion(wrote(Ada=3, Ben=2))
    discussion.engagement.comments = 7
    stats = measure(discussion, Chosen("user:Ada", array("I", [0, 1, 2])))
    rows = [text(row) for rows in sections(Canvas(stats, discussion, 60, UNICODE)) for row in rows]
    assert rows[0] == "comments  3  of 5 · page declares 7"


@pytest.mark.parametrize("width", [20, 30, 44, 79, 118])
@pytest.mark.parametrize("signs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_no_row_is_wider_than_the_pane(width: int, signs: Signs) -> None:
    posts = at_hours(*range(0, 300, 7)) + wrote(**{"東京観察者": 9, "A" * 40: 5, "Cy": 2})
    posts += [Post("B" * 30, "14 million, no, 19 billion! in 2024", "2025-04-10T10:00")] * 2
    posts += [Post("Reply", "no", parent=len(posts))]
    article = ["The trams cost 1.4 million euros a year, for ever and ever, as everybody knows."]
    discussion = make_discussion(posts, article)
    page = laid_out(Canvas(measure(discussion), discussion, width, signs), width)
    for row in page.rows:
        cells = sum(2 if "\u2e80" < char < "\uffe0" else 1 for char in text(row))
        assert cells <= page.cells, text(row)


@given(st.lists(st.integers(1, 20), min_size=1, max_size=12), st.integers(1, 3))
def test_columns_of_sections_keep_their_order_and_are_about_equally_high(heights: list[int], columns: int) -> None:
    starts = balanced(heights, columns)
    assert (starts[0], starts[-1]) == (0, len(heights))
    assert starts == sorted(set(starts))
    assert len(starts) == min(columns, len(heights)) + 1
    tallest = max(sum(heights[first:end]) for first, end in pairwise(starts))
    assert tallest <= sum(heights) / (len(starts) - 1) + max(heights)


def test_a_page_has_two_columns_from_100_cells_and_three_from_170() -> None:
    assert [columns_that_fit(cells) for cells in (20, 99, 100, 169, 170, 400)] == [1, 1, 2, 2, 3, 3]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=3), st.integers(0, 30))
def test_every_row_of_a_page_is_where_it_is_looked_for(heights: list[int], x: int) -> None:
    starts = [sum(heights[:at]) for at in range(len(heights) + 1)]
    page = Page([Row([])] * starts[-1], starts, 10)
    assert page.height == max(heights)
    for row in range(starts[-1]):
        assert page.at(page.column(row), page.y(row)) == row
        assert page.column_at(page.left(page.column(row)) + x % 10) == page.column(row)
    assert page.at(0, heights[0]) is None
    assert page.at(0, -1) is None
