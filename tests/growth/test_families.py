"""Everything that is done with a discussion, in each format: its work is proportional to the number of comments, each a
reply to the one before, and drawing a screenful takes the same in any of them.

Work is counted and not timed: calls of functions, Python's and C's. That chains of 100,000 replies are read in every
format is tested in `tests/parsers/formats/test_contract.py`.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from harness.discussion_work import CONSTANT, GROWING, ROWS, WIDTHS
from harness.discussions import Post, make_discussion
from harness.reply_chains import chains
from harness.work import calls
from thread_parsers.formats.registry import FORMATS
from thread_parsers.reading import read
from thread_parsers.source.source import BufferSource
from thread_reader.render.layouts import Layouts
from thread_reader.view.folds import Folds
from thread_reader.view.navigation import first_reply, go_to_comment, next_sibling, parent, previous_sibling
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats import Format

FEW, TIMES = 40, 4
"""Comments of the smaller page, and how many times as many the larger one has: if each comment were compared with all
others, that would be most of its work."""
MORE = 1.15
"""How much more than that number of times as much work it may be: something grows with the logarithm."""
UNCOUNTED = 500
"""Calls that are made whatever the page has."""
OF_WHOLE_PAGES = {("mediawiki", "raw")}
"""What is done with all comments of a page, since they have their place in the file in common."""
DEPTHS = (10, 100, 1_000, 10_000, 100_000)


@pytest.fixture(autouse=True, scope="module")
def done_once() -> None:
    """Imports, tables and compiled expressions, which are not counted."""
    discussion = read(BufferSource(chains(3, 3)["gate"][0].encode()), "gate")
    for work in (*GROWING.values(), *CONSTANT.values()):
        work(discussion)


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_more_replies_are_proportionally_more_work(format_: Format) -> None:
    def page(count: int) -> Discussion:
        return read(BufferSource(chains(count, count)[format_.name][0].encode()), format_.name)

    small, large = page(FEW), page(TIMES * FEW)
    for name, work in (GROWING | CONSTANT).items():
        if (format_.name, name) in OF_WHOLE_PAGES:
            continue
        most = MORE * (TIMES if name in GROWING else 1)
        few, many = (calls(partial(work, discussion)) for discussion in (small, large))
        if many > most * few + UNCOUNTED:  # some of it begins at a certain size
            few, many = many, calls(partial(work, page(TIMES * TIMES * FEW)))
        assert many <= most * few + UNCOUNTED, f"{name}: {few} calls, then {many}"


def chain(depth: int) -> Discussion:
    """Comments each of which is a reply to the one before."""
    posts = [Post(f"Ann{at % 9}", "Tea at the pier.", "2026-03-01T09:30", at) for at in range(depth)]
    return make_discussion(posts, ["Tea."])


def walked(discussion: Discussion) -> None:
    """Go to the innermost reply, draw it, and go to its relatives."""
    reader = Reader(discussion)
    layouts = Layouts(discussion, Folds, WIDTHS[0])
    reader.resized(layouts, ROWS)
    last = len(discussion.columns) - 1
    go_to_comment(reader, last + 1)
    assert reader.position.comment == last
    assert (parent(reader), first_reply(reader)) == (last - 1, None)
    assert next_sibling(reader) is previous_sibling(reader) is None
    for comment, line in reader.window.lines(reader.position):
        layouts.of(comment).line(line)


DEEP: dict[str, tuple[Callable[[Discussion], object], int]] = {
    **{name: (GROWING[name], 100_000) for name in ("filter", "fold", "sort")},
    **{name: (GROWING[name], 10_000) for name in ("regex", "search", "stats")},
}
"""Up to which depth the work is counted."""


def test_work_does_not_depend_on_the_depth_of_replies() -> None:
    """A hundred comments take as long in a chain of a hundred as in one of a hundred thousand."""
    for depths in pairwise(DEPTHS):
        shallow, deep = map(chain, depths)  # new ones: in neither has anything been kept
        once, times = len(shallow.columns), len(deep.columns) // len(shallow.columns)
        assert deep.columns.depth[-1] == times * once - 1
        for name, (work, most) in DEEP.items():
            if len(deep.columns) <= most:
                few, many = calls(partial(work, shallow)), calls(partial(work, deep))
                assert many <= times * MORE * few + UNCOUNTED, f"{name}: {few} calls at {once}, then {many}"
        if once > ROWS:
            few, many = calls(partial(walked, shallow)), calls(partial(walked, deep))
            assert many <= MORE * few + UNCOUNTED, f"{few} calls at {once}, then {many}"
