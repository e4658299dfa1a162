"""What is copied of a comment or a segment."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from thread_parsers.reading import parse
from thread_reader.view.bookmarks import Place
from thread_reader.view.clipboard import COPIES, markdown

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
        ("l", "page.txt:1-7 (comment 1)"),
    ],
)
def test_the_other_ways_to_copy_keep_the_text_as_it_is(key: str, copied: str) -> None:
    ways = {letter: copy for letter, _, copy in COPIES}
    assert ways[key](DISCUSSION, Place(0)) == copied
