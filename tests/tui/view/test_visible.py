"""Which comments are visible around the matches of a filter."""

from __future__ import annotations

import pytest

from thread_parsers.discussion.columns import Columns
from thread_reader.view.folds import Folds
from thread_reader.view.visible import Context, VisibleComments, visible_comments


@pytest.fixture
def columns() -> Columns:
    """Three threads: comments 0 to 2, comments 3 and 4, comment 5."""
    columns = Columns()
    for parent in (-1, 0, 1, -1, 3, -1):
        columns.append(start=0, body_start=0, body_end=0, end=0, author="a", parent=parent, time=0)
    return columns


@pytest.mark.parametrize(
    ("matches", "expected"),
    [
        ([0], [0, 1, 2]),
        ([2], [0, 1, 2]),
        ([2, 3], [0, 1, 2, 3, 4]),  # the second thread begins where the first one ends
        ([1, 2, 5], [0, 1, 2, 5]),
        ([], []),
    ],
)
def test_whole_threads_of_every_match_are_visible(columns: Columns, matches: list[int], expected: list[int]) -> None:
    visible = visible_comments(columns, folds=Folds(), matches=matches, context=Context.THREADS)
    assert list(visible) == expected


def test_ancestors_of_every_match_are_visible(columns: Columns) -> None:
    visible = visible_comments(columns, folds=Folds(), matches=[2, 4], context=Context.ANCESTORS)
    assert list(visible) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("visible", "comment", "nearest"),
    [
        ([4, 2, 0], 4, 4),
        ([4, 2, 0], 1, 0),  # its parent
        ([5, 3, 4], 1, 3),  # the next on the page
        ([4, 3], 5, 4),  # the one before
        ([1, 0], 5, 1),
        ([], 5, None),
    ],
)
@pytest.mark.parametrize("in_page_order", [True, False])
def test_the_nearest_visible_comment_is_the_parent_or_the_next_on_the_page(
    columns: Columns, visible: list[int], comment: int, nearest: int | None, in_page_order: bool
) -> None:
    rows = VisibleComments(sorted(visible) if in_page_order else visible, in_page_order=in_page_order)
    assert rows.nearest(comment, columns) == nearest
