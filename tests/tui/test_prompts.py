"""The search prompt and the filter prompt, without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import FakeField, FakeHost, comments_of, open_session, press
from thread_reader.view.jobs import search_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.host import Prompt
    from thread_reader.session import Session
    from thread_reader.view.reader import Reader


@pytest.fixture
def opened_session() -> tuple[Session, FakeHost]:
    """A session on three comments."""
    return open_session(
        comments_of(
            ("Tom", -1, "Ten minutes late."), ("Ann", 0, "I like the ferry."), ("Tom", -1, "The ferry is late.")
        )
    )


@pytest.fixture
def session(opened_session: tuple[Session, FakeHost]) -> Session:
    """The session."""
    return opened_session[0]


def prompt_of(session: Session, key: str) -> Prompt:
    """The prompt that a key opens."""
    press(session, key)
    assert session.prompt is not None
    return session.prompt


async def test_a_search_follows_what_is_typed_and_escape_returns(session: Session) -> None:
    prompt = prompt_of(session, "/")
    prompt.typed("ferry")
    await session.scheduler.wait()
    assert session.reader.position.comment == 1
    assert prompt.note() == "2 hits in 2 comments"
    assert prompt.key("escape", FakeField())
    assert session.prompt is None
    assert session.reader.position.comment == 0
    assert session.reader.search.pattern is None


async def test_enter_keeps_the_search(session: Session) -> None:
    session.show_pane("stats")
    prompt = prompt_of(session, "/")
    prompt.typed("ferry")
    await session.scheduler.wait()
    assert prompt.key("enter", FakeField())
    assert (session.prompt, session.pane) == (None, "comments")
    assert session.reader.search.text == "ferry"


async def test_the_cursor_stays_where_the_user_put_it_while_searching(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[bool] = []

    def slow_search_steps(reader: Reader) -> Iterator[bool]:
        while not moved:
            yield False
        yield from search_steps(reader)

    monkeypatch.setattr("thread_reader.view.jobs.search_steps", slow_search_steps)
    session.reader.search.ask("ferry")
    session.start_search(follow=True)
    press(session, "G")
    moved.append(True)
    await session.scheduler.wait()
    assert session.reader.search.total == 2
    assert session.reader.position.comment == 2
    assert session.reader.search.current is None


@pytest.mark.parametrize("key", ["/", "f"])
def test_other_keys_are_for_the_field(session: Session, key: str) -> None:
    assert not prompt_of(session, key).key("x", FakeField())


@pytest.mark.parametrize(("key", "text"), [("/", "/(/"), ("f", "user:Tom (")])
async def test_an_invalid_text_is_explained(session: Session, key: str, text: str) -> None:
    prompt = prompt_of(session, key)
    prompt.typed(text)
    assert prompt.note().startswith("column ")


async def test_a_filter_applies_as_it_is_typed_and_escape_restores_the_old_one(session: Session) -> None:
    session.filter_by("user:Tom ferry")
    session.reader.filter.switch(1)
    session.start_filter()
    await session.scheduler.wait()
    session.reader.filter.on = False
    prompt = prompt_of(session, "f")
    assert prompt.text == "user:Tom ferry"
    prompt.typed("user:Ann")
    await session.scheduler.wait()
    assert prompt.note() == "1 of 3"
    assert list(session.reader.visible) == [1]
    assert prompt.key("escape", FakeField())
    await session.scheduler.wait()
    filter_ = session.reader.filter
    assert (filter_.text, filter_.switched_off, filter_.on) == ("user:Tom ferry", frozenset({1}), False)
    assert list(filter_.matches) == [0, 2]
    assert len(session.reader.visible) == 3


async def test_enter_keeps_the_filter_and_the_history_recalls_it(session: Session) -> None:
    for query in ("user:Tom", "user:Ann"):
        prompt = prompt_of(session, "f")
        prompt.typed(query)
        assert prompt.key("enter", FakeField())
    prompt, field = prompt_of(session, "f"), FakeField()
    recalled = []
    for key in ("up", "up", "up", "down", "down"):
        assert prompt.key(key, field)
        recalled.append(field.words[0])
    assert recalled == ["user:Ann", "user:Tom", "user:Tom", "user:Ann", ""]
    await session.scheduler.wait()


def test_tab_completes_the_word_at_the_cursor(session: Session) -> None:
    prompt, field = prompt_of(session, "f"), FakeField("late user:A")
    assert prompt.key("tab", field)
    assert field.words == ("late user:Ann", 13)
