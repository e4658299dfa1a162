"""A discussion made by hand, so that what is written depends on no format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import pytest

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.receipt import Span
from thread_parsers.source.source import BufferSource
from thread_parsers.times.epoch import EPOCH

Build = Callable[..., Discussion]


@pytest.fixture
def build() -> Build:
    """`build("Title", ["paragraph"], [{"author": "Ann", "body": "words", "parent": 0}])`: a discussion of these."""
    return built


def built(title: str | None, paragraphs: Iterable[str], comments: Iterable[dict[str, Any]]) -> Discussion:
    """A source with the title, the paragraphs and the comments one after the other, and the tree over it."""
    data = bytearray()

    def add(text: str) -> tuple[int, int]:
        start = len(data)
        data.extend(text.encode("utf-8", "surrogateescape") + b"\n")
        return start, len(data) - 1

    discussion = Discussion(BufferSource(b""), "made")
    around = discussion.receipt.around
    if title is not None:
        discussion.article.title_span = add(title)
        around.append(Span(0, len(data), "title"))
    for paragraph in paragraphs:
        discussion.article.paragraph_spans.append(add(paragraph))
        around.append(Span(discussion.article.paragraph_spans[-1][0], len(data), "article"))
    for comment in comments:
        _append(discussion, add, **comment)
    discussion.file = discussion.text = BufferSource(bytes(data), "made.txt")
    discussion.complete = True
    return discussion


def _append(
    discussion: Discussion,
    add: Callable[[str], tuple[int, int]],
    body: str = "",
    author: str = "Ann",
    time: str | None = None,
    **columns: int,
) -> None:
    start, _ = add(author)
    body_start, body_end = add(body)
    if time:
        columns["time"] = int((datetime.fromisoformat(time) - EPOCH).total_seconds())
    discussion.columns.append(
        start=start, body_start=body_start, body_end=body_end, end=body_end + 1, author=author, **columns
    )
