"""Finding the elements of the comments of a page, and that of its article."""

from __future__ import annotations

from heapq import merge
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from thread_parsers.markup.elements import Elements
from thread_parsers.markup.selectors import is_one, may_be_selected_in_steps, selector

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.formats.html.engines import Engine
    from thread_parsers.formats.html.page import Page

SLICE_COMMENTS = 8
"""Comments between two yields."""
MAX_TWIN_DEPTH = 8
"""Elements between two that are one comment."""
REPLIES = "ul, ol, .children"
"""Elements that replies are inside of."""


class CommentElements:
    """The elements of the comments, once they have been found."""

    def __init__(self, engine: Engine, page: Page, elements: Sequence[int] | None = None) -> None:
        """`elements` are those of the comments, in document order, if they are known."""
        self._engine, self._page = engine, page
        self.elements = list(elements or ())
        self.known = Elements(self.elements)
        """The elements that are passed over when a comment is read."""
        self._outside: list[int] = []
        """Elements that hold nothing of a comment."""
        self.opening = -1
        """The element of the article, if it is known."""

    def find(self) -> Iterator[None]:
        """Find the elements of the comments. Those without an author are forms and advertisements, unless comments
        state a depth or a parent: then they are deleted, or continue the one before.

        Where one comment is two elements, one inside of the other, the outer one has the replies: it is the one without
        an author of its own.
        """
        engine, page = self._engine, self._page
        found = yield from self._candidates()
        if engine.is_spread:
            page.tree.spread(found)
        if engine.nesting in ("level", "named") or engine.is_spread:
            self.elements, self.known = found, self._with_outside(found)
            return
        candidates = Elements(found)
        twins: set[int] = set()
        for count, element in enumerate(found, 1):
            if element in twins:
                continue
            if page.field(element, engine.author, candidates) is not None:
                self.elements.append(element)
            else:
                inner = candidates.first_inside(page.tree, element)
                if inner >= 0 and self._is_twin(element, inner, candidates):
                    twins.add(inner)
                    self.elements.append(element)
            if count % SLICE_COMMENTS == 0:
                yield
        self.known = self._with_outside(self.elements)

    def _with_outside(self, elements: list[int]) -> Elements:
        """The elements that are passed over when a comment is read."""
        return Elements(list(merge(elements, self._outside)) if self._outside else elements)

    def _candidates(self) -> Generator[None, None, list[int]]:
        """Find the elements that may be comments, and the opening post."""
        engine, tree = self._engine, self._page.tree
        wanted, outside, opening = (
            selector(text) if text else () for text in (engine.comment, engine.outside, engine.opening)
        )
        found: list[int] = []
        at = 0
        for element in may_be_selected_in_steps(tree, (*outside, *opening, *wanted)):
            if element is None:
                yield
                continue
            if element < at:
                continue
            if outside and is_one(tree, element, outside):
                self._outside.append(element)
                at = tree.stop[element]
            elif self.opening < 0 and opening and is_one(tree, element, opening):
                self.opening = element
            elif is_one(tree, element, wanted):
                found.append(element)
        return self._of_unique_ids(found) if engine.has_unique_ids else found

    def _of_unique_ids(self, elements: list[int]) -> list[int]:
        """The elements without those whose id an earlier one has."""
        attributes = self._page.tree.attributes
        stated = next(row.removeprefix("@") for row in self._engine.id if row.startswith("@"))
        first: dict[str, int] = {}
        return [at for at in elements if first.setdefault(attributes(at).get(stated) or f"at {at}", at) == at]

    def _is_twin(self, element: int, inner: int, candidates: Elements) -> bool:
        """Whether the first candidate inside of another one is the same comment, and not a reply to it."""
        page = self._page
        between = list(takewhile(element.__ne__, islice(page.tree.ancestors(inner), MAX_TWIN_DEPTH)))
        is_near = len(between) < MAX_TWIN_DEPTH
        is_reply = any(is_one(page.tree, one, selector(REPLIES)) for one in between)
        return is_near and not is_reply and page.field(inner, self._engine.author, candidates) is not None
