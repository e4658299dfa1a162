"""Whether a page is the first one of a thread: later ones do not have the opening post."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats.html.head import ADDRESSES, HEAD_ELEMENTS
from thread_parsers.markup.selectors import select

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.formats.html.page import Page

CURRENT_PAGE = (
    ".pageNav-page--current", ".PageNav .currentPage", ".pagination .active", ".pagination .current",
    ".pagination strong", "[aria-current=page]", ".pagenav .alt2 strong", ".pagination span.selected",
    ".pagelinks strong", ".pagelinks .current_page",
    ".gensmall strong", ".gensmall b b", ".nav b",
)  # fmt: skip
"""The number of this page among the links to the others: XenForo, phpBB, vBulletin and others."""
_ADDRESS = re.compile(r"(?:[/?&;-]page[-=/]?|[?&;](?:start|st|offset)=|/p)(\d{1,6})(?:[/?#&.]|$)", re.IGNORECASE)
_TITLE = re.compile(r"[-|,\u2013\u2014]\s*(?:page|seite|p\u00e1gina|pagina|strona|sida)\s+(\d{1,6})\b", re.IGNORECASE)
"""XenForo writes `Topic | Page 2 | Forum`."""
_NUMBER = re.compile(r"\d{1,6}")


def is_later_page(page: Page) -> Generator[None, None, bool]:
    """Find out whether a page says of itself that there are pages before it."""
    for found, pattern in (
        (page.field(-1, ADDRESSES, first=HEAD_ELEMENTS), _ADDRESS),
        (page.field(-1, ("title",), first=HEAD_ELEMENTS), _TITLE),
    ):
        stated = pattern.search(found.text) if found else None
        if stated is not None and int(stated[1]) > 1:
            return True
    if next(select(page.tree, "link[rel=prev]", first=HEAD_ELEMENTS), None) is not None:
        return True
    for row in CURRENT_PAGE:
        current = yield from page.find((row,))
        number = _NUMBER.fullmatch(current.text) if current else None
        if number is not None:
            return int(number[0]) > 1
    return False
