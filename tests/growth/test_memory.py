"""Bytes that a comment takes in memory beyond its words, in every family: allocations are counted, not guessed."""

from __future__ import annotations

import gc
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from thread_parsers.reading import read
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable

FEW, MANY = 1_200, 2_400
"""Comments; of the beginning of a file, which is kept, both pages have as much."""
MOST_BYTES = 100
PEOPLE = 37
WORDS = "rust."


def text(count: int) -> str:
    """A page as it is copied."""
    comments = (
        f"person{at % PEOPLE}\n· 2025-03-{20 - at // 60 % 9:02} 18:{at % 60:02}\n{WORDS}\nReply{at % 3}\n"
        for at in range(count)
    )
    return "The pier rusts.\nReward\nComment\n0/400\n" + "".join(comments)


def reddit(count: int) -> str:
    """A listing of one post."""
    link = "/r/bridges/comments/1afjd7n/the_harbour_bridge_is_closed_and_nobody_knows_until_when/"
    post = {"title": "The bridge", "author": "ann", "created_utc": 1.7e9, "id": "1afjd7n", "permalink": link}
    comments = [
        {
            "kind": "t1",
            "data": {
                "author": f"person{at % PEOPLE}",
                "body": WORDS,
                "created_utc": 1.7e9 + at,
                "score": at % 90,
                "id": f"k{at:06}",
                "name": f"t1_k{at:06}",
                "parent_id": "t3_1afjd7n",
                "permalink": f"{link}k{at:06}/",
                "replies": "",
            },
        }
        for at in range(count)
    ]
    listings = [[{"kind": "t3", "data": post}], comments]
    return json.dumps([{"kind": "Listing", "data": {"children": children}} for children in listings])


def hackernews(count: int) -> str:
    """A saved page of Hacker News."""
    head = (
        '<html lang="en" op="item"><head><title>The bridge | Hacker News</title></head><body>'
        '<table id="hnmain"><tr><td>'
        '<table class="fatitem"><tr class="athing submission" id="1"><td class="title"><span class="titleline">'
        '<a href="https://bridge.example/">The bridge</a></span></td></tr></table><table class="comment-tree">'
    )
    comments = (
        f'<tr class="athing comtr" id="{at + 39_000_000}"><td><table><tr><td class="ind" indent="0"></td>'
        f'<td class="default"><span class="comhead"><a href="user?id=person{at % PEOPLE}" class="hnuser">'
        f'person{at % PEOPLE}</a> <span class="age" title="2023-05-01T08:{at % 60:02}:44">'
        f'<a href="item?id={at}">on May 1, 2023</a></span></span><div class="comment"><div class="commtext c00">{WORDS}'
        '</div><div class="reply"><p><u><a href="reply">reply</a></u></div></div></td></tr></table></td></tr>'
        for at in range(count)
    )
    return head + "".join(comments) + "</table></body></html>"


def mailbox(count: int) -> str:
    """A thread of mails."""
    return "".join(
        f"From person{at % PEOPLE}@bridge.example Mon May  1 08:09:44 2023\n"
        f"From: person{at % PEOPLE} <person{at % PEOPLE}@bridge.example>\nSubject: Re: the bridge\n"
        f"Date: Mon, 01 May 2023 08:{at // 60 % 60:02}:{at % 60:02} +0000\nMessage-ID: <{at}@bridge.example>\n"
        + ("In-Reply-To: <0@bridge.example>\n" if at else "")
        + f"\n{WORDS}\n\n"
        for at in range(count)
    )


def bytes_held(page: bytes) -> int:
    """The bytes that a discussion holds beside its file and its words."""
    gc.collect()
    tracemalloc.start()
    try:
        discussion = read(BufferSource(page, "page"))
        gc.collect()
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert len(discussion.parts) == 1
    return held - (discussion.text.size if discussion.text is not discussion.file else 0)


@pytest.mark.parametrize("page", [text, reddit, hackernews, mailbox])
def test_a_comment_takes_few_bytes_beyond_its_words(page: Callable[[int], str]) -> None:
    read(BufferSource(page(9).encode(), "page"))  # what is loaded and compiled for the first page is not counted
    few, many = (bytes_held(page(count).encode()) for count in (FEW, MANY))
    assert (many - few) / (MANY - FEW) <= MOST_BYTES
