"""Discussions made of a few lines, without a format in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.source.source import BufferSource
from thread_parsers.times.epoch import EPOCH


@dataclass(frozen=True)
class Post:
    """A comment to be: `time` as in "2026-03-01T09:30" or empty, `parent` an index or -1."""

    author: str
    text: str
    time: str = ""
    parent: int = -1
    replies: int = -1


MakeDiscussion = Callable[..., Discussion]


@pytest.fixture
def post() -> type[Post]:
    return Post


@pytest.fixture
def discuss() -> MakeDiscussion:
    """Make a discussion of paragraphs and posts, as a format that reads perfectly would."""
    return make_discussion


def make_discussion(posts: Sequence[Post], article: Sequence[str] = (), declared: int | None = None) -> Discussion:
    data = bytearray()
    spans = [_put(data, paragraph) for paragraph in article]
    bodies = [_put(data, post.text) for post in posts]
    discussion = Discussion(BufferSource(bytes(data), "page.txt"), "made")
    discussion.article.paragraph_spans = spans
    discussion.engagement.comments = declared
    for post, (start, end) in zip(posts, bodies, strict=True):
        discussion.columns.append(
            start=start,
            body_start=start,
            body_end=end,
            end=end,
            author=post.author,
            time=_seconds(post.time),
            parent=post.parent,
            replies=post.replies,
        )
    discussion.complete = True
    return discussion


def _put(data: bytearray, text: str) -> tuple[int, int]:
    start = len(data)
    data += text.encode("utf-8", "surrogateescape")
    end = len(data)
    data += b"\n"
    return start, end


def _seconds(time: str) -> int:
    return int((datetime.fromisoformat(time) - EPOCH).total_seconds()) if time else NO_TIME
