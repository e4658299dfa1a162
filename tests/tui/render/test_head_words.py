"""The words of a head after the name: who the author is, the user's marks, facts, and which of them fit."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from harness.discussions import Post, make_discussion
from thread_parsers.discussion.roles import Badges, badges_of
from thread_reader.render.head_words import MIN_NAME_CELLS, Word, fit, head_words, shown_name
from thread_reader.render.overlay import Overlay
from thread_reader.render.signs import UNICODE
from thread_reader.state.authors import AuthorMark

TREE = [Post("Ann", "One.", likes=1200), Post("Bo", "Two.", parent=1, likes=-3), Post("", "Three.", parent=1)]


@pytest.mark.parametrize(
    ("written", "badges"),
    [
        ("OP", Badges(is_poster=True)),
        ("[S]", Badges(is_poster=True)),
        ("Autor", Badges(is_poster=True)),
        ("OP, Moderator", Badges(is_poster=True, moderator="mod")),
        ("[M]", Badges(moderator="mod")),
        ("Admin", Badges(moderator="admin")),
        ("Owner · Collaborator", Badges(others="Owner · Collaborator")),
        ("", Badges()),
        ("[]()", Badges()),
    ],
)
def test_a_badge_says_who_the_author_is(written: str, badges: Badges) -> None:
    assert badges_of(written) == badges


def test_who_the_author_is_comes_before_the_marks_of_the_user_and_the_facts() -> None:
    discussion = make_discussion(TREE, author="Ann")
    discussion.columns.badges[0] = "Mod, Staff"
    discussion.columns.edited[0] = ""
    overlay = Overlay(is_own=True, starred=True, note="n", marks="a", author=AuthorMark("expert", "sea"))
    words = head_words(discussion, 0, overlay, UNICODE, "22:47")
    assert "".join(word.text for word in words) == " OP mod you Staff expert ★ ✎ ◆a  22:47  ♥ 1,200  edited"
    assert [word.role for word in words[:5]] == ["heading", "match", "title", "pane-name", "author-5"]
    assert [word.role for word in head_words(discussion, 1, Overlay(), UNICODE, "")] == ["warning"]


def test_a_state_stands_in_the_place_of_a_name_and_a_number_where_no_comment_has_one() -> None:
    discussion = make_discussion(TREE)
    assert [shown_name(discussion, comment) for comment in range(3)] == [
        ("Ann", True),
        ("Bo", True),
        ("(no name)", False),
    ]
    discussion.columns.states[2] = "deleted"
    discussion.columns.states[1] = "spam"
    assert shown_name(discussion, 2) == ("[deleted]", False)
    assert [word.text for word in head_words(discussion, 2, Overlay(), UNICODE, "22:47")] == ["  22:47"]
    assert head_words(discussion, 1, Overlay(), UNICODE, "")[0].text == "  spam"
    assert shown_name(make_discussion([Post("", "One."), Post("", "Two.")]), 1) == ("2", False)


WORDS = [Word(" OP", "heading", is_kept=True), Word(" you", "title"), Word("  22:47", "quiet"), Word("  ♥ 1", "quiet")]


@pytest.mark.parametrize(
    ("cells", "drawn"),
    [
        (40, "PromenadePete OP you  22:47  ♥ 1"),
        (32, "PromenadePete OP you  22:47  ♥ 1"),
        (31, "PromenadePete OP you  22:47"),
        (26, "PromenadePete OP you"),
        (19, "PromenadePete OP"),
        (15, "PromenadePe… OP"),
        (11, "Promena… OP"),
        (10, "PromenadeP"),
        (3, "Pr…"),
        (0, ""),
    ],
)
def test_words_leave_from_the_end_and_the_name_is_cut_last(cells: int, drawn: str) -> None:
    name, kept = fit("PromenadePete", WORDS, cells)
    found = name + "".join(word.text for word in kept)
    assert found.replace("…", "")[:MIN_NAME_CELLS] == drawn.replace("…", "")[:MIN_NAME_CELLS]
    assert found == drawn or (cells == 10 and found == "Promenade…")


def test_any_name_and_any_room_give_a_head_that_fits() -> None:
    for name in ("", "a", "Pete", "東京観察者東京観察者", "x" * 200):
        for cells in range(60):
            cut, kept = fit(name, WORDS, cells)
            assert cell_len(cut) + sum(cell_len(word.text) for word in kept) <= max(cells, 0)
