"""Going through the hits of a search, searching for a word, and Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.fake_host import open_session, press
from thread_parsers.reading import parse
from thread_reader.view.hits import tally

if TYPE_CHECKING:
    from harness.fake_host import FakeHost
    from thread_reader.session.session import Session


async def search(session: Session, text: str) -> None:
    """Search for a text without a prompt."""
    session.reader.search.ask(text)
    session.jobs.search()
    await session.scheduler.wait()


async def test_hits_are_visited_once_round(session: Session) -> None:
    await search(session, "late")
    visited = []
    for _ in range(4):
        press(session, "n")
        visited.append(session.reader.position.comment)
    assert visited == [0, 2, 4, 0]
    press(session, "N")
    assert session.reader.position.comment == 4


def test_without_a_search_the_key_is_named(session: Session) -> None:
    press(session, "n")
    assert session.message == "no search yet; / searches"


async def test_hits_behind_the_filter_are_counted(session: Session) -> None:
    session.filter_by("user:Zoë")
    await session.scheduler.wait()
    await search(session, "ferry")
    press(session, "n")
    assert session.message == "no hit for ferry in the visible comments; 2 hidden by the filter, F shows all"


async def test_a_hit_in_the_article_shows_the_article() -> None:
    session, host = open_session(
        parse("A ferry is late.\nReward\nComment\n0/400\nTom\n· 2025-03-20 18:20\nBoats are fine.\nReply0\n")
    )
    await search(session, "late")
    press(session, "n")
    assert session.pane == "article"
    assert ("show", (0, 11)) in host.article.calls


async def test_a_word_of_the_comment_is_picked_and_searched_for(session: Session, host: FakeHost) -> None:
    press(session, "*")
    assert [choice.value for choice in host.choices] == ["minutes", "late"]
    host.choose("late")
    await session.scheduler.wait()
    assert tally(session.reader).total == 3


async def test_only_the_words_of_an_entered_segment_are_offered(session: Session, host: FakeHost) -> None:
    press(session, *"3Glj", "*")
    assert [choice.value for choice in host.choices] == ["captain", "asleep"]


async def test_escape_undoes_one_thing_at_a_time(session: Session) -> None:
    session.filter_by("late")
    await session.scheduler.wait()
    await search(session, "ferry")
    press(session, *"3Gl")
    undone = []
    for _ in range(3):
        press(session, "escape")
        reader = session.reader
        undone.append((reader.position.segment, reader.search.text, reader.filter.text))
    assert undone == [(None, "ferry", "late"), (None, "", "late"), (None, "", "")]


async def test_escape_stops_running_jobs(session: Session) -> None:
    session.scheduler.start("filtering", iter(lambda: None, 0), lambda: None)
    press(session, "escape")
    assert session.scheduler.running == ()
    assert session.message == "stopped; results so far are kept"
