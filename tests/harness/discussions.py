"""Discussions built from a few posts, without a format in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.source.source import BufferSource
from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Post:
    """A comment to be: `time` as in "2026-03-01T09:30" or empty, `parent` an id or 0."""

    author: str = "Ann"
    text: str = ""
    time: str = ""
    parent: int = 0
    likes: int = NO_SCORE
    replies: int = -1
    margin: int = 0


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
    discussion.file = discussion.text = BufferSource(bytes(data), "page.txt")
    discussion.complete = True
    return discussion


def _put(data: bytearray, text: str) -> tuple[int, int]:
    start = len(data)
    data += text.encode("utf-8", "surrogateescape") + b"\n"
    return start, len(data) - 1


def _seconds(time: str) -> int:
    return int((datetime.fromisoformat(time) - EPOCH).total_seconds()) if time else NO_TIME
