"""The main text of a page: its article without menus, side bars and lists of links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.markup.elements import NO_ELEMENTS
from thread_parsers.markup.selectors import is_one, selector

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.html.induction.texts import Texts
    from thread_parsers.formats.html.page import Edit, Page
    from thread_parsers.markup.elements import Elements

MAIN = ("article", "main", "[role=main], #content, #main", ".content")
"""Elements with the main text of a page, if they hold enough of its text: the first that does."""
DROPPED = "nav, header, footer, aside, form, script, style, button"
MIN_SHARE = 0.2
"""Share of the text outside of links that the main text has at least."""
MIN_OF_SAME_NAME = 0.5
"""Share of the text of all elements that are named as the main text which one of them must have."""
BLOCKS = frozenset({"article", "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "section", "table", "ul", "ol"})
PIECE_BYTES = 1 << 14
"""Markup of the article that is rendered at a time, if it can be divided."""
SLICE_ELEMENTS = 1 << 8
"""Elements between two yields."""
CONTAINERS = frozenset({"article", "body", "div", "main", "section", "td"})
NARROWER = 0.8
"""Share of the text of an element that one inside of it must have to be the main text in its place."""


def main_element(texts: Texts) -> Generator[None, None, int]:
    """Find the element with the main text; -1 if the page has none."""
    tree, total = texts.page.tree, texts.unlinked(-1)
    sizes: list[dict[int, int]] = [{} for _ in MAIN]
    body = -1
    for element in range(len(tree)):
        for named, wanted in zip(sizes, MAIN, strict=True):
            if is_one(tree, element, selector(wanted)):
                named[element] = texts.unlinked(element)
        if body < 0 and tree.names[element] == "body":
            body = element
        if element % SLICE_ELEMENTS == 0:
            yield
    for named in sizes:
        largest = max(named, key=named.__getitem__, default=-1)
        # Of several articles side by side, none is the main text.
        if named and named[largest] >= max(MIN_SHARE * total, MIN_OF_SAME_NAME * sum(named.values())):
            return largest
    return -1 if body < 0 else (yield from _innermost(texts, body))


def _innermost(texts: Texts, main: int) -> Generator[None, None, int]:
    """The innermost element that has most of the text of the one around it."""
    tree, at, least = texts.page.tree, main + 1, NARROWER * texts.unlinked(main)
    count = 0
    while at < tree.stop[main]:
        is_container = tree.names[at] in CONTAINERS
        if is_container and (size := texts.unlinked(at)) >= least:
            main, least = at, NARROWER * size
        at = tree.stop[at] if is_container and main != at else at + 1
        count += 1
        if count % SLICE_ELEMENTS == 0:
            yield
    return main


def write_article(rendering: Rendering, page: Page, main: int, known: Elements = NO_ELEMENTS) -> Iterator[None]:
    """Write the words of an element, up to the first of the `known` elements, as the article. It is divided between
    elements right below it, so that no step is long."""
    tree, wanted = page.tree, selector(DROPPED)
    begin, end = page.content(main, known)
    gaps: list[Edit] = []
    at, count = main + 1, 0
    while at < tree.stop[main] and tree.start[at] < end:
        count += 1
        if count % SLICE_ELEMENTS == 0:
            yield
        if tree.names[at] in BLOCKS and tree.parent[at] == main and tree.start[at] - begin >= PIECE_BYTES:
            words = yield from page.rendered(begin, tree.start[at], gaps)
            rendering.article(words, begin, tree.start[at])
            begin, gaps = tree.start[at], []
            yield
        if is_one(tree, at, wanted):
            gaps.append((tree.start[at], min(tree.end[at], end), ""))
            at = tree.stop[at]
        else:
            at += 1
    words = yield from page.rendered(begin, end, gaps)
    rendering.article(words, begin, end)
