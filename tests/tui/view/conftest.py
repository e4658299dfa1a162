"""Readers of a few comments, without a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.source.source import BufferSource
from thread_reader.view.reader import Reader

MakeReader = Callable[..., Reader]

HEIGHT = 4


class Fours:
    """Every comment takes four lines; its segments begin on the second and third, folded or not."""

    def height(self, comment: int, enough: int = 1, /) -> int:
        return HEIGHT

    def segment_count(self, comment: int) -> int:
        return 2

    def segment_line(self, comment: int, segment: int) -> int:
        return 1 + segment

    def text_line(self, comment: int, paragraph: int, character: int) -> int:
        return min(1 + max(0, paragraph), HEIGHT - 1)


@pytest.fixture
def make_reader() -> MakeReader:
    """`make_reader([("Ann", "words", -1), ("Bo", "more", 0)], rows=20)`: author, text and parent of each comment, and
    the minute as a fourth."""

    def make(posts: Sequence[tuple[Any, ...]], rows: int = 20, article: str = "") -> Reader:
        data = bytearray()
        paragraphs = []
        for paragraph in filter(None, article.split("\n")):
            paragraphs.append((len(data), len(data) + len(paragraph.encode())))
            data += paragraph.encode() + b"\n"
        places = []
        for _, text, *_ in posts:
            places.append((len(data), len(data) + len(text.encode())))
            data += text.encode() + b"\n"
        discussion = Discussion(BufferSource(bytes(data), "folder/page.txt"), "made")
        discussion.article.paragraph_spans = paragraphs
        for (author, _, parent, *time), (start, end) in zip(posts, places, strict=True):
            discussion.columns.append(
                start=start,
                body_start=start,
                body_end=end,
                end=end + 1,
                author=author,
                parent=parent,
                time=60 * time[0] if time else NO_TIME,
            )
        discussion.complete = True
        reader = Reader(discussion)
        reader.resized(Fours(), rows)
        return reader

    return make
