"""Discussions for questions: a small one to be read with the tests, and a way to make others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.discussions import Post, make_discussion
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.query import Matching, parse_query

MakeDiscussion = Callable[..., Discussion]
Ask = Callable[[str], list[int]]


@pytest.fixture(scope="session")
def discuss() -> MakeDiscussion:
    """`discuss([{"text": "words", "parent": 1}], ["paragraph"])`, as a format that reads perfectly would."""
    return lambda posts, *about: make_discussion([Post(**post) for post in posts], *about)


FERRY = (
    Post("Ada Quay", "The night ferry is back.\n---\nTickets cost 12 crowns.", "2026-03-01T08:00", likes=5, replies=2),
    Post("bo", "Twelve crowns? Who pays that?", "2026-03-01T08:05", parent=1, likes=0),
    Post("Ada Quay", "People who missed the last train.", "2026-03-01T09:00", parent=2),
    Post("Airlock", "Timetable: https://ferry.example/night?day=1", "2026-03-02T22:15"),
    Post(
        "Airedale",
        "> The night ferry is back\n\nFinally.\n----\nI missed it.\n----\nThe crowns too.",
        "2026-03-02T23:59",
    ),
    Post("Łukasz", "Der Fährpreis: Straße, Maß und pass\u200bword"),
    Post("bo", "", "2026-03-03T00:00", parent=6),
    Post("", "NIGHT owls unite", "2026-04-01T12:00"),
)
"""Eight comments, ids 1 to 8, under an article of two paragraphs."""


@pytest.fixture(scope="session")
def ferry() -> Discussion:
    """The small discussion about a ferry."""
    return make_discussion(FERRY, ["The ferry sails at night again.", "Crowns are what it costs."], author="Ada Quay")


@pytest.fixture
def ask(ferry: Discussion) -> Ask:
    """Put a query to the small discussion; the ids of the comments that match."""
    return lambda query: [index + 1 for index in Matching(ferry, parse_query(query)).all()]
