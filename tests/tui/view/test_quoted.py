"""Which comment lines are quoted from."""

from __future__ import annotations

import pytest

from harness.fake_host import comments_of
from thread_reader.view.quoted import Quoted, QuotedComments

DISCUSSION = comments_of(
    ("Zoë", -1, "An earlier comment says that the ferry to the islands is late again."),
    ("Tom", -1, "The plan needs *thirty* drivers,\nand we have a few.\nYes!\n日本語の文章です。"),
    ("Ann", 1, "> The plan needs thirty drivers\n\nIt does not. 42"),
    ("", 2, "Nobody has a name here, which is fine."),
    ("Bo", 3, "Quotes go here."),
)


@pytest.mark.parametrize(
    ("lines", "quoted"),
    [
        (["the plan needs thirty DRIVERS, and we have a few."], Quoted(1, "Tom")),
        (["The plan needs thirty drivers", "No, it has them."], Quoted(1, "Tom")),
        (["drivers", "a", "It does not. 42"], Quoted(2, "Ann")),
        (["... plan needs [...] thirty drivers, and we..."], Quoted(1, "Tom")),
        (["yes"], Quoted(1, "Tom")),
        (["日本語の文章"], Quoted(1, "Tom")),
        (["nobody has a name"], Quoted(3, "comment 4")),
        (["a comment says that the ferry to the islands"], None),
        (["comment says that the ferry to the islands"], Quoted(0, "Zoë")),
        (["the ferry is late"], None),
        (["drivers"], None),
        (["...", "> "], None),
        ([], None),
    ],
)
def test_it_is_the_nearest_parent_with_the_words_or_an_earlier_comment(lines: list[str], quoted: Quoted | None) -> None:
    assert QuotedComments(DISCUSSION).find(4, lines) == quoted
