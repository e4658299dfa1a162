"""Whole pages: every number of the stats counted again in another way, and every item followed to its comments."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from thread_parsers import stats
from thread_parsers.query import Matching, parse_query
from thread_parsers.reading import read

if TYPE_CHECKING:
    from thread_parsers.stats import Stats
    from thread_parsers.tree import Discussion

ROOT = Path(__file__).parents[3]
DEFINING = ROOT.parent / "shared/corpus/gate/japan-ai.txt"
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
PAGES = [*SAMPLES, *([DEFINING] if DEFINING.exists() else [])]

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path.stem)
def page(request: pytest.FixtureRequest) -> tuple[Discussion, Stats]:
    discussion = read(request.param)
    return discussion, stats.measure(discussion)


def matching(discussion: Discussion, query: str) -> list[int]:
    return list(Matching(discussion, parse_query(query)).all())


def is_spaced(text: str) -> bool:
    return not re.search(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]", text)


def test_engagement_is_what_a_few_lines_count(page: tuple[Discussion, Stats]) -> None:
    discussion, result = page
    comments = list(discussion.comments)
    assert result.engagement is not None
    tallies = {tally.name: (tally.declared, tally.counted) for tally in result.engagement.tallies}
    assert tallies["comments"] == (discussion.engagement.comments, len(comments))
    assert tallies["replies"][1] == sum(comment.parent is not None for comment in comments)
    assert result.engagement.authors == len({comment.author for comment in comments} - {""})
    assert result.engagement.segments == sum(len(comment.segments) for comment in comments)
    times = [comment.time.replace(tzinfo=None) for comment in comments if comment.time]
    assert result.engagement.first == min(times, default=None)
    assert result.engagement.last == max(times, default=None)
    assert result.engagement.depth == max((comment.depth for comment in comments), default=0)


def test_people_are_what_a_few_lines_count(page: tuple[Discussion, Stats]) -> None:
    discussion, result = page
    assert result.people is not None
    words: Counter[str] = Counter()
    segments: Counter[str] = Counter()
    for comment in discussion.comments:
        segments[comment.author] += len(comment.segments)
        words[comment.author] += sum(len(WORD.findall(segment.text)) for segment in comment.segments)
    for person in result.people.everybody:
        theirs = [comment for comment in discussion.comments if comment.author == person.name]
        assert (person.comments, person.segments) == (len(theirs), segments[person.name])
        if is_spaced("".join(segment.text for comment in discussion.comments for segment in comment.segments)):
            assert person.words == words[person.name]
            assert person.share == pytest.approx(words[person.name] / max(1, words.total()))
        if person.name:
            assert [discussion.comments[row] for row in matching(discussion, person.query)] == theirs


def test_buckets_and_hours_lead_to_what_they_count(page: tuple[Discussion, Stats]) -> None:
    discussion, result = page
    assert result.timeline is not None
    timed = sum(comment.time is not None for comment in discussion.comments)
    assert sum(bucket.comments for bucket in result.timeline.buckets) == timed
    items: list[Any] = [*result.timeline.buckets, *result.timeline.hours, *result.timeline.bursts]
    for item in items:
        assert len(matching(discussion, item.query)) == item.comments


def test_every_other_item_leads_to_what_it_counts(page: tuple[Discussion, Stats]) -> None:
    discussion, result = page
    assert result.engagement is not None
    assert result.figures is not None
    items: list[Any] = [
        *result.engagement.depths,
        *result.engagement.lengths,
        *result.figures.stated,
        *result.figures.conflicts,
        *(result.terms or ()),
        *(result.phrases or ()),
        *(result.sentences or ()),
    ]
    for item in items:
        assert len(matching(discussion, item.query)) == item.comments, item


def test_figures_disagree_where_somebody_really_says_something_else() -> None:
    """Counted by hand: four on all samples, each of them meant by its writer, and nothing else."""
    found = {}
    for path in SAMPLES:
        ledger = stats.measure(read(path)).figures
        assert ledger is not None
        found[path.stem] = [(conflict.stated, conflict.against) for conflict in ledger.conflicts]
    assert {stem: conflicts for stem, conflicts in found.items() if conflicts} == {
        "ramen": [("200", "180 人"), ("150円", "100円")],
        "tool-library": [("20 dollars", "15 dollars")],
        "tram-line": [("14 million", "1.4 million euros")],
    }


@pytest.fixture(scope="module")
def defining() -> tuple[Discussion, Stats]:
    if not DEFINING.exists():
        pytest.skip("the page is not beside the repository")
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


def test_everybody_on_the_defining_page_states_the_nineteen_billion(defining: tuple[Discussion, Stats]) -> None:
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
