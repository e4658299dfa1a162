"""Work in slices: generators that step aside every few milliseconds and return what came out at their end."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

Result = TypeVar("Result")


def run_to_end(work: Generator[None, None, Result]) -> Result:
    """Do all of the work and return what comes out."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            result: Result = done.value
            return result
