"""The main text of a page: its article without menus, side bars and lists of links."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.markup.selectors import select

if TYPE_CHECKING:
    from thread_parsers.formats.html.induction.texts import Texts

MAIN = ("article", "main", "[role=main], #content, #main", ".content")
"""Elements with the main text of a page, if they hold enough of its text: the first that does."""
DROPPED = "nav, header, footer, aside, form, script, style, button"
MIN_SHARE = 0.2
"""Share of the text outside of links that the main text has at least."""
MIN_OF_SAME_NAME = 0.5
"""Share of the text of all elements that are named as the main text which one of them must have."""
MAX_ELEMENTS = 100
CONTAINERS = frozenset({"article", "body", "div", "main", "section", "td"})
NARROWER = 0.8
"""Share of the text of an element that one inside of it must have to be the main text in its place."""


def main_element(texts: Texts) -> int:
    """The element with the main text; -1 if the page has none."""
    tree = texts.page.tree
    total = texts.unlinked(-1)
    for wanted in MAIN:
        sizes = {element: texts.unlinked(element) for element in islice(select(tree, wanted), MAX_ELEMENTS)}
        largest = max(sizes, key=sizes.__getitem__, default=-1)
        # Of several articles side by side, none is the main text.
        if sizes and sizes[largest] >= max(MIN_SHARE * total, MIN_OF_SAME_NAME * sum(sizes.values())):
            return largest
    main = next(select(tree, "body"), -1)
    if main < 0:
        return -1
    # The innermost element that has most of the text of the one around it.
    at, least = main + 1, NARROWER * texts.unlinked(main)
    while at < tree.stop[main]:
        if tree.names[at] in CONTAINERS and (size := texts.unlinked(at)) >= least:
            main, least = at, NARROWER * size
            at += 1
        elif tree.names[at] in CONTAINERS:
            at = tree.stop[at]
        else:
            at += 1
    return main
