"""A page as text and elements: what selectors find, as words, attributes and places in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.bodies import Body
from thread_parsers.bodies.html import html_body, html_text
from thread_parsers.markup.entities import decode_entities
from thread_parsers.markup.selectors import select
from thread_parsers.markup.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Container, Generator, Iterable

    from thread_parsers.source.source import Source

MAX_FIELD_BYTES = 1 << 14
"""Markup of a name, a time or a score that is looked at."""


class Found(NamedTuple):
    """A value of a page, and the bytes of the file that state it."""

    text: str
    start: int
    end: int


class Page:
    """The elements of a file."""

    def __init__(self, file: Source) -> None:
        # As Latin-1, places of the tree are bytes of the file.
        self.tree = Tree(file.read(0, file.size).decode("latin-1"))

    def build(self) -> Generator[None, None, None]:
        """Find the elements. Must be completed before anything else is used."""
        yield from self.tree.build()

    def markup(self, start: int, end: int) -> str:
        """A part of the page as it is in the file."""
        return self.tree.markup[start:end].encode("latin-1").decode("utf-8", "surrogateescape")

    def field(self, element: int, rows: Iterable[str], without: Container[int] = ()) -> Found | None:
        """The first value that the rows of an engine's field find in an element: see `engines`."""
        for row in rows:
            selector, _, attribute = row.partition("@")
            for found in select(self.tree, selector, element, without) if selector else (element,):
                value = self._attribute(found, attribute) if attribute else self._text(found)
                if value is not None:
                    return value
        return None

    def body(self, element: int, dropped: str = "", without: Container[int] = ()) -> Body:
        """The words of an element, without what an engine drops and without other comments."""
        tree = self.tree
        start, end = tree.content(element)
        pieces, at = [], start
        for other in [*select(tree, dropped, element)] if dropped else ():
            if tree.start[other] >= at:
                pieces.append(self.markup(at, tree.start[other]))
                at = tree.end[other]
        pieces.append(self.markup(at, end))
        return html_body("".join(pieces))

    def _text(self, element: int) -> Found | None:
        start, end = self.tree.content(element)
        words = " ".join(html_text(self.markup(start, min(end, start + MAX_FIELD_BYTES))).replace("`", "").split())
        return Found(words, start, end) if words else None

    def _attribute(self, element: int, name: str) -> Found | None:
        value = self.tree.attributes(element).get(name)
        if not value:
            return None
        words = decode_entities(value[:MAX_FIELD_BYTES].encode("latin-1").decode("utf-8", "surrogateescape"))
        return Found(" ".join(words.split()), self.tree.start[element], self.tree.inner[element])
