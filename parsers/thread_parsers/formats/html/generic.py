"""A page of no known engine: its comments, if it repeats blocks that are some; else its main text as an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.html.blocks import repeated
from thread_parsers.formats.html.head import ADDRESSES, HEAD_ELEMENTS, read_head
from thread_parsers.formats.html.induced import induced
from thread_parsers.formats.html.main_text import DROPPED, main_element
from thread_parsers.formats.html.page import Page
from thread_parsers.formats.html.page_text import PageText
from thread_parsers.formats.html.reader import Reader
from thread_parsers.formats.html.receipt import mark_rest
from thread_parsers.markup.selectors import select
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.html.induction import Induced

MIN_CONFIDENCE = 0.5
"""Blocks that are less likely to be comments are not read as some."""
MAX_FORUM_TEXT = 200
"""Bytes of prose before the first block of a page whose first block is the opening post."""
_FIRST_NUMBER = re.compile(r"#\s?(\d{1,6})\b")
_LATER_PAGE = re.compile(r"(?:[/?&;-]page[-=/]|[?&;]start=)(\d{1,6})\b", re.IGNORECASE)
"""In the address of a later page of a thread."""
MAX_NUMBER_BYTES = 4_096


def read(discussion: Discussion) -> Iterator[None]:
    """Read a page."""
    page = Page(discussion.file)
    yield from page.build()
    text = PageText()
    yield from text.build(page)
    best = yield from _best(page, text)
    if best is not None:
        yield from _comments(discussion, page, text, best)
        return
    rendering = Rendering(discussion, has_lines=True)
    read_head(page, rendering)
    main = main_element(page, text)
    if main >= 0:
        rendering.article(page.body(main, DROPPED), *page.tree.content(main))
    rendering.note("format", "a page of no known engine: its main text is shown as an article")
    yield from mark_rest(page.tree.markup, rendering)


def _best(page: Page, text: PageText) -> Generator[None, None, Induced | None]:
    """The blocks that are most likely the comments of a page; None if no blocks are likely enough."""
    candidates = yield from repeated(page, text)
    best, most = None, 0.0
    for blocks in candidates:
        found = induced(page, text, blocks)
        yield
        if found is not None and found.confidence >= MIN_CONFIDENCE:
            if found.value > most:
                best, most = found, found.value
    return best


def _comments(discussion: Discussion, page: Page, text: PageText, best: Induced) -> Iterator[None]:
    is_thread = best.engine.nesting == "flat" and _begins_with_opening(page, text, best.order[0])
    engine = best.engine._replace(first_is_article=is_thread)
    reader = Reader(discussion, engine, page, best.order)
    if not is_thread:
        main = main_element(page, text)
        if main >= 0 and page.tree.start[main] < page.tree.start[best.order[0]]:
            reader.opening = main
    blocks = counted(len(best.order), "block")
    reader.rendering.note(
        "format",
        f"a page of no known engine: {blocks} of one form are read as comments"
        f" ({best.seen}; confidence {best.confidence:.1f})",
    )
    yield from reader.read()


def _begins_with_opening(page: Page, text: PageText, first: int) -> bool:
    """Whether the first of flat posts is the one that opens the thread: on its first page, without an article before
    it."""
    tree = page.tree
    number = _FIRST_NUMBER.search(page.text(first, MAX_NUMBER_BYTES))
    if number is not None and int(number[1]) != 1:
        return False
    address = page.field(-1, ADDRESSES, first=HEAD_ELEMENTS)
    later = _LATER_PAGE.search(address.text) if address else None
    if later is not None and int(later[1]) > 1:
        return False
    if next(select(tree, "link[rel=prev]", first=HEAD_ELEMENTS), None) is not None:
        return False
    return number is not None or text.prose(tree.start[first]) <= MAX_FORUM_TEXT
