"""Who states which figure, and where comments disagree with the article or with the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from thread_parsers import stats
from thread_parsers.query import Matching, parse_query

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import FigureStats

ARTICLE = [
    "The harbour bridge will cost about 40 million euros and take 6 years.",
    "Some 120 divers work on it. Unemployment among sailors is 8%. It opens on 2027-05-01.",
]


def figure_stats(discussion: Discussion) -> FigureStats:
    found = stats.measure(discussion).figures
    assert found is not None
    return found


def test_one_value_is_one_row_with_all_who_state_it(discuss: Any, post: Any) -> None:
    discussion = discuss(
        [
            post("Ada", "€40 million!\n---\n40 million euros, again"),
            post("Ben", "40 Millionen Euro"),
            post("Ada", "no"),
        ],
        ARTICLE,
    )
    row = next(row for row in figure_stats(discussion).stated if row.name == "40 million EUR")
    assert (row.comments, row.people, row.in_article, row.query) == (2, 2, True, 'value:"40 million EUR"')
    assert "€40 million" in row.forms


def conflicts(discuss: Any, post: Any, text: str, time: str = "2026-03-01T10:00") -> list[tuple[str, str]]:
    discussion = discuss([post("Ada", text, time)], ARTICLE)
    return [(conflict.stated, conflict.against) for conflict in figure_stats(discussion).conflicts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("400 million euros for a bridge", [("400 million euros", "40 million euros")]),
        ("who has €30 million", [("€30 million", "40 million euros")]),
        ("they said 40 billion euros", [("40 billion euros", "40 million euros")]),
        ("400 million down the drain", [("400 million", "40 million euros")]),
        ("I heard of 200 divers", [("200", "120 divers")]),
        ("unemployment is at 12% here", [("12%", "8%")]),
        ("not before 2028-05-01", [("2028-05-01", "2027-05-01")]),
        ("it's already 2024", [("2024", "written in 2026")]),
    ],
)
def test_another_value_for_the_same_thing_is_a_conflict(
    discuss: Any, post: Any, text: str, expected: list[tuple[str, str]]
) -> None:
    assert conflicts(discuss, post, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "40 million euros",
        "a good 40,000,000 euros",
        "41 million euros, rounded",
        "40 million",
        "a coffee is 4 euros",
        "$45 million would be another currency",
        "200 people came",
        "12% of what?",
        "it's already 2026",
        "back in 2019",
        "for 3 years",
        "120 divers",
    ],
)
def test_the_same_or_another_thing_is_no_conflict(discuss: Any, post: Any, text: str) -> None:
    assert conflicts(discuss, post, text) == []


def test_a_year_is_not_out_of_time_where_the_page_gives_no_times(discuss: Any, post: Any) -> None:
    assert conflicts(discuss, post, "it's already 2024", time="") == []


def test_every_row_and_every_conflict_leads_to_its_comments(discuss: Any, post: Any) -> None:
    texts = [
        "400 million euros", "€400 million", "200 divers", "200 people", "it's now 2024", "2024", "12% unemployment",
        "8 %", "12% off", "40 million or 400 million", "120 divers",
    ]  # fmt: skip
    discussion = discuss([post(f"P{at % 4}", text, "2026-03-01T10:00") for at, text in enumerate(texts)], ARTICLE)
    found = figure_stats(discussion)
    assert len(found.conflicts) == 5
    for row in found.stated:
        matching = Matching(discussion, parse_query(row.query)).all()
        assert len(matching) == row.comments, row
        assert len({discussion.author(index) for index in matching}) == row.people
    for conflict in found.conflicts:
        assert tuple(Matching(discussion, parse_query(conflict.query)).all()) == conflict.rows, conflict
