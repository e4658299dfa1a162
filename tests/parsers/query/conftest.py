"""Discussions for questions: a small one to be read with the tests, and a way to make others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.discussion import EPOCH, Discussion
from thread_parsers.query import Matching, parse_query
from thread_parsers.source.source import BufferSource


@dataclass(frozen=True)
class Post:
    """A comment to be: `time` as in "2026-03-01T09:30" or empty, `parent` an id or 0."""

    author: str = "Ann"
    text: str = ""
    time: str = ""
    parent: int = 0
    likes: int = -1
    replies: int = -1
    margin: int = 0


MakeDiscussion = Callable[..., Discussion]
Ask = Callable[[str], list[int]]


@pytest.fixture(scope="session")
def discuss() -> MakeDiscussion:
    """`discuss([{"text": "words", "parent": 1}], ["paragraph"])`, as a format that reads perfectly would."""
    return lambda posts, *about: make_discussion([Post(**post) for post in posts], *about)


def make_discussion(posts: Sequence[Post], article: Sequence[str] = (), author: str | None = None) -> Discussion:
    """The discussion of these posts, with a head before and a footer after each, about an article."""
    data = bytearray()
    spans = [_put(data, paragraph) for paragraph in article]
    discussion = Discussion(BufferSource(b""), "made")
    discussion.article.paragraph_spans = spans
    discussion.article.author = author
    for post in posts:
        start, _ = _put(data, f"{post.author} wrote")
        body_start, body_end = _put(data, post.text)
        _, end = _put(data, "reply share")
        discussion.columns.append(
            start=start,
            body_start=body_start,
            body_end=body_end,
            end=end + 1,
            author=post.author,
            time=_seconds(post.time),
            likes=post.likes,
            replies=post.replies,
            parent=post.parent - 1,
            margin=post.margin,
        )
    discussion.source = BufferSource(bytes(data), "page.txt")
    discussion.complete = True
    return discussion


def _put(data: bytearray, text: str) -> tuple[int, int]:
    start = len(data)
    data += text.encode("utf-8", "surrogateescape") + b"\n"
    return start, len(data) - 1


def _seconds(time: str) -> int:
    return int((datetime.fromisoformat(time) - EPOCH).total_seconds()) if time else NO_TIME


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
