"""What some work has kept is freed in steps at its end, and many small things are done in several steps.

Work is counted and not timed: memory blocks that are freed, bytes that are allocated, and calls.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from harness.work import largest_step, most_allocated, most_freed
from thread_parsers.export.writers import WRITERS
from thread_parsers.library.contents import whole_steps
from thread_parsers.library.walking import walk
from thread_parsers.reading import begin
from thread_parsers.source.source import BufferSource
from thread_parsers.stats import steps
from thread_reader.view.jobs import search_steps
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats

MAX_FREED = 20_000
"""Blocks that are freed in one step: a millisecond."""
MAX_CALLS = 25_000
MANY = 3_000
ARTICLE = "Title\n{}\nReward\nComment\n0/400\n"
COMMENT = "Mara\n\u00b7 2025-12-24 06:14\n{}\nReply0\n"
QUESTION = (
    '<row Id="{0}" PostTypeId="1" AcceptedAnswerId="{0}" Title="Tea {0}" CreationDate="2015-12-24T06:14:00.000"'
    ' Body="Tea." />\n'
)


def read(page: str) -> Discussion:
    discussion, work = begin(BufferSource(page.encode()))
    for _ in work:
        pass
    return discussion


def counted(discussion: Discussion) -> Iterator[None]:
    """The steps of counting, which keep their result, as a screen does."""
    kept: list[Stats] = []
    for stats in steps(discussion):
        kept[:] = [stats]
        yield
    yield


def test_the_discussions_of_a_file_are_freed_in_steps() -> None:
    page = f"<?xml version='1.0'?>\n<posts>\n{''.join(QUESTION.format(at) for at in range(MANY))}</posts>\n"
    assert len(read(page).parts) == MANY
    discussion, work = begin(BufferSource(page.encode()))
    assert most_freed(work) <= MAX_FREED
    assert len(discussion.parts) == MANY


def test_the_discussions_of_a_file_are_indexed_in_steps(tmp_path: Path) -> None:
    path = tmp_path / "Posts.xml"
    path.write_text(f"<?xml version='1.0'?>\n<posts>\n{''.join(QUESTION.format(at) for at in range(MANY))}</posts>\n")
    found = next(each for each in walk([str(path)]) if each is not None)
    list(whole_steps(found, with_words=False))  # what is done once is not counted
    assert largest_step(whole_steps(found, with_words=False)) <= MAX_CALLS


@pytest.mark.parametrize("page", [ARTICLE.format("e" * 60_000), ARTICLE.format("x") + COMMENT.format("e" * 60_000)])
def test_the_hits_in_a_long_line_are_freed_in_steps(page: str) -> None:
    reader = Reader(read(page))
    reader.search.ask("e")
    assert most_freed(search_steps(reader)) <= MAX_FREED
    assert reader.search.total >= 60_000


def test_the_spans_of_a_rendered_file_are_freed_in_steps() -> None:
    comments = [{"author": f"Ada {at}", "created": 1_700_000_000 + at, "body": f"Tea {at}."} for at in range(2 * MANY)]
    discussion = read(json.dumps(comments))
    assert most_freed(WRITERS["json"].write(discussion, range(len(discussion.columns)))) <= MAX_FREED


def test_what_is_known_of_a_long_article_is_freed_in_steps() -> None:
    words = ("harbour", "lantern", "village", "orchard", "kettle", "anvil", "meadow")
    sentences = (" ".join(f"{word}{at * at % 9973}" for word in words).capitalize() for at in range(MANY))
    discussion = read(ARTICLE.format(". ".join(sentences) + ".") + COMMENT.format("Tea at the pier."))
    list(counted(discussion))  # what is done once is not counted
    assert most_freed(counted(discussion)) <= MAX_FREED


def test_short_comments_are_compared_with_the_article_in_several_steps() -> None:
    article = " ".join(f"The harbour number {at} cost {at} million dollars." for at in range(200))
    comments = (
        COMMENT.format(f"A harbour{'!' * (at % 7)} for {at} million, says w{at} of v{at}.") for at in range(600)
    )
    discussion = read(ARTICLE.format(article) + "".join(comments))
    list(counted(discussion))  # what is done once is not counted
    assert largest_step(counted(discussion)) <= MAX_CALLS


def test_characters_that_were_never_seen_are_described_in_several_steps() -> None:
    def page(first: int) -> str:
        lines = ("".join(map(chr, range(first + 100 * at, first + 100 * (at + 1)))) for at in range(100))
        return ARTICLE.format("x") + COMMENT.format("\n".join(lines))

    list(counted(read(page(0x20000))))  # what is done once is not counted
    assert largest_step(counted(read(page(0x25000)))) <= 3 * MAX_CALLS


def test_the_lines_of_a_comment_are_compared_with_the_article_in_steps() -> None:
    lines = "\n" * 300_000
    discussion = read(ARTICLE.format("The ferry to the pier is late.") + COMMENT.format(f"Ferry{lines}pier"))
    assert len(discussion.columns) == 1
    list(counted(discussion))  # what is done once is not counted
    assert most_allocated(counted(discussion)) <= len(lines) * 6


def test_the_members_of_an_object_with_comments_are_looked_at_in_part() -> None:
    others = {f"key_{at}": at for at in range(20_000)}
    comments = [{"author": "Ada", "created": "2025-12-24", "body": "Tea."}] * 3
    page = json.dumps({"title": "Tea at the pier", "comments": comments, **others})
    discussion = read(page)
    assert (discussion.title, len(discussion.columns)) == ("Tea at the pier", 3)
    assert largest_step(begin(BufferSource(page.encode()))[1]) <= 2 * MAX_CALLS
