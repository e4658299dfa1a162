"""Stats that are not complete yet: results before all comments have been scanned, and none of them left at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from thread_parsers.discussion import sampling
from thread_parsers.export.stats_json import values
from thread_parsers.stats import measure, steps, text_scan
from thread_parsers.stats.scan import marker

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats

ARTICLE = ["The lighthouse will cost $4 million. Fishermen asked for a foghorn of recycled bottles instead."]
SAID = (
    "It is $40 million, they say.",
    "Fishermen want a foghorn.",
    "Recycled bottles crack in winter storms.",
    "My lighthouse cost 900 dollars.",
    "In winter storms it is 2019 again.",
)


@pytest.fixture
def posts(post: Any) -> list[Any]:
    return [post(f"Person{at % 7}", SAID[at * at % 5], f"2026-03-01T{at % 24:02}:00") for at in range(30)]


def results(discussion: Discussion, monkeypatch: pytest.MonkeyPatch) -> list[Stats]:
    """All results from the text, the first ones after four comments."""
    monkeypatch.setattr(text_scan, "FIRST_COMMENTS", 4)
    found: list[Stats] = []
    for stats in steps(discussion):
        if stats.seen and (not found or stats.figures is not found[-1].figures):
            found.append(replace(stats))
    return found


def test_there_are_results_for_more_and_more_comments(
    discuss: Any, posts: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = results(discuss(posts, ARTICLE), monkeypatch)
    assert [stats.seen for stats in found] == [4, 8, 16, 30]
    assert [stats.terms is not None for stats in found] == [False, True, True, True]


def test_results_are_those_of_the_comments_seen(
    discuss: Any, posts: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    *before, last = results(discuss(posts, ARTICLE), monkeypatch)
    for stats in before:
        assert stats.figures == measure(discuss(posts[: stats.seen], ARTICLE)).figures
        for answered, later in zip(stats.sentences or (), last.sentences or (), strict=True):
            assert answered.links == tuple(link for link in later.links if link.row < stats.seen)


def test_in_the_end_results_are_those_of_all_comments(
    discuss: Any, posts: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_to_end = measure(discuss(posts, ARTICLE))
    *_, last = results(discuss(posts, ARTICLE), monkeypatch)
    run_to_end.highlights = None  # only `measure` chooses them
    assert values(last) == values(run_to_end)
    assert last.seen == run_to_end.seen == len(posts)
    assert last.terms
    assert last.phrases


def test_a_text_is_cut_into_words_piece_by_piece(
    discuss: Any, posts: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_to_end = values(measure(discuss(posts, ARTICLE)))
    for piece in (1, 7, 40):
        monkeypatch.setattr(marker, "PIECE_BYTES", piece)
        assert values(measure(discuss(posts, ARTICLE))) == run_to_end


def test_terms_are_chosen_from_the_beginning_of_a_long_segment(
    discuss: Any, post: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "MAX_SAMPLE_CHARS", 40)
    long = "Zanzibar and so on " + "and so on " * 30 + "Ouagadougou"
    found = measure(discuss([post("Ann", long), post("Ben", long), post("Cleo", "and so it was. Zanzibar")])).terms
    assert found is not None
    terms = {term.text: term for term in found}
    assert "ouagadougou" not in terms
    assert terms["zanzibar"].people == 3


def test_a_phrase_is_counted_in_the_comments_seen(
    discuss: Any, posts: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    *before, last = results(discuss(posts, ARTICLE), monkeypatch)
    rows = {phrase.text: phrase.rows for phrase in last.phrases or ()}
    counted = {term.text: term.comments for term in last.terms or ()}
    for stats in before:
        for phrase in stats.phrases or ():
            assert phrase.rows == tuple(row for row in rows[phrase.text] if row < stats.seen)
        for term in stats.terms or ():
            assert term.comments <= counted[term.text]


def test_a_page_without_comments_has_stats(discuss: Any) -> None:
    stats = measure(discuss([], ARTICLE))
    assert stats.seen == 0
    assert stats.figures is not None
    assert stats.figures.stated
    assert (stats.terms, stats.phrases) == ((), ())
