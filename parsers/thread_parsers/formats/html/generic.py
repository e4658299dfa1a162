"""A page of no known engine: its comments, if it repeats blocks that are some; else its main text as an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats.html.induction.blocks import repeated
from thread_parsers.formats.html.induction.engine import induced
from thread_parsers.formats.html.induction.texts import Texts
from thread_parsers.formats.html.induction.vocabulary import COMMENTS, DECLARED, LAST_POST, POSTS
from thread_parsers.formats.html.main_text import main_element, write_article
from thread_parsers.formats.html.reader import Reader
from thread_parsers.formats.html.thread_pages import is_later_page
from thread_parsers.markup.selectors import select
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.html.engines import Engine
    from thread_parsers.formats.html.induction.engine import Induced
    from thread_parsers.formats.html.page import Page

MIN_CONFIDENCE = 0.5
"""Blocks that are less likely to be comments are not read as some."""
MAX_FORUM_TEXT = 200
"""Bytes of prose before the first block of a page whose first block is the opening post."""
_FIRST_NUMBER = re.compile(r"#\s?(\d{1,6})\b")
MIN_OPENING_BYTES = 20
"""Text of an opening post that is not one of the blocks."""
MAX_NUMBER_BYTES = 4_096
SLICE_BLOCKS = 1 << 8
"""Blocks that are looked at between two yields."""
MAX_INDEX_BYTES = 1 << 14
"""How much of a block is looked at to see whether it is a list of topics."""


def read_unknown(page: Page, rendering: Rendering) -> Iterator[None]:
    """Read the comments of a page of no known engine, if it has some, and its main text as the article."""
    texts = Texts(page)
    yield from texts.build()
    best = yield from _best(texts)
    if best is not None:
        yield from _comments(rendering, texts, best)
    elif not rendering.discussion.article.paragraph_spans:
        main = yield from main_element(texts)
        if main >= 0:
            yield from write_article(rendering, page, main)


def _best(texts: Texts) -> Generator[None, None, Induced | None]:
    """The blocks that are most likely the comments of a page; None if no blocks are likely enough."""
    candidates = yield from repeated(texts)
    yield
    best, most = None, 0.0
    for blocks in candidates:
        found = yield from induced(texts, blocks)
        yield
        if found is not None and found.confidence >= MIN_CONFIDENCE and found.value > most:
            best, most = found, found.value
    return best


def _comments(rendering: Rendering, texts: Texts, best: Induced) -> Iterator[None]:
    page = texts.page
    is_thread = best.engine.nesting == "flat" and (yield from _begins_with_opening(texts, best))
    engine = best.engine._replace(first_is_article=is_thread)
    order: list[int] = []
    for number, block in enumerate(best.order, 1):
        if not _is_index(page, engine, block):
            order.append(block)
        if number % SLICE_BLOCKS == 0:
            yield
    reader = Reader(rendering, engine, page, order)
    if not is_thread:
        main = _opening_body(texts, best) if best.engine.nesting == "flat" else -1
        if main < 0:
            main = yield from main_element(texts)
        if main >= 0 and page.tree.start[main] < page.tree.start[best.order[0]]:
            reader.comments.opening = main
    blocks = counted(len(order), "block")
    rendering.note(
        "format",
        f"a page of no known engine: {blocks} of one form are read as comments"
        f" ({best.seen}; confidence {best.confidence:.1f})",
    )
    yield from reader.read()


def _is_index(page: Page, engine: Engine, block: int) -> bool:
    """Whether a block among comments is a list of other topics: it says who wrote the last post of each, but not who
    wrote the block."""
    if not engine.author:
        return False
    tree = page.tree
    start, (_, end) = tree.start[block], tree.content(block)
    if LAST_POST.search(tree.markup, start, min(end, start + MAX_INDEX_BYTES)) is None:
        return False
    return page.field(block, engine.author) is None


def _begins_with_opening(texts: Texts, best: Induced) -> Generator[None, None, bool]:
    """Whether the first of flat posts is the one that opens the thread: on its first page, without an article or an
    opening post of another form before it."""
    page, first = texts.page, best.order[0]
    number = _FIRST_NUMBER.search(page.text(first, MAX_NUMBER_BYTES))
    if number is not None:
        # The comments of a tracker are numbered from one, too: the issue is before them.
        return int(number[1]) == 1 and (_is_post(page, first) or _opening_body(texts, best) < 0)
    if _is_reply(page, first):
        return False
    if (yield from is_later_page(page)):
        return False
    return _opening_body(texts, best) < 0 and texts.prose(page.tree.start[first]) <= MAX_FORUM_TEXT


def _is_reply(page: Page, block: int) -> bool:
    """Whether a block says that it is a comment, and not that it is a post of a thread: by its names or microdata."""
    found, around = page.tree.attributes(block), page.tree.attributes(max(page.tree.parent[block], 0))
    if any(DECLARED.search(one.get("itemtype", "")) for one in (found, around)):
        return True
    return COMMENTS.search(_names(page, block)) is not None and not _is_post(page, block)


def _is_post(page: Page, block: int) -> bool:
    """Whether a block is named as a post of a thread."""
    return POSTS.search(_names(page, block)) is not None


def _names(page: Page, block: int) -> str:
    """What a block is called: its class, its id, and its element if that is one of the page's own."""
    found, name = page.tree.attributes(block), page.tree.names[block]
    return f"{found.get('class', '')} {found.get('id', '')} {name if '-' in name else ''}"


def _opening_body(texts: Texts, best: Induced) -> int:
    """An element before the blocks like those with their words; -1 if there is none."""
    page, first = texts.page, best.order[0]
    found = (at for row in best.engine.body if row for at in select(page.tree, row, first=first))
    return next((at for at in found if texts.unlinked(at) >= MIN_OPENING_BYTES and page.tree.stop[at] <= first), -1)
