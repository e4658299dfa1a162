"""Comments that are made many at a time, where one of them is too large for that."""

from __future__ import annotations

import json
from typing import Any

import pytest

from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.reading import parse

WORDS = ["tea", "<p>cup<p>" + "and saucer " * 2_000, "kettle <b>pot</b>", "lid &amp; spout", "end"]
SHOWN = ["tea", "cup\n\n" + ("and saucer " * 2_000).strip(), "kettle pot", "lid & spout", "end"]


def discourse() -> dict[str, Any]:
    posts = [
        {"id": at, "post_number": at + 2, "username": f"u{at}", "cooked": words, "topic_id": 7}
        for at, words in enumerate(WORDS)
    ]
    return {"post_stream": {"posts": posts, "stream": list(range(5))}, "id": 7, "title": "Tea"}


def hackernews() -> dict[str, Any]:
    comments = [
        {"id": at, "author": f"u{at}", "text": words, "type": "comment", "children": []}
        for at, words in enumerate(WORDS)
    ]
    return {"id": 7, "type": "story", "author": "ada", "title": "Tea", "children": comments}


@pytest.mark.parametrize("page", [discourse(), hackernews()], ids=["discourse", "hackernews"])
def test_large_words_among_others_keep_their_place(page: dict[str, Any]) -> None:
    data = json.dumps(page).encode()
    discussion = parse(data)
    assert ["\n".join(segment.text for segment in discussion.segments(row)) for row in range(5)] == SHOWN
    assert [comment.author for comment in discussion.comments] == [f"u{at}" for at in range(5)]
    bodies = [data[span.start : span.end].decode() for span in byte_spans(discussion) if span.kind == "body"]
    assert bodies == WORDS
