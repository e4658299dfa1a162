"""Folded comments in columns: what stands where, what is cut, and when a row is a head like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.style import Style

from harness.discussions import Post, make_discussion
from thread_reader.render.index_rows import WORDS_COLUMN, short
from thread_reader.render.layout import FOLDED, LAST_FOLDED
from thread_reader.render.layouts import Layouts
from thread_reader.render.looks import Looks
from thread_reader.render.overlay import Overlay
from thread_reader.render.painting import Painter
from thread_reader.view.folds import Folds
from thread_reader.view.times import Times

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

LOOKS = Looks(Style(), lambda _: Style())
POSTS = [
    Post("LastStopLena", "A second person on board is the whole point.", "2025-04-10T18:36", likes=12),
    Post("mossandiron", "It was in the Courier.", "2025-04-10T22:47", parent=1, likes=-3),
    Post("averylongnameindeedforanyone", "Bruno is my uncle.", "2025-04-11T08:40", parent=2, likes=12_345),
    Post("东京观察者", "我们再看看吧。" * 20, "2014-03-09T08:41"),
]


def row(discussion: Discussion, comment: int, width: int = 74, **overlay: object) -> str:
    when = Times(discussion).in_column(comment, comment - 1 if comment else None)
    drawn = Painter(discussion, width, LOOKS).line(
        comment,
        FOLDED,
        0,
        Overlay(folded=True, when=when, **overlay),  # type: ignore[arg-type]
    )
    text = "".join(segment.text for segment in drawn)
    assert cell_len(text) <= width
    return text.rstrip()


def test_columns_begin_at_the_same_cells_whatever_is_in_them() -> None:
    discussion = make_discussion(POSTS)
    assert [row(discussion, comment) for comment in range(4)] == [
        "  ▸ LS LastStopLena       10 Apr   ♥  12  ↩   2  A second person on board…",
        "    ▸ MO mossandiron      22:47    ♥  -3  ↩   1  It was in the Courier.",
        "      ▸ AV averylongname… 11 Apr   ♥ 12k         Bruno is my uncle.",
        "  ▸ 东 东京观察者         2014-03                我们再看看吧。我们再看看…",
    ]


def test_what_is_found_inside_comes_before_the_words() -> None:
    discussion = make_discussion(POSTS)
    assert row(discussion, 1, width=90, found="2 hits")[WORDS_COLUMN:] == "2 hits · It was in the Courier."
    assert row(discussion, 0, width=60, found="2 hits, 14 unread")[WORDS_COLUMN:] == "2 hits, 14…"


@pytest.mark.parametrize("width", [57, 40, 20])
def test_a_narrow_row_is_a_head_like_any_other(width: int) -> None:
    assert row(make_discussion(POSTS), 0, width=width).startswith(
        "  ▸ LS LastStopLena"[:width] if width > 38 else "  ▸ "
    )
    assert "↩   2" not in row(make_discussion(POSTS), 0, width=width)


def test_a_row_without_room_for_its_name_is_a_head_like_any_other() -> None:
    posts = [Post("Ann", "Words.", parent=number) for number in range(9)]
    rows = [row(make_discussion(posts), comment) for comment in range(9)]
    assert [text.endswith("  Words.") and text.index("Words.") == WORDS_COLUMN for text in rows] == [True] * 6 + [
        False
    ] * 3


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-999, "-999"), (9_999, "9999"), (10_000, "10k"), (-12_345, "-12k"), (2_147_483_647, "2G")],
)
def test_numbers_have_at_most_four_cells(value: int, text: str) -> None:
    assert short(value) == text


def test_a_blank_row_parts_a_folded_comment_from_an_unfolded_one() -> None:
    discussion = make_discussion(POSTS)
    folds = Folds(exceptions=frozenset({0, 1}))
    layouts = Layouts(discussion, lambda: folds, 74, ends_folded=lambda comment: comment + 1 not in folds)
    assert [layouts.of(comment) for comment in (0, 1)] == [FOLDED, LAST_FOLDED]
    assert [layouts.height(comment) for comment in (0, 1)] == [1, 2]
