"""Which subjects are worth showing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.discussions import Post, make_discussion
from thread_parsers.discussion.subjects import MAX_CHARS, new_subject

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion


def thread(title: str, *subjects: str) -> Discussion:
    """A chain of comments with these subjects, each a reply to the one before, under a title."""
    discussion = make_discussion([Post(parent=at) for at in range(len(subjects))], [title])
    discussion.article.title_span = discussion.article.paragraph_spans.pop()
    discussion.columns.subjects.update({row: subject for row, subject in enumerate(subjects) if subject})
    return discussion


@pytest.mark.parametrize(
    ("title", "subjects", "shown"),
    [
        ("Night trams", ["Night trams", "Re: Night trams"], ["", ""]),
        ("夜" * 150, ["Re: " + "夜" * 150], [""]),
        ("Night trams", ["Re: night  TRAMS", "Fwd: Re: Night trams"], ["", ""]),
        ("Night trams", ["AW: Antw: Night trams", "RE[2]: Night trams", "Re^3: Night trams"], ["", "", ""]),
        ("Night trams", ["Sv: Night trams", "回复：Night trams"], ["", ""]),
        ("[city] Night trams", ["Re: [city] Night trams", "[city] Re: Night trams"], ["", ""]),
        ("Night trams", ["Buses", "Re: Buses", "Re: Night trams", "Re: Buses"], ["Buses", "", "", "Buses"]),
        ("Night trams", ["", "Re: Buses", "", "Re: Buses"], ["", "Buses", "", "Buses"]),
        ("Night trams", ["Re:", "[solved]", "Really: trams"], ["Re:", "[solved]", "Really: trams"]),
        ("Night trams", ["Re: [city] Buses"], ["[city] Buses"]),
    ],
)
def test_a_subject_is_new_if_neither_title_nor_parent_has_it(title: str, subjects: list[str], shown: list[str]) -> None:
    discussion = thread(title, *subjects)
    assert [new_subject(discussion, row) for row in range(len(subjects))] == shown


def test_without_a_title_the_first_subject_is_new() -> None:
    discussion = make_discussion([Post()])
    discussion.columns.subjects[0] = "Night trams"
    assert new_subject(discussion, 0) == "Night trams"


def test_a_subject_that_only_repeats_the_state_is_not_new() -> None:
    discussion = thread("Night trams", "Pending", "Approved")
    discussion.columns.states.update({0: "pending", 1: "pending"})
    assert [new_subject(discussion, row) for row in range(2)] == ["", "Approved"]


@given(st.text(alphabet="Re: Fwd[]2aé\n", max_size=400), st.integers(1, 9))
def test_a_subject_that_is_repeated_in_replies_is_not_new(rest: str, replies: int) -> None:
    subject = f"Trams {rest}"
    assert new_subject(thread("Night trams", subject, "Re: " * replies + subject), 1) == ""


def test_a_long_subject_is_cut() -> None:
    assert len(new_subject(thread("x", "Re: " + "word " * 1_000_000), 0)) <= MAX_CHARS
