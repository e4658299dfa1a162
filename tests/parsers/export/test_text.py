"""Plain text: what a pager shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.export.text import MAX_INDENT_DEPTH, write
from thread_parsers.export.writers import WRITERS
from thread_parsers.reading import parse

if TYPE_CHECKING:
    from thread_parsers.discussion.comment import Comment

Build = Callable[..., Discussion]


def text(discussion: Discussion) -> str:
    return "".join(write(discussion, range(len(discussion.comments))))


def test_the_discussion_reads_from_title_to_last_reply(build: Build) -> None:
    discussion = build(
        "Bees on the roof",
        ["The library keeps bees."],
        [
            {"author": "Ann", "time": "2025-12-24T06:14", "likes": 1, "replies": 1, "body": "Lovely.\n---\nHoney?"},
            {"author": "Bob", "time": "2025-12-24T06:14:30", "parent": 0, "likes": 2, "body": "Wasps."},
            {"author": "", "body": "Who am I"},
        ],
    )
    discussion.engagement.likes, discussion.engagement.comments = 16, 1
    assert text(discussion) == (
        "Bees on the roof\n\nThe library keeps bees.\n\n16 likes · 1 comment\n\n"
        "Ann · 2025-12-24 06:14 · 1 like · 1 reply\nLovely.\n---\nHoney?\n\n"
        "  Bob · 2025-12-24 06:14:30 · 2 likes\n  Wasps.\n\n"
        "(no name)\nWho am I\n"
    )


def test_a_declared_score_below_zero_is_written(build: Build) -> None:
    discussion = build("Trams", [], [])
    discussion.engagement.likes = -3
    assert text(discussion) == "Trams\n\n-3 likes\n"


def test_a_relative_time_is_written_as_on_the_page(build: Build) -> None:
    discussion = build(None, [], [{"author": "Ann", "body": "x"}])
    discussion.columns.times_as_written[0] = "3 hours ago"
    assert text(discussion) == "Ann · 3 hours ago\nx\n"


def test_badge_score_below_zero_edit_and_computed_time_are_in_the_head(build: Build) -> None:
    comments = [
        {"time": "2024-02-01T00:00", "likes": -3, "body": "x"},
        {"time": "2024-02-01T06:00:07", "body": "y"},
        {},
    ]
    discussion = build(None, [], comments)
    columns = discussion.columns
    columns.badges[0] = "OP"
    columns.edited.update({0: "", 1: "an hour ago"})
    columns.times_as_written.update({0: "last month", 1: "3h"})
    columns.inferred_times.update({0, 1})
    columns.time_units.update({0: "month", 1: "hour"})
    assert text(discussion) == (
        "Ann OP · ~2024-02 · -3 likes · edited\nx\n\nAnn · ~2024-02-01 06h · edited an hour ago\ny\n\nAnn\n"
    )


def test_state_accepted_new_subject_and_address_are_at_the_end_of_the_head(build: Build) -> None:
    discussion = build("Night trams", [], [{"body": "x", "likes": -3}, {"parent": 0}, {"body": "y"}])
    columns = discussion.columns
    columns.states.update({0: "spam", 1: "deleted\nby\nBo"})
    columns.accepted.add(0)
    columns.subjects.update({0: "Re: Night trams", 1: "Buses", 2: "Re: buses"})
    columns.permalinks[1] = "https://forum.example/t/9#c2"
    assert text(discussion) == (
        "Night trams\n\n"
        "Ann · -3 likes · spam · accepted\nx\n\n"
        '  Ann · deleted by Bo · "Buses" · https://forum.example/t/9#c2\n  [deleted by Bo]\n\n'
        'Ann · "buses"\ny\n'
    )


def test_indentation_ends_and_the_depth_becomes_a_number(build: Build) -> None:
    """A chain of replies as long as the page allows must not be written as a triangle."""
    chain = [{"author": "Ann", "body": "x", "parent": depth - 1} for depth in range(MAX_INDENT_DEPTH + 2)]
    last = text(build(None, [], chain)).split("\n\n")[-1]
    assert last == f"{'  ' * MAX_INDENT_DEPTH}Ann · depth {MAX_INDENT_DEPTH + 1}\n{'  ' * MAX_INDENT_DEPTH}x\n"


def test_bytes_that_are_no_text_are_given_back(build: Build) -> None:
    discussion = build(None, [], [{"author": "Ann", "body": "\udcff\x1b[31m"}])
    written = b"".join(map(WRITERS["txt"].encoded, write(discussion, [0])))
    assert written == b"Ann\n\xff\x1b[31m\n"


def test_the_text_is_read_back_as_the_same_discussion(build: Build) -> None:
    people = ["Ann", "Bob", "Ann", "Cem", "Bob"]
    parents = [-1, 0, 1, -1, 3]
    comments = [
        {
            "author": author,
            "time": f"2025-12-24T06:1{at}",
            "parent": parent,
            "body": f"No {at}.\n---\nTwo\nlines",
        }
        for at, (author, parent) in enumerate(zip(people, parents, strict=True))
    ]
    discussion = build("Bees on the roof", ["The library keeps bees.", "They make honey."], comments)
    again = parse(text(discussion), format_name="plain")
    assert (again.title, again.paragraphs) == (discussion.title, discussion.paragraphs)
    assert [without_places(comment) for comment in again.comments] == [
        without_places(comment) for comment in discussion.comments
    ]


def without_places(comment: Comment) -> tuple[object, ...]:
    """What a comment says, without its places."""
    words = [segment.text for segment in comment.segments]
    return comment.author, comment.time, comment.parent, comment.likes, words
