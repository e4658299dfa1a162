"""What is copied of a comment or a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from thread_parsers.reading import parse
from thread_reader.view.bookmarks import Place
from thread_reader.view.clipboard import COPIES, markdown, permalink

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_reader.view.reader import Reader

IMAGE = "![x](http://t.example/p.png) <b>hi</b>"
PAGE = f"""<i>Ann</i>
· 2025-12-24 06:14
{IMAGE}
---
# not a heading
two
Reply0
"""
DISCUSSION = parse(PAGE, name="page.txt")


def test_copied_markdown_holds_no_markup_of_the_page() -> None:
    copied = markdown(DISCUSSION, Place(0))
    assert copied == (
        "**\\<i\\>Ann\\</i\\>, 2025-12-24 06:14**\n\n"
        "> !\\[x\\](http://t.example/p.png) \\<b\\>hi\\</b\\>\n>\n> ---\n>\n> \\# not a heading  \n> two"
    )
    tokens = MarkdownIt("commonmark").parse(copied)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or []}
    assert "strong_open" in kinds
    assert kinds.isdisjoint({"image", "link_open", "html_inline", "html_block", "heading_open"})


def test_one_segment_is_copied_alone() -> None:
    assert markdown(DISCUSSION, Place(0, 1)).endswith("**\n\n> \\# not a heading  \n> two")


@pytest.mark.parametrize(
    ("key", "copied"),
    [
        ("t", f"{IMAGE}\n---\n# not a heading\ntwo"),
        ("q", f"<i>Ann</i>, 2025-12-24 06:14 wrote:\n> {IMAGE}\n> ---\n> # not a heading\n> two"),
        ("l", "page.txt:1"),
    ],
)
def test_the_other_ways_to_copy_keep_the_text_as_it_is(key: str, copied: str) -> None:
    ways = {letter: copy for letter, _, copy in COPIES}
    assert ways[key](DISCUSSION, Place(0)) == copied


POSTS = [("Ann", "One line.\nAnother.\n---\nNext.\n\nEnd.", -1, 90), ("", "Hm.", 0)]


@pytest.mark.parametrize(
    ("letter", "place", "copied"),
    [
        ("t", Place(0), "One line.\nAnother.\n---\nNext.\n\nEnd."),
        ("t", Place(0, 0), "One line.\nAnother."),
        ("t", Place(0, 1), "Next.\n\nEnd."),
        ("q", Place(0, 1), "Ann, 1970-01-01 01:30 wrote:\n> Next.\n>\n> End."),
        ("q", Place(1), "unknown author wrote:\n> Hm."),
        ("l", Place(0, 1), "folder/page.txt:1"),
        ("l", Place(1), "folder/page.txt:2"),
    ],
)
def test_each_letter_copies_a_place_in_its_way(
    make_reader: Callable[..., Reader], letter: str, place: Place, copied: str
) -> None:
    ways = {key: function for key, _, function in COPIES}
    assert ways[letter](make_reader(POSTS).discussion, place) == copied


def test_a_time_that_is_not_absolute_is_copied_as_it_is_written(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS)
    reader.discussion.columns.times_as_written[1] = "3 hours ago"
    ways = {key: function for key, _, function in COPIES}
    assert ways["q"](reader.discussion, Place(1)) == "3 hours ago wrote:\n> Hm."


def test_every_way_to_copy_has_its_letter_and_its_title() -> None:
    assert [(letter, title.split(":")[0]) for letter, title, _ in COPIES] == [
        ("t", "text"),
        ("q", "quoted"),
        ("m", "Markdown"),
        ("l", "link"),
        ("p", "permalink"),
    ]


def test_without_an_address_the_id_of_the_site_is_copied_after_its_name() -> None:
    discussion = parse(PAGE)
    assert permalink(discussion, Place(0)) == ""
    discussion.columns.ids[0] = "kd82a"
    assert permalink(discussion, Place(0)) == "gate kd82a"
    discussion.columns.permalinks[0] = "https://forum.example/t/9#c1"
    assert permalink(discussion, Place(0)) == "https://forum.example/t/9#c1"
