"""Whom a quote quotes: links from its first line to the comment that it was taken from, if that is in the file.

A quote states its source as a link (`<a href="#post-11">`, `goto/post?id=11`) or as the number of a post in an
attribute (`data-source="post: 11"`, `data-post="2"`). A quote is never a parent.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from thread_parsers.markup.elements import Elements
from thread_parsers.markup.entities import decode_entities
from thread_parsers.markup.selectors import select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from thread_parsers.formats.html.page import Edit, Page

QUOTES = "blockquote, aside.quote, .bbCodeQuote, .bbcode_quote, .quote, .quotetitle"
SOURCES = (".title", "cite", ".bbCodeBlock-title", ".attribution", ".bbcode_postedby", ".quotetitle")
"""The line of a quote that names whom it quotes."""
LINKS = "a[href]"
NUMBERED = ("id", "data-content", "data-post-id", "data-node-id")
"""Attributes of a comment with its number."""
_QUOTE = "uote"
_NUMBER = re.compile(r"(\d{1,18})\D*$")
_TARGET = re.compile(r"#[a-z_-]{0,30}(\d{1,18})$|[?&;](?:p|id|pid|post|postid|post_id)=(\d{1,18})\b", re.IGNORECASE)
_SOURCE = re.compile(r"post\D{0,3}(\d{1,18})", re.IGNORECASE)


def has_quotes(page: Page, start: int, end: int) -> bool:
    """Whether there may be quotes in a part of the page: most comments have none."""
    return page.tree.markup.find(_QUOTE, start, end) >= 0  # much faster than a pattern


class Quotes:
    """The sources of the quotes of a page."""

    def __init__(self, page: Page, order: Sequence[int], topic: str, address: Callable[[int], str]) -> None:
        """`order` are the elements of the comments, `topic` is the address of the page, `address` gives that of a
        comment, empty if it has none."""
        self._page, self._comments, self._topic, self._address = page, Elements(order), topic, address
        self._by_number: dict[str, int] = {}
        for element in order:
            for name in NUMBERED:
                number = _NUMBER.search(page.tree.attributes(element).get(name, ""))
                if number is not None:
                    self._by_number.setdefault(number[1], element)

    def edits(self, body: int) -> Iterator[Edit]:
        """Links for the quotes in the words of a comment: around the first line of a quote that states its source, or
        in the place of one that leads there."""
        tree, seen = self._page.tree, -1
        for quote in select(tree, QUOTES, body, self._comments):
            if quote < seen:
                continue  # inside of the quote before
            seen = tree.stop[quote]
            yield from self._edits_of(quote)

    def _edits_of(self, quote: int) -> Iterator[Edit]:
        tree = self._page.tree
        for link in select(tree, LINKS, quote):
            address = self._target(tree.attributes(link)["href"])
            if address:
                yield tree.start[link], tree.inner[link], f'<a href="{address}">'
                return
        address = self._stated(quote)
        source = next((one for wanted in SOURCES for one in select(tree, wanted, quote)), -1)
        if address and source >= 0 and next(select(tree, LINKS, source), -1) < 0:
            yield tree.inner[source], tree.inner[source], f'<a href="{address}">'
            yield tree.inner_end[source], tree.inner_end[source], "</a>"

    def _target(self, href: str) -> str:
        """The address of the comment that a link in a quote leads to; empty if it leads to none of the file."""
        found = _TARGET.search(decode_entities(href))
        return self._of_number(found[1] or found[2]) if found else ""

    def _stated(self, quote: int) -> str:
        """The address of the comment whose number a quote states; empty if it is of another thread."""
        found = self._page.tree.attributes(quote)
        if "data-topic" in found and found["data-topic"] not in re.split(r"[/?#]", self._topic):
            return ""
        stated = _SOURCE.search(found.get("data-source", "")) or _NUMBER.search(found.get("data-post", ""))
        return self._of_number(stated[1]) if stated else ""

    def _of_number(self, number: str) -> str:
        element = self._by_number.get(number)
        return "" if element is None else escape(self._address(element))
