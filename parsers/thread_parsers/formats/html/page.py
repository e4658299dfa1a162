"""A page as text and elements: what selectors find, as words, attributes and places in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.bodies.html import html_body, html_text
from thread_parsers.markup.entities import decode_entities
from thread_parsers.markup.selectors import is_one, select, selector
from thread_parsers.markup.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from thread_parsers.bodies import Body
    from thread_parsers.source.source import Source

MAX_FIELD_BYTES = 1 << 14
"""Markup of a name, a time or a score that is looked at."""
OWN_TEXT = "#text"
"""In a row of a field, in the place of an attribute: the first words of an element outside of those inside of it."""
SEPARATORS = " ,;|/\u00b7\u2022\u2013\u2014-()"
"""What is written between such words and other elements."""
MAX_TRIES = 8
"""Elements that are looked at for the text of a field, where the first ones have none."""
_IMAGES = re.compile(r"<img\b[^>]*+>", re.IGNORECASE)


class Found(NamedTuple):
    """A value of a page, and the bytes of the file that state it."""

    text: str
    start: int
    end: int


class Elements:
    """Elements that are passed over: the comments of a page, when one of them is read."""

    def __init__(self, elements: Sequence[int] = ()) -> None:
        """`elements` are in document order."""
        self._order = elements
        self._all = frozenset(elements)

    def __contains__(self, element: object) -> bool:
        return element in self._all

    def first_inside(self, tree: Tree, element: int) -> int:
        """The first of them that is inside an element; -1 if none is."""
        at = bisect_right(self._order, element)
        return self._order[at] if at < len(self._order) and self._order[at] < tree.stop[element] else -1


NO_ELEMENTS = Elements()


class Page:
    """The elements of a file."""

    def __init__(self, file: Source) -> None:
        # As Latin-1, places of the tree are bytes of the file.
        self.tree = Tree(file.read(0, file.size).decode("latin-1"))
        self.saved_as = file.saved_as

    def build(self) -> Generator[None, None, None]:
        """Find the elements. Must be completed before anything else is used."""
        yield from self.tree.build()

    def markup(self, start: int, end: int) -> str:
        """A part of the page as it is in the file."""
        return self.tree.markup[start:end].encode("latin-1").decode("utf-8", "surrogateescape")

    def field(
        self, element: int, rows: Iterable[str], without: Elements = NO_ELEMENTS, first: int | None = None
    ) -> Found | None:
        """The first value that the rows of an engine's field find in an element: see `engines`. `first` is as for
        `select`."""
        for row in rows:
            wanted, _, attribute = row.partition("@")
            found = select(self.tree, wanted, element, without, first) if wanted else iter((element,))
            values = (
                (self.own_text(one) for one in islice(found, MAX_TRIES))
                if attribute == OWN_TEXT
                else (self.attribute(one, attribute) for one in found)
                if attribute
                else (self.words(one, without) for one in islice(found, MAX_TRIES))
            )
            value = next((value for value in values if value is not None), None)
            if value is not None:
                return value
        return None

    def content(self, element: int, without: Elements = NO_ELEMENTS) -> tuple[int, int]:
        """The place of the words of an element: they end where another comment begins."""
        start, end = self.tree.content(element)
        other = without.first_inside(self.tree, element)
        return start, end if other < 0 else self.tree.start[other]

    def body(
        self, element: int, dropped: str = "", without: Elements = NO_ELEMENTS, cut: Sequence[tuple[int, int]] = ()
    ) -> Body:
        """The words of an element, without what an engine drops and up to the next comment. `cut` are parts that are
        dropped, too."""
        start, end = self.content(element, without)
        return self.rendered(start, end, sorted([*cut, *self._dropped(element, dropped, end)]))

    def rendered(self, start: int, end: int, gaps: Iterable[tuple[int, int]]) -> Body:
        """The words of a part of the page without some parts of it, in their order."""
        pieces: list[str] = []
        at = start
        for first, last in gaps:
            if at <= first and last <= end:
                pieces.append(self.markup(at, first))
                at = last
        pieces.append(self.markup(at, max(at, end)))
        return html_body("".join(pieces))

    def attribute_text(self, element: int, name: str, most: int | None = None) -> str:
        """The value of an attribute as it is, without more than so many of its bytes; empty if there is none."""
        value = self.tree.attributes(element).get(name, "")[:most]
        return decode_entities(value.encode("latin-1").decode("utf-8", "surrogateescape"))

    def _dropped(self, element: int, dropped: str, end: int) -> Iterator[tuple[int, int]]:
        """The places of the elements that are dropped from one."""
        tree, wanted = self.tree, selector(dropped) if dropped else ()
        at, stop = element + 1, tree.stop[element]
        while wanted and at < stop and tree.start[at] < end:
            if is_one(tree, at, wanted):
                yield tree.start[at], min(tree.end[at], end)
                at = tree.stop[at]
            else:
                at += 1

    def words(self, element: int, without: Elements = NO_ELEMENTS) -> Found | None:
        """The words of a short element, if it has any."""
        start, end = self.content(element, without)
        markup = self.markup(start, min(end, start + MAX_FIELD_BYTES))
        # The words of a picture are not a name or a time.
        words = " ".join(html_text(_IMAGES.sub("", markup)).replace("`", "").split())
        return Found(words, start, end) if words else None

    def text(self, element: int, most: int) -> str:
        """The words in the first `most` bytes of an element."""
        start, end = self.tree.content(element)
        return html_text(self.markup(start, min(end, start + most)))

    def own_text(self, element: int) -> Found | None:
        """The first words of an element that are not in an element inside of it."""
        tree, at, inside = self.tree, self.tree.inner[element], element + 1
        while at < tree.inner_end[element]:
            end = tree.start[inside] if inside < tree.stop[element] else tree.inner_end[element]
            words = " ".join(html_text(self.markup(at, min(end, at + MAX_FIELD_BYTES))).split()).strip(SEPARATORS)
            if words:
                return Found(words, at, end)
            if end == tree.inner_end[element]:
                return None
            at, inside = tree.end[inside], tree.stop[inside]
        return None

    def attribute(self, element: int, name: str) -> Found | None:
        """The value of an attribute, if it has one."""
        words = self.attribute_text(element, name, MAX_FIELD_BYTES)
        if not words:
            return None
        return Found(" ".join(words.split()), self.tree.start[element], self.tree.inner[element])
