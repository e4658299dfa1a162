"""A light tree of HTML: elements with their places in the markup, as arrays in document order.

It is built from the tokens with the few rules of the standard that saved pages depend on: void elements, end tags that
are implied (`<li>` ends the `<li>` before it), end tags without an element. Nothing is recursive, and the work is in
proportion to the markup.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from functools import partial
from itertools import pairwise
from sys import intern
from typing import TYPE_CHECKING

from thread_parsers.markup.tokenizer import VOID, Kind, attributes, tokens

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "center", "details", "div", "dl", "fieldset", "figure", "footer",
     "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table",
     "ul")
)  # fmt: skip
_CELLS, _ROWS = frozenset({"td", "th", "p"}), frozenset({"td", "th", "tr", "p"})
CLOSED_BY: dict[str, frozenset[str]] = {
    **dict.fromkeys(_BLOCKS, frozenset({"p"})),
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "td": _CELLS,
    "th": _CELLS,
    "tr": _ROWS,
    **dict.fromkeys(("tbody", "thead", "tfoot"), _ROWS | {"tbody", "thead", "tfoot"}),
    "option": frozenset({"option"}),
    "body": frozenset({"head"}),
}
"""Start tags, and the open elements that they end if these are the innermost ones."""
BARRIERS = frozenset({"article", "body", "div", "html", "li", "ol", "section", "table", "td", "th", "ul"})
"""Elements that the end tag of another kind of element does not end: a stray `</b>` must not end a comment."""
MAX_UNCLOSED = 32
"""Open elements that the end tag of an element within text may end."""
SLICE_TOKENS, SLICE_CHARS = 1 << 10, 1 << 18
"""Tokens and characters of them between two yields."""
MAX_CACHED = 1 << 15
"""Elements whose attributes are cached."""
_NO_ATTRIBUTES: dict[str, str] = {}


class Tree:
    """The elements of a page. An element is its number in document order; -1 is the page."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        """The page. Bytes decoded as Latin-1, so that places are bytes."""
        self.names: list[str] = []
        """Names of the elements, in lower case."""
        self.start = array("I")
        """Where the start tag begins and ends, and where the content and the end tag end."""
        self.inner = array("I")
        self.inner_end = array("I")
        self.end = array("I")
        self.parent = array("i")
        self.stop = array("I")
        """The number after the last element inside."""
        self.kinds = bytearray()
        """The kinds of the tokens of the page, and where each begins."""
        self.token_starts = array("I")
        self._named: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        """The elements of each name."""
        self._heads: dict[int, int] = {}
        """Of elements that were spread, where their content ended."""
        self._attributes: dict[int, dict[str, str]] = {}

    def __len__(self) -> int:
        return len(self.names)

    def build(self) -> Generator[None, None, None]:
        """Find the elements. Must be completed before anything else is used."""
        builder, seen = _Builder(self, self._named), 0
        start_kind, end_kind, add_kind, add_start = Kind.START, Kind.END, self.kinds.append, self.token_starts.append
        for count, (kind, name, start, end) in enumerate(tokens(self.markup), 1):
            add_kind(kind)
            add_start(start)
            if kind is start_kind:
                builder.open(name, start, end)
            elif kind is end_kind:
                while not builder.close(name, start, end):
                    yield
            if count % SLICE_TOKENS == 0 or end - seen >= SLICE_CHARS:
                seen = end
                yield
        yield from builder.finish()

    def attributes(self, element: int) -> dict[str, str]:
        """The attributes of an element; values with their character references decoded are up to the caller."""
        found = self._attributes.get(element)
        if found is None:
            start, inner = self.start[element], self.inner[element]
            if inner - start <= len(self.names[element]) + len("<>"):
                return _NO_ATTRIBUTES
            if len(self._attributes) >= MAX_CACHED:  # a million would take long to free
                self._attributes.clear()
            found = self._attributes[element] = attributes(self.markup, start, inner)
        return found

    def named(self, name: str, first: int, stop: int) -> Sequence[int]:
        """The elements of a name from one element up to another one, in document order."""
        found = self._named.get(name, ())
        at = bisect_left(found, first)
        return found[at : bisect_left(found, stop, at)]

    def inside(self, element: int) -> range:
        """The elements inside an element; of -1 all."""
        return range(element + 1, self.stop[element]) if element >= 0 else range(len(self.names))

    def ancestors(self, element: int) -> Iterator[int]:
        """The element around an element, the one around that and so on."""
        element = self.parent[element]
        while element >= 0:
            yield element
            element = self.parent[element]

    def spread(self, elements: Sequence[int]) -> None:
        """Let each of some elements go on up to the next one, and the last as far as what is around it and the one
        before. They must be in document order and not inside of each other."""
        for element, following in pairwise(elements):
            self._end_at(element, following, self.start[following])
        if len(elements) > 1:
            last, before = elements[-1], elements[-2]
            around = next((above for above in self.ancestors(last) if above < before), -1)
            end = self.inner_end[around] if around >= 0 else len(self.markup)
            self._end_at(last, self.stop[around] if around >= 0 else len(self), end)

    def head(self, element: int) -> tuple[int, int]:
        """The place of what was inside an element before it was spread."""
        return self.inner[element], self._heads.get(element, self.inner_end[element])

    def _end_at(self, element: int, stop: int, end: int) -> None:
        self._heads[element] = self.inner_end[element]
        self.stop[element], self.inner_end[element], self.end[element] = stop, end, end

    def content(self, element: int) -> tuple[int, int]:
        """The place of what is inside an element."""
        return self.inner[element], self.inner_end[element]


class _Builder:
    """The elements that are open."""

    def __init__(self, tree: Tree, named: defaultdict[str, array[int]]) -> None:
        self._tree, self._named = tree, named
        self._open: list[int] = []
        self._counts: defaultdict[str, int] = defaultdict(int)

    def open(self, name: str, start: int, end: int) -> None:
        tree, opened, names = self._tree, self._open, self._tree.names
        closed = CLOSED_BY.get(name)
        if closed is not None:
            while opened and names[opened[-1]] in closed:
                self._end_last(start, start)
        number = len(names)
        names.append(intern(name))
        self._named[name].append(number)
        tree.start.append(start)
        tree.inner.append(end)
        tree.inner_end.append(end)
        tree.end.append(end)
        tree.parent.append(opened[-1] if opened else -1)
        tree.stop.append(number + 1)
        if name not in VOID:
            opened.append(number)
            self._counts[name] += 1

    def close(self, name: str, start: int, end: int) -> bool:
        """End the innermost element with a name, and those inside of it. False if that is not done yet: a page may have
        a million of them, which takes more than one step."""
        if self._open and self._tree.names[self._open[-1]] == name:
            self._end_last(start, end)
            return True
        if not self._counts.get(name):
            return True
        names, opened = self._tree.names, self._open
        if name not in BARRIERS:
            # Within text, an end tag reaches only as far as the block that it is in.
            depth = next(
                (
                    depth
                    for depth, number in enumerate(reversed(opened[-MAX_UNCLOSED:]), 1)
                    if names[number] == name or names[number] in BARRIERS
                ),
                0,
            )
            if not depth or names[opened[-depth]] != name:
                return True
        for _ in range(SLICE_TOKENS):
            if names[opened[-1]] == name:
                self._end_last(start, end)
                return True
            self._end_last(start, start)
        return False

    def finish(self) -> Generator[None, None, None]:
        """End all open elements, of which a page may have a million."""
        size = len(self._tree.markup)
        while self._open:
            self._end_last(size, size)
            if len(self._open) % SLICE_TOKENS == 0:
                yield

    def _end_last(self, inner_end: int, end: int) -> None:
        tree, number = self._tree, self._open.pop()
        self._counts[tree.names[number]] -= 1
        tree.inner_end[number], tree.end[number] = inner_end, end
        tree.stop[number] = len(tree.names)
