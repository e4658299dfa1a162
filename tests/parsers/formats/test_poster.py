"""The author of what is discussed, by a line above the comments of a copied page."""

from __future__ import annotations

import pytest

from thread_parsers.discussion.roles import is_by_original_poster
from thread_parsers.formats.plain.poster import MAX_LINE_CHARS, poster
from thread_parsers.reading import parse
from thread_parsers.steps import run_to_end

NAMES = {"oakbarrel", "Tin Can", "zk"}


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("The bridge is closed\n930 points by oakbarrel on Feb 3, 2024  | hide | past | 564 comments", "oakbarrel"),
        ("submitted 8 hours ago by oakbarrel", "oakbarrel"),
        ("submitted 8 hours ago * by oakbarrel[S]", "oakbarrel"),
        ("Posted by u/oakbarrel 3 years ago", "oakbarrel"),
        ("   via  zk 8 hours ago  | caches", "zk"),
        ("via [12]zk 8 hours ago", "zk"),
        ("Themenstarter Tin Can\nDatum 3. Mai", "Tin Can"),
        ("Thread starter: Tin Can", "Tin Can"),
        ("@oakbarrel\nopened on May 25, 2025 · edited by zk", "oakbarrel"),
        ("oakbarrel\n\nasked on 3 May", "oakbarrel"),
        ("submitted 8 hours ago by somebody\nsubmitted 9 hours ago by oakbarrel", None),
        ("submitted 8 hours ago by oakbarrels", None),
        ("The points made by oakbarrel are good.", None),
        ("3 people were hurt; it was posted " + "x" * MAX_LINE_CHARS + " by zk", None),
        ("oakbarrel\nopened the door", None),
        ("oakbarrel\nis a tree.\nopened on May 25", None),
        ("via 2 zk", None),
        ("", None),
    ],
)
def test_the_first_byline_above_the_comments_names_who_posted(above: str, name: str | None) -> None:
    assert run_to_end(poster(above, NAMES)) == name


COPIED = b"""Hacker News new | past | comments
The bridge is closed until May (example.org)
41 points by oakbarrel 3 hours ago | hide | past | favorite | 3 comments

tincan 2 hours ago | next [-]

Ten minutes is a long time.

reply

oakbarrel 2 hours ago | parent | next [-]

Ten minutes is nothing at all.

reply

tincan 1 hour ago | prev [-]

It was twenty, in the end.

reply
"""


def test_a_copied_page_knows_the_comments_of_who_posted() -> None:
    discussion = parse(COPIED)
    authors = [discussion.author(comment) for comment in range(len(discussion.columns))]
    assert authors == ["tincan", "oakbarrel", "tincan"]
    assert discussion.article.author == "oakbarrel"
    assert [is_by_original_poster(discussion, comment) for comment in range(3)] == [False, True, False]


def test_a_name_that_does_not_comment_is_not_taken() -> None:
    assert parse(COPIED.replace(b"by oakbarrel", b"by somebody")).article.author is None
