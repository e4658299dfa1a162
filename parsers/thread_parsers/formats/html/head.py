"""What a page says of itself: title, address, author, time of the article; when it was saved and by what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats.json.fields import iso_time

if TYPE_CHECKING:
    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.html.page import Page

TITLES = (
    "meta[property=og:title]@content", "meta[name=twitter:title]@content", "h1", "title",
)  # fmt: skip
ADDRESSES = ("link[rel=canonical]@href", "meta[property=og:url]@content")
AUTHORS = ("meta[name=author]@content", "meta[property=article:author]@content")
TIMES = ("meta[property=article:published_time]@content", "head meta[itemprop=datePublished]@content")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,9}\)(\S{1,2000})\s*-->")
"""Written by browsers at the beginning of a saved page."""
HEAD_BYTES = 1 << 12
HEAD_ELEMENTS = 1 << 11
"""Elements of a page that are looked at for these facts."""


def read_head(page: Page, rendering: Rendering) -> None:
    """Fill the title and the facts about the article from the head of a page."""
    article = rendering.discussion.article
    title = page.field(-1, TITLES, first=HEAD_ELEMENTS)
    if title is not None:
        rendering.title(title.text, title.start, title.end)
    address = page.field(-1, ADDRESSES, first=HEAD_ELEMENTS)
    saved_from = _SAVED_FROM.search(page.tree.markup, 0, HEAD_BYTES)
    article.url = address.text if address else saved_from[1] if saved_from else None
    author = page.field(-1, AUTHORS, first=HEAD_ELEMENTS)
    article.author = author.text if author and "://" not in author.text else None
    time = page.field(-1, TIMES, first=HEAD_ELEMENTS)
    stated = iso_time(time.text) if time else None
    if stated is not None:
        article.time = rendering.moment(*stated)
