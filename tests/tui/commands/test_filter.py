"""Filtering by author, switching the filter and its terms off, and its context."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import press
from thread_reader.prompts.finding import FilterPrompt

if TYPE_CHECKING:
    from harness.fake_host import FakeHost
    from thread_reader.session.session import Session


async def filter_by(session: Session, query: str) -> None:
    """Filter without a prompt."""
    session.filter_by(query)
    await session.scheduler.wait()


def test_the_filter_prompt_opens(session: Session, host: FakeHost) -> None:
    press(session, "f")
    assert isinstance(session.prompt, FilterPrompt)
    assert "show_prompt" in host.calls


async def test_the_filter_is_switched_off_and_on(session: Session) -> None:
    await filter_by(session, "ferry")
    press(session, "F")
    assert len(session.reader.visible) == 5
    press(session, "F")
    assert list(session.reader.visible) == [1, 2]


@pytest.mark.parametrize("key", ["F", "T"])
def test_without_a_filter_the_key_is_named(session: Session, key: str) -> None:
    press(session, key)
    assert session.message == "no filter set; f sets one"


async def test_the_context_goes_round(session: Session) -> None:
    await filter_by(session, "captain")
    visible = []
    for _ in range(3):
        press(session, "c")
        visible.append((session.message, list(session.reader.visible)))
    assert visible == [
        ("context: with ancestors", [0, 1, 2]),
        ("context: whole threads", [0, 1, 2]),
        ("context: matches", [2]),
    ]


async def test_one_key_shows_an_author_and_all_again(session: Session) -> None:
    press(session, "@")
    await session.scheduler.wait()
    assert list(session.reader.visible) == [0, 2]
    press(session, "@")
    await session.scheduler.wait()
    assert len(session.reader.visible) == 5


async def test_an_author_is_picked(session: Session, host: FakeHost) -> None:
    press(session, "U")
    assert [(choice.title, choice.note) for choice in host.choices] == [("Tom", "2"), ("Ann", "2"), ("Zoë", "1")]
    host.choose('user:"Ann"')
    await session.scheduler.wait()
    assert list(session.reader.visible) == [1, 4]


async def test_a_term_is_switched_off(session: Session, host: FakeHost) -> None:
    await filter_by(session, "user:Tom captain")
    press(session, "T")
    assert [(choice.title, choice.note) for choice in host.choices] == [("user:Tom", "on"), ("captain", "on")]
    host.choose("1")
    await session.scheduler.wait()
    assert list(session.reader.visible) == [0, 2]
    press(session, "T")
    assert host.choices[1].note == "off"


async def test_the_cursor_stays_on_its_match_when_context_is_shown(session: Session) -> None:
    session.filter_by("captain")
    await session.scheduler.wait()
    assert session.reader.position.comment == 2
    for _ in range(3):
        press(session, "c")
        assert session.reader.position.comment == 2


def test_a_list_of_authors_says_that_not_all_comments_are_read(session: Session, host: FakeHost) -> None:
    session.reader.discussion.complete = False
    press(session, "U")
    assert host.calls[-1] == "pick show only, of those read so far"
