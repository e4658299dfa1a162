"""What is drawn takes as much work as a screen has lines, however long a comment or a paragraph is.

Work is counted and not timed: calls of functions, Python's and C's.
"""

from __future__ import annotations

from functools import partial

import pytest

from harness.work import calls
from thread_parsers.reading import parse
from thread_reader.render.article_layout import ArticleLayout
from thread_reader.render.layout import LINES_AT_ONCE
from thread_reader.render.layouts import MAX_CACHED_LINES, Layouts
from thread_reader.view.folds import Folds
from thread_reader.view.hits import go_to_hit, next_hit, tally
from thread_reader.view.jobs import search_steps
from thread_reader.view.on_screen import whole_comments
from thread_reader.view.position import Position, Window
from thread_reader.view.reader import Reader
from thread_reader.view.visible import VisibleComments
from thread_reader.widgets.article_pane import ROWS_AHEAD

ROWS = 40
WIDTHS = (30, 50, 80)
CHARACTERS = (400_000, 800_000)
ARTICLE = "The ferry is late.\n{}\nReward\nComment\n0/400\n"
COMMENT = "Mara\n· 2025-12-24 06:14\n{}\nView OriginalReply0\n"
ATOMS = ("x", "ferry ", "fähre ", "渡", "\x1b[1m", "\0")


def layouts_of(*texts: str) -> Layouts:
    """Layouts of a page with comments of these texts."""
    discussion = parse(ARTICLE.format("") + "".join(map(COMMENT.format, texts)))
    assert len(discussion.columns) == len(texts)
    return Layouts(discussion, Folds, 80)


@pytest.mark.parametrize("row", [0, -1, -200])
@pytest.mark.parametrize("atom", ATOMS, ids=ascii)
def test_a_screenful_of_a_long_comment_takes_the_same_whatever_its_length(atom: str, row: int) -> None:
    work = []
    for characters in CHARACTERS:
        text = atom * (characters // len(atom))
        layouts = layouts_of("Short.", text, "Short.")

        def draw(layouts: Layouts = layouts) -> None:
            for width in WIDTHS:
                layouts.width = width
                window = Window(VisibleComments(range(3)), layouts, ROWS)
                position = window.settled(Position(1, None, row))
                assert window.hidden_below(position, 3) >= 3
                lines = list(window.lines(window.scrolled(window.at(1, near=position), 3)))
                assert len(lines) == ROWS
                assert [layouts.of(comment).line(line) for comment, line in lines]

        work.append(calls(draw))
    assert work[1] <= 1.1 * work[0]


def test_which_comments_are_whole_on_the_screen_is_found_without_laying_out_a_long_one() -> None:
    work = []
    for characters in CHARACTERS:
        page = ARTICLE.format("") + COMMENT.format("Short.") + COMMENT.format("x" * characters)
        reader = Reader(parse(page))
        layouts = Layouts(reader.discussion, Folds, 80)
        reader.resized(layouts, ROWS)
        assert whole_comments(reader) == [0]
        layouts.forget()
        work.append(calls(partial(whole_comments, reader)))
    assert work[1] <= 1.1 * work[0]


def test_a_comment_of_more_lines_than_are_kept_is_laid_out_once() -> None:
    width = 12
    layouts = layouts_of("Short.", "x" * (width * (MAX_CACHED_LINES + LINES_AT_ONCE)), "Short.")
    layouts.width = width
    assert layouts.height(1) > MAX_CACHED_LINES

    def go_back_and_forth() -> None:
        for comment in (0, 1, 2) * 100:
            layouts.height(comment)

    assert calls(go_back_and_forth) < MAX_CACHED_LINES


@pytest.mark.parametrize("atom", ATOMS, ids=ascii)
def test_a_screenful_of_an_article_of_one_line_takes_the_same_whatever_its_length(atom: str) -> None:
    work = []
    for characters in CHARACTERS:
        page = ARTICLE.format(atom * (characters // len(atom))) + COMMENT.format("Late.")
        layout = ArticleLayout(parse(page))

        def lay_out(width: int, layout: ArticleLayout = layout) -> None:
            layout.begin(width, width)
            layout.lines(ROWS_AHEAD)

        lay_out(WIDTHS[0])  # the text is made printable once
        work.append(calls(lambda lay_out=lay_out: [lay_out(width) for width in WIDTHS[1:]]))  # type: ignore[misc]
    assert work[1] <= 1.1 * work[0]


def test_going_from_hit_to_hit_in_a_long_comment_does_not_find_all_of_them_again() -> None:
    reader = Reader(parse(ARTICLE.format("") + COMMENT.format("ferry " * 20_000) + COMMENT.format("Late ferry.")))
    reader.search.ask("ferry")
    for _ in search_steps(reader):
        pass
    first = next_hit(reader)
    assert first is not None
    go_to_hit(reader, first)

    def go_on() -> None:
        for at in range(1, 11):
            hit = next_hit(reader)
            assert hit is not None
            go_to_hit(reader, hit)
            assert (tally(reader).ordinal, tally(reader).total) == (at + 2, 20_002)  # the first is in the article

    assert calls(go_on) < 10_000
