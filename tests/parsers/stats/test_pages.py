"""Whole pages: every number of the stats counted again in another way, and every item followed to its comments."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from thread_parsers import stats
from thread_parsers.query import Matching, parse_query
from thread_parsers.reading import read
from thread_parsers.text.word_frequency import rate

if TYPE_CHECKING:
    from datetime import datetime

    from thread_parsers.discussion.comment import Comment
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats

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


def text_of(discussion: Discussion) -> str:
    return "\n".join(segment.text for comment in discussion.comments for segment in comment.segments)


def clock(comment: Comment) -> datetime:
    """The time by the page's own clock."""
    assert comment.time is not None
    return comment.time.replace(tzinfo=None)


def stem(word: str) -> str:
    """What singular and plural of a word begin with."""
    return word[: max(1, len(word) - 3)] if word.endswith(("ies", "y")) else word.removesuffix("s")


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
    for person in result.people.authors:
        theirs = [comment for comment in discussion.comments if comment.author == person.name]
        assert (person.comments, person.segments) == (len(theirs), segments[person.name])
        if is_spaced(text_of(discussion)):
            assert person.words == words[person.name]
            assert person.share == pytest.approx(words[person.name] / max(1, words.total()))
        if person.name:
            assert [discussion.comments[row] for row in matching(discussion, person.query)] == theirs


def test_sums_of_the_text_are_what_a_few_lines_count(page: tuple[Discussion, Stats]) -> None:
    discussion, result = page
    found = result.engagement
    assert found is not None
    assert result.people is not None
    assert found.words == sum(person.words or 0 for person in result.people.authors)
    assert found.without_time == sum(comment.time is None for comment in discussion.comments)
    assert {level.label: level.comments for level in found.depths} == Counter(
        str(comment.depth) for comment in discussion.comments
    )
    declared = {name: getattr(discussion.engagement, name) for name in ("likes", "reposts", "shares", "views")}
    tallies = {tally.name: tally.declared for tally in found.tallies if tally.counted is None}
    assert tallies == {name: number for name, number in declared.items() if number is not None}
    if is_spaced(text_of(discussion)):
        lengths = [sum(len(WORD.findall(each.text)) for each in comment.segments) for comment in discussion.comments]
        starts = [int(re.findall(r"\d+", level.label)[0]) for level in found.lengths]
        ends = [*starts[1:], 10**9]
        assert [level.comments for level in found.lengths] == [
            sum(start <= length < end for length in lengths) for start, end in zip(starts, ends, strict=True)
        ]
        assert found.article_words == sum(len(WORD.findall(text)) for text in discussion.paragraphs)


def test_who_spoke_when_and_to_whom_is_what_a_few_lines_count(page: tuple[Discussion, Stats]) -> None:
    discussion, result = page
    assert result.people is not None
    comments = list(discussion.comments)
    replies = Counter(
        (comment.author, comments[comment.parent - 1].author) for comment in comments if comment.parent is not None
    )
    assert {(each.author, each.to): each.replies for each in result.people.exchanges} == replies
    for exchange in result.people.exchanges:
        if exchange.author and exchange.to:
            assert len(matching(discussion, exchange.query)) == exchange.replies
    for person in result.people.authors:
        times = sorted(clock(comment) for comment in comments if comment.author == person.name and comment.time)
        assert [person.first, person.last] == ([times[0], times[-1]] if times else [None, None])
        assert person.replies_written == sum(count for (who, _), count in replies.items() if who == person.name)
        assert person.replies_received == sum(count for (_, whom), count in replies.items() if whom == person.name)


def test_buckets_and_hours_are_what_a_few_lines_count(page: tuple[Discussion, Stats]) -> None:
    discussion, result = page
    assert result.timeline is not None
    times = [clock(comment) for comment in discussion.comments if comment.time is not None]
    so_far = 0
    for bucket in result.timeline.buckets:
        so_far += bucket.comments
        assert (bucket.comments, bucket.cumulative) == (
            sum(bucket.start <= time < bucket.end for time in times),
            sum(time < bucket.end for time in times),
        )
    assert so_far == len(times)
    by_hour = Counter(time.hour for time in times)
    assert [hour.comments for hour in result.timeline.hours] == [by_hour[hour] for hour in range(24) if times]
    items: list[Any] = [*result.timeline.buckets, *result.timeline.hours, *result.timeline.bursts]
    for item in items:
        assert len(matching(discussion, item.query)) == item.comments


def test_bursts_and_silences_are_what_a_few_lines_count(page: tuple[Discussion, Stats]) -> None:
    discussion, result = page
    assert result.timeline is not None
    times = sorted(clock(comment) for comment in discussion.comments if comment.time is not None)
    for burst in result.timeline.bursts:
        assert (burst.of, burst.comments) == (len(times), sum(burst.first <= time <= burst.last for time in times))
        expected = len(times) * max(burst.last - burst.first, timedelta(minutes=1)) / (times[-1] - times[0])
        assert burst.strength == pytest.approx(burst.comments / expected)
    for silence in result.timeline.silences:
        assert silence.start in times
        assert silence.end in times
        assert not any(silence.start < time < silence.end for time in times)


def test_terms_and_phrases_are_what_a_few_lines_count(page: tuple[Discussion, Stats]) -> None:
    discussion, result = page
    texts = [
        "\n".join(unicodedata.normalize("NFKC", segment.text).casefold().replace("\n", " ") for segment in segments)
        for segments in (comment.segments for comment in discussion.comments)
    ]
    article = unicodedata.normalize("NFKC", "\n".join([discussion.title or "", *discussion.paragraphs])).casefold()
    items: list[Any] = [*(result.terms or ()), *(result.phrases or ())]
    for item in items:
        words = rf"\b{re.escape(item.text)}\b" if item.query.startswith("/") else re.escape(item.text)
        rows = [row for row, text in enumerate(texts) if re.search(words, text)]
        assert (item.comments, item.people) == (len(rows), len({discussion.author(row) for row in rows})), item.text
        assert not item.in_article or item.text in article.replace("\n", " ")
    assert all(list(phrase.rows) == matching(discussion, phrase.query) for phrase in result.phrases or ())


def test_terms_are_as_many_times_as_frequent_as_a_few_lines_count(page: tuple[Discussion, Stats]) -> None:
    discussion, result = page
    texts = [text_of(discussion), "\n".join([discussion.title or "", *discussion.paragraphs])]
    if not all(map(is_spaced, texts)):
        pytest.skip("words are counted by spaces here")
    words, article = (
        [re.sub("['’]s$", "", word) for word in re.findall(r"\w+(?:['’]\w+)*", text.casefold())] for text in texts
    )
    for term in result.terms or ():
        if " " not in term.text:
            usual = max(rate(term.text), article.count(term.text) / max(1, len(article)))
            assert term.times_more == pytest.approx(words.count(term.text) / len(words) / usual), term.text


def test_figures_and_conflicts_are_stated_by_as_many_people_as_say(page: tuple[Discussion, Stats]) -> None:
    discussion, result = page
    assert result.figures is not None
    items: list[Any] = [*result.figures.stated, *result.figures.conflicts]
    for item in items:
        rows = matching(discussion, item.query)
        assert item.people == len({discussion.author(row) for row in rows})
    for stated in result.figures.stated:
        pages = [text_of(discussion)] if stated.comments else []
        pages += ["\n".join([discussion.title or "", *discussion.paragraphs])] if stated.in_article else []
        assert all(any(form in text for text in pages) for form in stated.forms), stated.forms


def test_links_of_sentences_name_what_both_really_have(page: tuple[Discussion, Stats]) -> None:
    discussion, result = page
    for answered in result.sentences or ():
        rows = {link.row for link in answered.links}
        assert (answered.comments, answered.people) == (len(rows), len({discussion.author(row) for row in rows}))
        for link in answered.links:
            segment = discussion.comments[link.row].segments[link.segment].text.casefold()
            words = [word for word in link.shared if word.isalpha()]
            assert len(link.shared) > 1 or link.shared[0].startswith('"')
            assert all(stem(word) in segment for word in words), (words, segment)
            assert all(word in answered.sentence.text.casefold() for word in words)


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


def test_figures_disagree_where_a_comment_really_says_something_else() -> None:
    """Counted by hand: four on all samples, each of them meant by its writer, and nothing else."""
    found = {}
    for path in SAMPLES:
        figures = stats.measure(read(path)).figures
        assert figures is not None
        found[path.stem] = [(conflict.stated, conflict.against) for conflict in figures.conflicts]
    assert {stem: conflicts for stem, conflicts in found.items() if conflicts} == {
        "ramen": [("200", "180 人"), ("150円", "100円")],
        "tool-library": [("20 dollars", "15 dollars")],
        "tram-line": [("14 million", "1.4 million euros")],
    }
