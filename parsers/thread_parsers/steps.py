"""Cooperative work: generators that yield every few milliseconds and return their result at the end."""

from __future__ import annotations

from heapq import merge
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

Result = TypeVar("Result")
"""What a generator returns."""
Item = TypeVar("Item")

SLICE_ITEMS = 1024
"""Items that are sorted between two yields."""
FREED_ITEMS = 256
"""Items that are freed between two yields: each may have a dozen objects."""


def run_to_end(work: Generator[None, None, Result]) -> Result:
    """Run a generator to its end and return its result."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            result: Result = done.value
            return result


def import_in_steps(package: str, *modules: str) -> Iterator[None]:
    """Import modules of a package one by one: compiling their patterns takes some milliseconds each."""
    for name in modules:
        import_module(f"{package}.{name}")
        yield


def listed_in_steps(items: Iterable[Item], slice_items: int = SLICE_ITEMS) -> Generator[None, None, list[Item]]:
    """The items as a list. Yields after each slice of so many."""
    rest, result = iter(items), list[Item]()
    while some := list(islice(rest, slice_items)):
        result += some
        if len(some) == slice_items:
            yield
    return result


def emptied_in_steps(items: list[Any] | dict[Any, Any]) -> Iterator[None]:
    """Remove all items, in slices: to free a hundred thousand objects takes some ten milliseconds."""
    while len(items) > FREED_ITEMS:
        if isinstance(items, list):
            del items[-FREED_ITEMS:]
        else:
            for _ in range(FREED_ITEMS):
                items.popitem()
        yield
    items.clear()


def taken(items: list[Item]) -> Iterator[Item]:
    """The items of a list, each of which is removed from it, so that they are not freed all at once."""
    items.reverse()
    while items:
        yield items.pop()


def next_in_steps(items: Iterable[Item | None], slice_items: int = 1) -> Generator[None, None, Item | None]:
    """The first item that is not None, or None if there is none. Yields after so many Nones."""
    for number, item in enumerate(items, 1):
        if item is not None:
            return item
        if number % slice_items == 0:
            yield
    return None


def sorted_in_steps(items: Iterable[Item], key: Callable[[Item], Any]) -> Generator[None, None, list[Item]]:
    """Sort items, as `sorted` does, in slices. The keys of a slice are computed at once."""
    rest = iter(items)
    runs: list[list[tuple[Any, int, Item]]] = []
    while some := list(islice(rest, SLICE_ITEMS)):
        if not runs and len(some) < SLICE_ITEMS:
            return sorted(some, key=key)
        first = len(runs) * SLICE_ITEMS
        # The number of the item keeps the order of equal keys, and items from being compared.
        runs.append(sorted((key(item), number, item) for number, item in enumerate(some, first)))
        if len(some) == SLICE_ITEMS:
            yield
    if len(runs) <= 1:
        return [item for run in runs for _, _, item in run]
    result: list[Item] = []
    for _, _, item in merge(*map(taken, runs)):
        result.append(item)
        if len(result) % SLICE_ITEMS == 0:
            yield
    return result
