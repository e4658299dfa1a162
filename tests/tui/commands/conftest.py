"""A session without a screen for the tests of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import comments_of, open_session

if TYPE_CHECKING:
    from harness.fake_host import FakeHost
    from thread_reader.session.session import Session


@pytest.fixture
def opened_session() -> tuple[Session, FakeHost]:
    """Five comments in two threads; the first has a reply to a reply, which has two segments."""
    return open_session(
        comments_of(
            ("Tom", -1, "Ten minutes late."),
            ("Ann", 0, "I like the ferry. See https://example.org/fares?a=1 first."),
            ("Tom", 1, "The ferry is late|and the captain is asleep."),
            ("Zoë", -1, "Ferries are boats."),
            ("Ann", 3, "Boats are late."),
        )
    )


@pytest.fixture
def session(opened_session: tuple[Session, FakeHost]) -> Session:
    """The session of `opened_session`."""
    return opened_session[0]


@pytest.fixture
def host(opened_session: tuple[Session, FakeHost]) -> FakeHost:
    """The host of `opened_session`."""
    return opened_session[1]
