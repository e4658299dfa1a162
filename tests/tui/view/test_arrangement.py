"""Which panes are visible on which screen, and which cells they have."""

from __future__ import annotations

import pytest

from thread_reader.view.arrangement import Box, boxes, one_box

PANES = ("article", "comments", "stats")
LONG, SHORT = 500, 6
"""Rows of an article."""


def placed(
    width: int,
    height: int,
    *,
    panes: tuple[str, ...] = PANES,
    focused: str = "comments",
    rows: int = LONG,
    measure: int = 80,
) -> dict[str, Box]:
    """The boxes of a page on a screen whose status line and key bar take two rows."""
    return boxes(width, height - 2, panes, focused, low=height < 24, article_rows=lambda _: rows, measure=measure)


@pytest.mark.parametrize(("width", "left"), [(100, 46), (120, 46), (130, 49), (150, 57), (169, 64)])
def test_the_left_of_two_columns_is_a_share_of_the_width_within_limits(width: int, left: int) -> None:
    found = placed(width, 40)
    assert found["article"].width == found["stats"].width == left
    assert found["comments"] == Box(left, 0, width - left, 38)


@pytest.mark.parametrize(
    ("width", "article", "comments", "stats"),
    [(170, 58, 64, 48), (200, 61, 91, 48), (250, 81, 118, 51), (300, 88, 118, 94), (400, 88, 118, 120)],
)
def test_three_columns_never_make_longer_lines(width: int, article: int, comments: int, stats: int) -> None:
    found = placed(width, 50)
    assert [found[pane].width for pane in PANES] == [article, comments, stats]
    assert [found[pane].x for pane in PANES] == [0, article, article + comments]
    assert {box.height for box in found.values()} == {48}


@pytest.mark.parametrize(
    ("width", "measure", "cells"),
    [
        (120, 40, (46, 74, 46)),
        (160, 40, (82, 78, 82)),
        (200, 40, (48, 78, 74)),
        (200, 80, (61, 91, 48)),
        (300, 120, (101, 151, 48)),
    ],
)
def test_width_that_shorter_lines_leave_goes_to_the_other_panes(
    width: int, measure: int, cells: tuple[int, ...]
) -> None:
    found = placed(width, 50, measure=measure)
    assert tuple(found[pane].width for pane in PANES) == cells


@pytest.mark.parametrize(("height", "most"), [(24, 13), (30, 17), (40, 23), (70, 41)])
def test_a_long_article_leaves_rows_for_the_stats(height: int, most: int) -> None:
    found = placed(120, height)
    assert found["article"].height == most
    assert found["stats"] == Box(0, most, 46, height - 2 - most)
    assert found["stats"].height >= 8


def test_a_short_article_takes_the_rows_that_it_needs() -> None:
    assert placed(120, 40, rows=SHORT)["article"].height == SHORT + 1  # the title


def test_on_a_low_screen_the_stats_take_the_place_of_the_article_while_they_have_the_focus() -> None:
    assert list(placed(120, 23)) == ["comments", "article"]
    assert list(placed(120, 23, focused="article")) == ["comments", "article"]
    assert list(placed(120, 23, focused="stats")) == ["comments", "stats"]


@pytest.mark.parametrize("height", [12, 40])
@pytest.mark.parametrize("width", [120, 200])
def test_a_page_without_an_article_has_no_pane_for_it(width: int, height: int) -> None:
    found = placed(width, height, panes=("comments", "stats"))
    assert sorted(found) == ["comments", "stats"]
    assert {box.height for box in found.values()} == {height - 2}


@pytest.mark.parametrize("width", range(20, 400, 31))
@pytest.mark.parametrize("panes", [PANES, PANES[1:]], ids=len)
@pytest.mark.parametrize("height", [8, 23, 24, 60])
def test_no_two_panes_share_a_cell_and_none_is_off_the_screen(width: int, panes: tuple[str, ...], height: int) -> None:
    for rows in (0, SHORT, LONG):
        cells: set[tuple[int, int]] = set()
        for box in placed(width, height, panes=panes, rows=rows).values():
            assert box.width > 0
            assert box.height > 0
            here = {(x, y) for x in range(box.x, box.x + box.width) for y in range(box.y, box.y + box.height)}
            assert not here & cells
            cells |= here
        assert max(x for x, _ in cells) < width
        assert max(y for _, y in cells) < height - 2


@pytest.mark.parametrize(
    ("pane", "width", "cells"), [("comments", 80, 80), ("comments", 200, 118), ("article", 120, 88)]
)
def test_a_pane_alone_makes_no_longer_lines_either(pane: str, width: int, cells: int) -> None:
    assert one_box(width, 22, pane) == {pane: Box(0, 0, cells, 22)}


def test_beside_a_short_article_no_column_is_left_blank_and_the_stats_are_below_it() -> None:
    found = placed(200, 50, rows=11)
    assert found["article"] == Box(0, 0, 82, 12)
    assert found["stats"] == Box(0, 12, 82, 36)
    assert found["comments"] == Box(82, 0, 118, 48)
    assert {box.y for box in placed(200, 50, rows=12).values()} == {0}
    assert {box.y for box in placed(200, 22, rows=2).values()} == {0}, "too low for two panes in one column"
