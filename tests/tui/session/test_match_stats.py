"""Stats of what the filter matches: cheap ones at once, the others after a rest, and only of the last filter."""

from __future__ import annotations

import asyncio

import pytest

from harness.discussions import Post, make_discussion
from thread_parsers.stats import measure
from thread_reader.scheduler import Scheduler
from thread_reader.session.match_stats import MATCH_TEXT, MATCHES, MatchStats
from thread_reader.view.jobs import filter_steps
from thread_reader.view.reader import Reader


@pytest.fixture
def reader() -> Reader:
    """A reader of counted comments."""
    discussion = make_discussion([Post(f"P{at % 7}", f"late ferry {at}") for at in range(40)], ["The ferry is late."])
    reader = Reader(discussion)
    reader.stats = measure(discussion)
    return reader


def filtered(reader: Reader, query: str) -> None:
    reader.filter.ask(query)
    for _ in filter_steps(reader):
        pass


def failed(error: Exception) -> None:
    raise error


@pytest.fixture
def scheduler(monkeypatch: pytest.MonkeyPatch) -> Scheduler:
    """A scheduler whose slices are single steps."""
    monkeypatch.setattr("thread_reader.scheduler.SLICE_SECONDS", -1.0)
    return Scheduler()


async def test_the_text_is_counted_after_a_rest_and_esc_stops_it(
    reader: Reader, scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports: list[None] = []
    counted = MatchStats(reader, scheduler, lambda: reports.append(None), failed)
    counted.follow()
    assert scheduler.running == ()  # without a filter there is nothing to count
    filtered(reader, "user:P3")
    counted.follow()
    assert reader.shown_stats is reader.stats  # until the new ones are there
    while MATCHES in scheduler.running:
        await asyncio.sleep(0)
    stats = reader.shown_stats
    assert stats is not None
    assert (stats.query, stats.comments, stats.of) == ("user:P3", 6, 40)
    assert stats.people is not None
    assert stats.people.authors[0].words == 18
    assert stats.terms is None
    assert not counted.stop()  # counting the text has not begun, so that there is nothing to stop
    monkeypatch.setattr("thread_reader.scheduler.monotonic", lambda: 1e9)  # a rest, for ever
    while not counted.stop():
        await asyncio.sleep(0)
    assert MATCH_TEXT not in scheduler.running
    assert reports
    assert reader.shown_stats is not None
    assert not reader.shown_stats.is_complete


async def test_only_the_last_filter_is_counted_and_none_without_it(reader: Reader, scheduler: Scheduler) -> None:
    counted = MatchStats(reader, scheduler, lambda: None, failed)
    for query in ("user:P3", "user:P4"):
        filtered(reader, query)
        counted.follow()
    while MATCHES in scheduler.running:
        await asyncio.sleep(0)
    stats = reader.shown_stats
    assert stats is not None
    assert stats.query == "user:P4"
    counted.follow()
    assert MATCHES not in scheduler.running  # nothing has changed
    reader.filter.on = False
    assert reader.shown_stats is reader.stats
    counted.follow()
    assert (reader.match_stats, scheduler.running) == (None, ())
