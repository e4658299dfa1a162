"""Walking comments whose replies are inside them, to any depth, without recursion."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from thread_parsers.formats.json import stated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Item = TypeVar("Item")


def walk(items: Iterator[Item], visit: Callable[[Item, int], tuple[Iterator[Item], int]]) -> Iterator[None]:
    """Visit comments and the replies inside them, each before its replies, in steps.

    `visit` gets a comment and the row of the comment above it, or -1. It returns the replies, and the row that they are
    under.
    """
    # Iterators over replies, outermost first, each with the row of the comment above it.
    stack = [(items, -1)]
    count = 0
    while stack:
        count += 1
        if count % stated.SLICE_COMMENTS == 0:
            yield
        inside, parent = stack[-1]
        for item in inside:
            stack.append(visit(item, parent))
            break
        else:
            stack.pop()
