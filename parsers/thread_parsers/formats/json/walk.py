"""Going through a file in steps: its answers one by one, and comments whose replies are inside them, to any depth and
without recursion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from thread_parsers.formats.json import stated
from thread_parsers.formats.json.brackets import Nested

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.formats.json.nested import NestedReader

Item = TypeVar("Item")


def read_answers(reader: NestedReader, read: Callable[[Nested, dict[str, Any]], Iterator[None]]) -> Iterator[None]:
    """Scan a file, and read its answers in steps: the values that are in it one after the other, and the elements of
    those that are lists. `read` gets an answer and its members."""
    yield from reader.index()
    answers = (answer for root in reader.roots() for answer in reader.elements(root))
    for number, answer in enumerate(answers, 1):
        yield from read(answer, reader.members(answer))
        if number % stated.SLICE_COMMENTS == 0:
            yield


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


def objects_in(
    reader: NestedReader, visit: Callable[[Nested, dict[str, Any]], Iterator[Nested] | None]
) -> Iterator[None]:
    """Go through all objects of a file, each before those inside of it, in steps. `visit` gets an object and its
    members. It returns what is looked at inside of it; None stands for all that is there."""
    waiting: list[Iterator[Nested]] = [reader.roots()]
    count = 0
    while waiting:
        count += 1
        if count % stated.SLICE_COMMENTS == 0:
            yield
        nested = next(waiting[-1], None)
        if nested is None:
            waiting.pop()
        elif nested.is_list:
            waiting.append(reader.items(nested))
        else:
            values = reader.members(nested)
            inside = visit(nested, values)
            if inside is None:
                inside = iter([value for value in values.values() if isinstance(value, Nested)])
            waiting.append(inside)
