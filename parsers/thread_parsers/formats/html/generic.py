"""A page of no known engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.html.head import read_head
from thread_parsers.formats.html.page import Page
from thread_parsers.formats.html.receipt import mark_rest
from thread_parsers.markup.selectors import first_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

MAIN = ("article", "main", "[role=main], #content, #main", ".content", "body")
"""Elements with the main text of a page: the first that is there. A page without any is a fragment."""
DROPPED = "nav, header, footer, aside, form, script, style, button"


def read(discussion: Discussion) -> Iterator[None]:
    """Read the main text of a page as an article."""
    page = Page(discussion.file)
    yield from page.build()
    rendering = Rendering(discussion, has_lines=True)
    read_head(page, rendering)
    main = -1
    for wanted in MAIN:
        main = yield from first_in_steps(page.tree, wanted)
        if main >= 0:
            break
    if main >= 0:
        words = yield from page.body(main, DROPPED)
        rendering.article(words, *page.tree.content(main))
    rendering.note("format", "a page of no known engine: its main text is shown as an article")
    yield from mark_rest(page.tree.markup, rendering)
