"""Thread lines: where they begin and end, in whose style, and what they cost in a deep thread."""

from __future__ import annotations

import pytest
from rich.style import Style

from harness.discussions import Post, make_discussion
from harness.work import calls
from thread_parsers.discussion.columns import Columns
from thread_reader.render.geometry import Geometry
from thread_reader.render.layouts import Layouts
from thread_reader.render.looks import Looks
from thread_reader.render.overlay import Overlay
from thread_reader.render.painting import Painter
from thread_reader.render.parents import parent_rows
from thread_reader.render.rails import ThreadLines
from thread_reader.render.signs import ASCII, UNICODE, Signs
from thread_reader.view.lineage import Lineage
from thread_reader.view.reader import Reader
from thread_reader.view.visible import Context

LOOKS = Looks(Style(), lambda role: Style.parse("not bold") if role == "head" else Style(meta={"role": role}))
TREE = [
    Post("Ann", "One."),
    Post("Bo", "Two.", parent=1),
    Post("Cem", "Three.", parent=2),
    Post("Dana", "Four.", parent=1),
    Post("Ann", "Five."),
]


def threads_of(reader: Reader, width: int = 78, signs: Signs = UNICODE) -> ThreadLines:
    return ThreadLines(reader, Lineage(reader.columns), Geometry(width), LOOKS, signs)


def rows(reader: Reader, width: int = 78, signs: Signs = UNICODE) -> list[str]:
    """All rows of the visible comments."""
    painter, threads = Painter(reader.discussion, width, LOOKS, signs), threads_of(reader, width, signs)
    layouts = Layouts(reader.discussion, lambda: reader.folds, width)
    drawn = []
    for comment in reader.visible:
        overlay = Overlay(folded=comment in reader.folds, rails=threads.beside(comment))
        layout = layouts.of(comment)
        drawn += [painter.line(comment, layout, number, overlay) for number in range(layout.height())]
    return ["".join(segment.text for segment in row).rstrip() for row in drawn]


@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_a_line_goes_from_the_mark_of_a_comment_to_the_end_of_its_last_reply(signs: Signs) -> None:
    drawn = rows(Reader(make_discussion(TREE)), signs=signs)
    expected = [
        "  ▾ AN Ann",
        "  │ One.",
        "  │",
        "  │ ▾ BO Bo",
        "  │ │ Two.",
        "  │ │",
        "  │ │ ◦ CE Cem",
        "  │ │ │ Three.",
        "  │",
        "  │ ◦ DA Dana",
        "  │ │ Four.",
        "",
        "  ◦ AN Ann",
        "  │ Five.",
        "",
    ]
    to_signs = str.maketrans("▾◦│", signs.unfolded + signs.leaf + signs.rail)
    assert drawn == [row.translate(to_signs) for row in expected]


def test_a_line_has_the_style_of_the_author_it_belongs_to() -> None:
    reader = Reader(make_discussion(TREE))
    rails = threads_of(reader).beside(2)
    of = {name: LOOKS.thread_line(name) for name in ("Ann", "Bo", "Cem")}
    assert [(segment.text, segment.style) for segment in rails.ahead] == [("│ ", of["Ann"]), ("│ ", of["Bo"])]
    assert rails.own == of["Cem"]
    assert [(segment.text, segment.style) for segment in rails.after] == [("│ ", of["Ann"])]


def test_equal_lines_side_by_side_are_one_segment() -> None:
    posts = [Post("Ann", "Words.", parent=number) for number in range(5)]
    assert [segment.text for segment in threads_of(Reader(make_discussion(posts))).beside(4).ahead] == ["│ " * 4]


def test_comments_without_their_parents_have_no_lines_of_these() -> None:
    reader = Reader(make_discussion(TREE))
    reader.filter.ask("Three OR Four")
    for comment in (2, 3):
        reader.filter.matches.append(comment)
    for context, row in ((Context.MATCHES, "      ◦ CE Cem"), (Context.ANCESTORS, "  │ │ ◦ CE Cem")):
        reader.filter.context = context
        reader.rearrange()
        assert row in rows(reader)


def test_a_comment_too_deep_for_an_indent_says_how_deep_it_is_and_whom_it_answers() -> None:
    names = ("Ann", "Bo", "Cem", "Dana", "Eva", "Finn", "Gus")
    posts = [Post(name, "Words.", parent=number) for number, name in enumerate(names)]
    reader = Reader(make_discussion([*posts, Post("Hal", "Words.", parent=6)]))
    assert Geometry(44).levels == 5
    assert [row for row in rows(reader, width=44) if "Words" not in row][-7:] == [
        "  │ │ │ │ │",
        "  │ │ │ │ │ ▾ FI Finn",
        "  │ │ │ │ │",
        "  │ │ │ │ │ ◦ ⇥6 GU Gus",
        "  │ │ │ │ │",
        "  │ │ │ │ │ ◦ ⇥6 HA Hal  ↑ Finn",
        "",
    ]


def test_a_narrow_pane_has_lines_without_blanks_and_names_without_letters() -> None:
    assert rows(Reader(make_discussion(TREE)), width=30)[6:8] == ["  ││◦ Cem", "  │││ Three."]


def deep(levels: int) -> Columns:
    """The columns of a thread in which each comment answers the one before."""
    columns = Columns()
    for number in range(levels):
        columns.append(start=0, body_start=0, body_end=0, end=0, author="a", parent=number - 1)
    return columns


def test_lines_in_a_deep_thread_cost_what_those_on_the_screen_do() -> None:
    columns = deep(100_000)
    lineage = Lineage(columns)
    assert lineage.of(99_999, 17) == tuple(range(17))
    assert calls(lambda: [lineage.of(comment, 17) for comment in range(50_000, 50_040)]) < 1_000
    assert lineage.of(17, 17) == tuple(range(17))
    assert lineage.of(3, 17) == (0, 1, 2)


def test_ancestors_are_found_again_after_the_thread_has_grown_and_for_other_levels() -> None:
    columns = deep(50)
    lineage = Lineage(columns)
    assert lineage.of(49, 3) == (0, 1, 2)
    columns.append(start=0, body_start=0, body_end=0, end=0, author="a", parent=-1)
    columns.append(start=0, body_start=0, body_end=0, end=0, author="a", parent=50)
    for levels in (1, 2, 5, 3):
        assert lineage.of(49, levels) == tuple(range(levels))
        assert lineage.of(51, levels) == (50,)


@pytest.mark.parametrize("has_grounds", [True, False])
def test_a_pinned_head_fills_its_row_and_the_last_one_is_underlined_without_backgrounds(has_grounds: bool) -> None:
    ground = Style(bgcolor="blue")
    looks = Looks(Style(), lambda role: ground if role == "raised" else Style(), has_grounds=has_grounds)
    reader = Reader(make_discussion(TREE))
    threads = threads_of(reader)
    heads = Painter(reader.discussion, 40, looks).heads
    for is_last in (True, False):
        row = heads.pinned(1, Overlay(rails=threads.beside(1)), 0, is_last=is_last)
        assert "".join(segment.text for segment in row) == "  │ ▾ BO Bo  Two.".ljust(41)
        styles = {(segment.style.bgcolor, bool(segment.style.underline)) for segment in row if segment.style}
        assert styles == {(ground.bgcolor if has_grounds else None, is_last and not has_grounds)}
    between = heads.pinned(0, Overlay(rails=threads.beside(0)), 1_234, is_last=False)
    assert "".join(segment.text for segment in between).rstrip() == "  ▾ AN Ann  … 1,234 between"
    leaf = heads.pinned(2, Overlay(rails=threads.beside(2)), 0, is_last=False)
    assert leaf[3].text == "◦ "


def test_parents_are_shown_whatever_the_filter_hides_and_as_many_as_fit() -> None:
    posts = [Post("Ann", f"Words of {number}. " * 20, parent=number) for number in range(6)]
    reader = Reader(make_discussion(posts))
    reader.filter.ask("nothing")
    reader.filter.context = Context.MATCHES
    reader.rearrange()
    for rows_, numbers in ((30, [0, 1, 2, 3, 4]), (10, [0, 3, 4]), (3, [4]), (1, [4])):
        drawn = parent_rows(reader, 5, Geometry(60), rows_, LOOKS, UNICODE)
        text = ["".join(segment.text for segment in row).rstrip() for _, row in drawn]
        assert len(text) <= rows_
        assert [number for number in range(6) if any(f"Words of {number}." in row for row in text)] == (
            numbers if rows_ > 1 else []
        )
        assert all(row.startswith("  │ │ │ │") for row in text[-2:])
        if rows_ == 10:
            assert text[:4][3] == "  │ … 2 between"
            assert text[2].endswith("…")
