"""The page that the stats were first made for: what its stats must report, counted by hand."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from thread_parsers import stats
from thread_parsers.reading import read

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats

DEFINING = Path(__file__).parents[4] / "shared/corpus/gate/japan-ai.txt"


@pytest.fixture(scope="module")
def defining() -> tuple[Discussion, Stats]:
    if not DEFINING.exists():
        pytest.skip("the page is not next to the repository")
    discussion = read(DEFINING)
    return discussion, stats.measure(discussion)


def test_the_burst_of_the_defining_page_is_named(defining: tuple[Discussion, Stats]) -> None:
    timeline = defining[1].timeline
    assert timeline is not None
    (burst,) = timeline.bursts
    assert (burst.comments, burst.of, burst.last - burst.first) == (7, 10, timedelta(minutes=29))
    assert str(burst.first.date()) == "2025-12-21"


def test_the_conflicts_of_the_defining_page_are_found(defining: tuple[Discussion, Stats]) -> None:
    discussion, result = defining
    assert result.figures is not None
    found = {
        (conflict.stated, conflict.against, *(discussion.author(row) for row in conflict.rows))
        for conflict in result.figures.conflicts
    }
    assert found == {
        ("30 trillion yen", "3 trillion yen", "DefiPlaybook"),
        ("15 billion dollars", "19 billion USD", "AirdropNinja"),
        ("2024", "written in 2025", "FloorPriceWatcher"),
    }


def test_all_who_state_the_nineteen_billion_on_the_defining_page_are_counted(
    defining: tuple[Discussion, Stats],
) -> None:
    discussion, result = defining
    assert result.figures is not None
    row = next(row for row in result.figures.stated if row.name == "19 billion USD")
    lines = [" ".join(segment.text for segment in comment.segments) for comment in discussion.comments]
    assert row.people == sum(bool(re.search(r"\$19 billion|19 billion (?:dollars|USD)", line)) for line in lines)


def test_the_shared_phrasing_of_the_defining_page_is_found(defining: tuple[Discussion, Stats]) -> None:
    people = {phrase.text: phrase.people for phrase in defining[1].phrases or ()}
    assert people["100 top experts"] == 4
    assert people["softbank is really"] == 3
    assert people["like the whole world is"] == 3


def test_the_sentence_of_the_experts_draws_most_people(defining: tuple[Discussion, Stats]) -> None:
    answered = max(defining[1].sentences or (), key=lambda each: each.people)
    assert "100 top experts" in answered.sentence.text
    assert answered.people >= 4
